"""Work off the queue of views: reports of what was seen, and days that are over."""

from collections.abc import Sequence
from typing import Any

from chalicelib.services.photos.insights import adding_up, reporting


def work_off(messages: Sequence[dict[str, Any]]) -> None:
    """Write down what was seen, as many reports as came together; and add up days, or parts of them."""
    # What was reported comes first: a day that fails to be added up is tried again, with whatever came beside it.
    reporting.collect(message for message in messages if "nonce" in message)
    for day, part in dict.fromkeys((one["add_up"], one.get("part")) for one in messages if "add_up" in one):
        if part is None:
            adding_up.begin(day)
        else:
            adding_up.add_up(day, part, [part])
