"""Say that a poll is over to whoever asked and voted, as `models/photos/polls/votes.py` promised with its post."""

from typing import Any

from chalicelib.gateways import queue
from chalicelib.models.photos.polls import votes
from chalicelib.services import news, promises

MOST_AT_ONCE = 500


def tell(message: dict[str, Any]) -> None:
    """Have it pushed to some of those who have a part in the poll that a message names, and go on by another message.

    May run twice. A poll whose post is gone has no parts, and is over as well.
    """
    account_ids, after = votes.parts(message["poll"], message.get("after"), MOST_AT_ONCE)
    news.hint(*account_ids)
    if after:
        queue.send("pushes", **{**message, "after": after})
    else:
        promises.keep(message.get("promise", ""))
