"""Name the lists on which posts are: each holds what one kind of viewer may see of one kind of post.

A page reads the lists that its viewer may see of what is asked for, and none of whose posts would be left out of it:
what a list leaves out is left out by its index. Posts of earlier releases are all on the lists without a suffix.
"""

# For whom a post is listed: everybody, the author's followers, or the author alone: what is held back until a campaign
# is launched, news for backers, and comments below what is not for everybody.
ALL, FOLLOWERS, OWN = "", "#followers", "#own"
# What its author put away: it is not on the page that it comes back to.
ARCHIVE = "#archive"
SHOWN = (ALL, FOLLOWERS, OWN)
COMMENTS = "#comments"
REBLOGS = "#reblogs"
FRIENDS, LIST = "#friends", "#list:"
# What an account wrote to others: no page reads it, and whatever concerns all of its posts does.
MESSAGES = "#messages"
PUBLIC = "public"
TEXT, MEDIA = "#text", "#media"


def name(account_id: str, shown_to: str, *, is_comment: bool, has_media: bool) -> str:
    """Return the name of the list that a post is on; the usual post has a photo, and the usual comment none."""
    if is_comment:
        return account_id + COMMENTS + shown_to + (MEDIA if has_media else "")
    return account_id + shown_to + ("" if has_media else TEXT)


def reblogs(account_id: str, shown_to: str) -> str:
    """Return the name of the list of what an account reblogged."""
    return account_id + REBLOGS + shown_to


def for_friends(account_id: str, *, has_media: bool) -> str:
    """Return the name of the list of an account's posts for its close friends."""
    return account_id + FRIENDS + ("" if has_media else TEXT)


def for_list(account_id: str, list_id: str, *, has_media: bool) -> str:
    """Return the name of the list of an account's posts for those on one of its lists of people."""
    return f"{account_id}{LIST}{list_id}" + ("" if has_media else TEXT)


def messages(account_id: str) -> str:
    """Return the name of the list of an account's direct messages."""
    return account_id + MESSAGES


def every(account_id: str, *, with_reblogs: bool = False) -> list[str]:
    """Return the names of the lists of all that an account published, its comments and direct messages too."""
    return [*names(account_id, comments=True, with_reblogs=with_reblogs), messages(account_id)]


def names(
    account_id: str,
    shown_to: tuple[str, ...] = (*SHOWN, ARCHIVE),
    *,
    comments: bool,
    only_media: bool = False,
    with_reblogs: bool = False,
) -> list[str]:
    """Return the names of the lists of an account's posts that are shown to some.

    `comments` adds its comments, `with_reblogs` what it reblogged, which is nobody's alone.
    """
    found = [
        name(account_id, some, is_comment=is_comment, has_media=has_media)
        for is_comment in ((False, True) if comments else (False,))
        for some in shown_to
        if some != ARCHIVE or not is_comment
        for has_media in ((True,) if only_media else (True, False))
    ]
    return found + [reblogs(account_id, some) for some in shown_to if with_reblogs and some in (ALL, FOLLOWERS)]


def is_own(listing: str) -> bool:
    """Tell whether a list is its author's alone."""
    return OWN in listing or ARCHIVE in listing


def public(*, has_media: bool) -> str:
    """Return the name of the list of the public timeline that a post is on."""
    return PUBLIC if has_media else PUBLIC + TEXT


def publics(*, only_media: bool) -> list[str]:
    """Return the names of the lists of which the public timeline is made."""
    return [public(has_media=True)] if only_media else [public(has_media=True), public(has_media=False)]
