"""Name the audiences of a post but for those who pay: everybody, followers, and whom an author chooses by hand."""

from typing import Any

PUBLIC, UNLISTED, FOLLOWERS = "public", "unlisted", "followers"
ME = "me"
# Whoever is in one of these now, not when the post was written.
CLOSE_FRIENDS, LIST = "close_friends", "list"
CHOSEN = (CLOSE_FRIENDS, LIST)
BY_HAND = (ME, *CHOSEN)
# The members of a conversation, who stand in the offer: a direct message, which is no post of a page.
DIRECT = "direct"
UNCOUNTED = (*BY_HAND, DIRECT)
# What closes a post beside the accounts that are closed: its author put it into the archive.
ARCHIVE = "archive"


def list_id_of(offer: dict[str, Any] | None) -> str:
    """Return the id of the author's list whose members may see a post, and one that no list has where it names none."""
    return str((offer or {}).get("list_id") or "-")


def members_of(offer: dict[str, Any] | None) -> list[str]:
    """Return the ids of those between whom a direct message is, its author among them."""
    return list((offer or {}).get("members") or ())
