"""Work off the queue of originals: those that arrived, those that buyers have, and photos that are made anew."""

from typing import Any
from urllib.parse import unquote_plus

from chalicelib.services.photos import media
from chalicelib.services.photos.files import originals
from chalicelib.services.photos.making import remaking


def work_off(message: dict[str, Any]) -> None:
    """Process an uploaded original that S3 announces, make what buyers have of one, or make stored photos anew."""
    if "originals_of" in message:
        originals.make(message["originals_of"])
    # The first message of a new notification is an s3:TestEvent without Records.
    for arrival in message.get("Records", []):
        found = arrival["s3"]["object"]
        media.process(unquote_plus(found["key"]), found.get("sequencer", ""))
    if "remake" in message:
        remaking.carry_on(**message["remake"])
