"""Take the bytes of an original, and give back everything that is shown of it."""

import io
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from blurhash_rs import blurhash_encode
from PIL import Image

from chalicelib.imaging import lossless, memory, motion, renditions
from chalicelib.imaging.bad import DAMAGED, BadImage
from chalicelib.imaging.colour import profiles
from chalicelib.imaging.containers import inspect, metadata
from chalicelib.imaging.decoding import open_beside
from chalicelib.imaging.encoding import Encoder, keep, said_of
from chalicelib.imaging.ladder import LADDER, SQUARE
from chalicelib.imaging.pixels import Need, Original, load
from chalicelib.imaging.renditions import JPEG, Focus, Rendition, crop, fit, manner_of

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
    # The animated WebP of an original that moves.
    motion: Rendition | None = None
    # What was done to the file, in plain words, for its author.
    processing: tuple[str, ...] = ()


def render(source: BinaryIO, purpose: str = "photo", focus: Focus = (0.0, 0.0)) -> Rendered:
    """Make the renditions of an original for its purpose: photo, avatar or header.

    Nothing of the file survives but pixels. Raises BadImage, with a reason to show, for every
    file that cannot be used, whatever is wrong with it.
    """
    return render_as(source, purpose, focus, with_avif=True)


def render_as(source: BinaryIO, purpose: str, focus: Focus, *, with_avif: bool, sharpens: bool = True) -> Rendered:
    """Render as `render` does, with or without AVIF, and with or without sharpening what was shrunk."""
    need, shape = PURPOSES[purpose]
    with whatever_is_wrong():
        with memory.at_most():
            original = load(source, need)
            shapes = shape(original, focus)
            moving, moved = motion.animate(source, original) if purpose == "photo" else (None, "")
        kept = keep(source, original) if purpose == "photo" else None
        encoder = Encoder(original, manner_of(shapes.get("card", original.pixels)), kept, sharpens)
        made = tuple(encoder.encode_all(shapes, with_avif=with_avif))
        blurhash, preview = _glimpse(shapes.get("thumb", original.pixels))
    done = (*original.done, moved, *said_of(original, made, is_kept=kept is not None))
    return Rendered(*original.size, blurhash, preview, made, moving, tuple(filter(None, done)))


def share(source: BinaryIO, keeps: Collection[str] = ()) -> Rendition:
    """Return an original as others may have it: every pixel, and of its metadata what its author keeps.

    `keeps` names camera, lens, exposure, author, licence, serial_numbers, place (containers/metadata.py). The picture
    of a JPEG is not encoded again; another format becomes a JPEG of the same size. Raises BadImage.
    """
    with whatever_is_wrong(), memory.at_most():
        facts = inspect(source)
        with open_beside(source, facts) as image:
            size, exif = image.size, metadata.kept(image, keeps)
        if facts.kind == "JPEG":
            return Rendition("original", JPEG, *size, lossless.whole(source, metadata.segment(exif), facts.colour))
        # What is decoded anew is upright.
        exif.pop(metadata.ORIENTATION, None)
        pixels = load(source, lambda *_: 1.0).pixels.convert("RGB")
        return Rendition("original", JPEG, *pixels.size, _finest(pixels, metadata.packed(exif)))


def _finest(pixels: Image.Image, exif: bytes) -> bytes:
    body = io.BytesIO()
    pixels.save(body, "JPEG", quality=95, subsampling=0, icc_profile=profiles.srgb(), exif=exif)
    return body.getvalue()


def cut_square(source: BinaryIO, focus: Focus) -> Rendition:
    """Cut the square around another focus, from an original or from any rendition that shows all of it.

    Raises BadImage as `render` does.
    """
    with whatever_is_wrong():
        with memory.at_most():
            original = load(source, _need_square)
        (square,) = Encoder(original).encode_all({"square": _square(original.pixels, focus)}, with_avif=False)
    return square


@contextmanager
def whatever_is_wrong() -> Iterator[None]:
    """Turn whatever a decoder raises into BadImage: fed by strangers, it may raise anything at all."""
    try:
        yield
    except BadImage:
        raise
    except Exception as error:
        raise BadImage(DAMAGED) from error


def _photo(original: Original, focus: Focus) -> dict[str, Image.Image]:
    rungs = renditions.climb(original.pixels, original.size)
    large_enough = (rung for rung in reversed(rungs.values()) if min(rung.size) >= SQUARE)
    return rungs | {"square": _square(next(large_enough, original.pixels), focus)}


def _square(pixels: Image.Image, focus: Focus) -> Image.Image:
    return crop(pixels, (SQUARE, SQUARE), focus)


def _avatar(original: Original, focus: Focus) -> dict[str, Image.Image]:
    avatar = crop(original.pixels, AVATAR, focus)
    return {"avatar": avatar, "square": fit(avatar, SQUARE)}


def _header(original: Original, focus: Focus) -> dict[str, Image.Image]:
    return {"header": crop(original.pixels, HEADER, focus)}


def _glimpse(pixels: Image.Image) -> tuple[str, bytes]:
    """Return the blurhash, and the preview as a PNG, of at most 4 x 3 and 8 x 8 pixels of information."""
    tiny = fit(pixels, 32).convert("RGB")
    preview = io.BytesIO()
    fit(tiny, PREVIEW).save(preview, "PNG")
    return blurhash_encode(tiny, 4, 3), preview.getvalue()


def _need_square(width: int, height: int) -> float:
    return min(width, height) / SQUARE


def _need_avatar(width: int, height: int) -> float:
    return min(width, height) / max(AVATAR)


def _need_header(width: int, height: int) -> float:
    return min(width / HEADER[0], height / HEADER[1])


Shape = Callable[[Original, Focus], dict[str, Image.Image]]
PURPOSES: dict[str, tuple[Need, Shape]] = {
    "photo": (LADDER["full"].ratio, _photo),
    "avatar": (_need_avatar, _avatar),
    "header": (_need_header, _header),
}
