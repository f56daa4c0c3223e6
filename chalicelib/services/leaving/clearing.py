"""Clear away what belonged to a deleted post, or go on with the deletion of an account, on the queue of both."""

from typing import Any

from chalicelib.services.photos.files import clearing


def clear_away(message: dict[str, Any]) -> None:
    """Carry out a message of the queue `deletions`. May run twice."""
    if "leaving" in message:
        # With the money that it looks at: a function that clears away posts starts without.
        from chalicelib.services.leaving import deleting  # noqa: PLC0415

        deleting.carry_on(message["leaving"])
    else:
        told = message.get("told", ())
        clearing.clear_away(message["post_id"], message.get("author_id", ""), message.get("after", ""), told)
