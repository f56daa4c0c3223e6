"""Cut a photo's square anew where its focus changes after it was made.

The focus in a row is the one that the square was cut around. A post has a focus of its own, which the square follows.
"""

import io
from collections.abc import Collection
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import storage
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.making.exchange import NewFiles, exchange

SQUARE = "square.jpg"
# It shows all of the photo, and our own encoder wrote it: the API decodes nothing that strangers made.
SOURCE = "card.avif"
RACES = 5


def cut(item: Media, focus: tuple[float, float]) -> NewFiles | None:
    """Return the files of a photo with the square around another focus; None where it has no files to cut from."""
    # Nothing else in the API needs Pillow.
    from chalicelib import imaging  # noqa: PLC0415

    body = storage.read_rendition(item.lies_at.folder + SOURCE)
    if body is None:
        return None
    square = imaging.cut_square(io.BytesIO(body), focus)
    changes: dict[str, Any] = {"focus": list(focus)}
    if item.renditions:
        changes["renditions"] = {**item.renditions, SQUARE: [square.width, square.height]}
    others = tuple(file for file in addresses.held(item) if file != SQUARE)
    return NewFiles({SQUARE: square}, changes, copied=others)


def cut_in_place(item: Media) -> None:
    """Write a photo's square anew, from its original, where a late run wrote one for an earlier focus."""
    from chalicelib import imaging  # noqa: PLC0415

    with storage.open_original(item.original_key) as original:
        if original:
            square = imaging.cut_square(original, (item.focus[0], item.focus[1]))
            storage.keep_rendition(item.lies_at.folder + SQUARE, square.body, square.content_type)


def follow(post: Post, media_ids: Collection[str]) -> Post:
    """Cut the squares of some of a post's photos around the focus that each has in it by now, and return the post.

    The last focus wins, whoever else edits. Raises Unavailable where others do so all the time.
    """
    for media_id in media_ids:
        for _ in range(RACES):
            if _follows(media_id, post.id):
                break
        else:
            raise Unavailable
    return Post.find(post.id) if media_ids else post


def _follows(media_id: str, post_id: str) -> bool:
    item, post = Media.find(media_id), Post.find(post_id)
    shown = next((photo for photo in post.body["media"] if photo["id"] == media_id), None)
    if shown is None or item.post_id != post_id or item.focus == shown["focus"]:
        return True
    new = cut(item, (shown["focus"][0], shown["focus"][1]))
    return new is None or exchange(item, post, new)
