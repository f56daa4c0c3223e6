"""Go through the stock of photos in pieces, for the job that makes them anew."""

from typing import NamedTuple

from chalicelib.models.photos.media import READY, Media


class Piece(NamedTuple):
    """Some photos of the stock that need work, and the id after which the next piece begins; empty at the end."""

    media_ids: list[str]
    after: str


def needs_work(item: Media, made_with: int) -> bool:
    """Tell whether a published photo, an avatar or a header was made by a pipeline older than this one.

    A photo that nobody published is gone within a day, and a picture that was replaced is due to be deleted.
    """
    is_shown = bool(item.post_id) if item.purpose == "photo" else not item.due
    return item.state == READY and is_shown and (item.made_with or 1) < made_with


def piece(segment: int, of: int, after: str, size: int, made_with: int) -> Piece:
    """Look at so many rows of one segment, after the id with which the last piece ended."""
    begin = {"id": {"S": after}} if after else None
    found = Media.scan(segment=segment, total_segments=of, limit=size, page_size=size, last_evaluated_key=begin)
    media_ids = [item.id for item in found if needs_work(item, made_with)]
    end = found.last_evaluated_key
    return Piece(media_ids, str(end["id"]["S"]) if end else "")


def count_left(made_with: int) -> int:
    """Count the photos that need work, by a scan of the whole table."""
    return sum(needs_work(item, made_with) for item in Media.scan())
