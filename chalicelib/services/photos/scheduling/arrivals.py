"""Work off the queue of posts: those that were published, and those whose time has come."""

from typing import Any

from chalicelib.services.photos import timelines
from chalicelib.services.photos.search import indexing


def work_off(message: dict[str, Any]) -> None:
    """Deliver a post to a page of its author's followers, have it found by its words, or publish one that is due."""
    if "words_of" in message:
        indexing.index(message["words_of"])
    elif "unpublished" in message:
        # What publishes loads all that a new post asks; most messages deliver.
        from chalicelib.services.photos.scheduling import due  # noqa: PLC0415

        due.publish_due(message["shelf"], message["unpublished"])
    else:
        after, promise_id = message.get("after", ""), message.get("promise", "")
        is_pulled, told_to = message.get("is_pulled", False), message.get("told_to", "")
        timelines.deliver(message["post_id"], after, promise_id, is_pulled=is_pulled, told_to=told_to)
