"""To which conversation a message belongs."""

import hashlib
from collections.abc import Iterable

from chalicelib.models.photos.posts import Post

# Nineteen digits, as no id of a post has them.
LEAST, SPAN = 10**18, 8 * 10**18


def id_of(member_ids: Iterable[str]) -> str:
    """Return the id of the conversation between some accounts, whoever begins it."""
    drawn = hashlib.sha256("+".join(sorted(set(member_ids))).encode()).digest()
    return str(LEAST + int.from_bytes(drawn[:16], "big") % SPAN)


def of_message(member_ids: Iterable[str], parent: Post | None) -> str:
    """Return the same for a message: an answer belongs where its parent does, also after somebody left there."""
    return str(parent.root_id) if parent else id_of(member_ids)
