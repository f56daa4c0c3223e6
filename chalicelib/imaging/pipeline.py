"""Take the bytes of an original, and give back everything that is shown of it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from blurhash_rs import blurhash_encode
from PIL import Image

from chalicelib.imaging import memory, renditions
from chalicelib.imaging.bad import DAMAGED, BadImage
from chalicelib.imaging.pixels import Need, Original, load
from chalicelib.imaging.renditions import AVIF, JPEG, SQUARE, Focus, Rendition, crop, encode, fit

AVATAR = (400, 400)
HEADER = (1500, 500)
# A locked post shows no more than this: at 16 pixels six digits can begin to be told apart.
PREVIEW = 8


@dataclass(frozen=True)
class Rendered:
    """Hold what was made of an original; the size is the original's, upright."""

    width: int
    height: int
    blurhash: str
    preview: bytes
    renditions: tuple[Rendition, ...]


def render(source: BinaryIO, purpose: str = "photo", focus: Focus = (0.0, 0.0)) -> Rendered:
    """Make the renditions of an original for its purpose: photo, avatar or header.

    Nothing of the file survives but pixels. Raises BadImage, with a reason to show, for every
    file that cannot be used, whatever is wrong with it.
    """
    return render_as(source, purpose, focus, with_avif=True)


def render_as(source: BinaryIO, purpose: str, focus: Focus, *, with_avif: bool) -> Rendered:
    """Render as `render` does, with or without AVIF."""
    need, shape = PURPOSES[purpose]
    try:
        with memory.at_most():
            original = load(source, need)
        shapes = shape(original, focus)
        made = tuple(_encode_all(shapes, with_avif=with_avif))
        blurhash, preview = _glimpse(shapes.get("thumb", original.pixels))
    except BadImage:
        raise
    except Exception as error:
        # A decoder fed by strangers may raise anything at all.
        raise BadImage(DAMAGED) from error
    return Rendered(original.width, original.height, blurhash, preview, made)


def _photo(original: Original, focus: Focus) -> dict[str, Image.Image]:
    rungs = renditions.ladder(original.pixels, (original.width, original.height))
    large_enough = (rung for rung in reversed(rungs.values()) if min(rung.size) >= SQUARE)
    return rungs | {"square": crop(next(large_enough, original.pixels), (SQUARE, SQUARE), focus)}


def _avatar(original: Original, focus: Focus) -> dict[str, Image.Image]:
    avatar = crop(original.pixels, AVATAR, focus)
    return {"avatar": avatar, "square": fit(avatar, SQUARE, avatar.size)}


def _header(original: Original, focus: Focus) -> dict[str, Image.Image]:
    return {"header": crop(original.pixels, HEADER, focus)}


def _encode_all(shapes: dict[str, Image.Image], *, with_avif: bool) -> Iterator[Rendition]:
    """Encode every shape; a small original has one image under several names, encoded once."""
    made: dict[tuple[int, str], Rendition] = {}
    for name, pixels in shapes.items():
        for content_type in (JPEG, AVIF) if with_avif and name in renditions.IN_AVIF else (JPEG,):
            key = (id(pixels), content_type)
            if key not in made:
                made[key] = encode(name, content_type, pixels)
            yield replace(made[key], name=name)


def _glimpse(pixels: Image.Image) -> tuple[str, bytes]:
    """Return the blurhash, and the preview as a PNG, of at most 4 x 3 and 8 x 8 pixels of information."""
    tiny = fit(pixels, 32, pixels.size)
    preview = io.BytesIO()
    fit(tiny, PREVIEW, pixels.size).save(preview, "PNG")
    return blurhash_encode(tiny, 4, 3), preview.getvalue()


Shape = Callable[[Original, Focus], dict[str, Image.Image]]
PURPOSES: dict[str, tuple[Need, Shape]] = {
    "photo": (Need(longest=max(renditions.LADDER.values()), shortest=SQUARE), _photo),
    "avatar": (Need(shortest=max(AVATAR)), _avatar),
    "header": (Need(*HEADER), _header),
}
