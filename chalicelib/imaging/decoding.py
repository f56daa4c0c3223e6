"""Open an image and decode it once, no larger than it is needed, whatever its container is."""

import os
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from PIL import AvifImagePlugin, Image, ImageFile, WebPImagePlugin

from chalicelib.imaging.bad import DAMAGED, TOO_LARGE, BadImage
from chalicelib.imaging.containers import Colour, Facts, jpegs
from chalicelib.imaging.containers.pieces import opened
from chalicelib.imaging.limits import MAX_PIXELS

# Our own limits, by format, are below; Pillow's is one number for all, and would refuse a 200 MP photo.
Image.MAX_IMAGE_PIXELS = 300_000_000
# A Lambda has less than two cores: threads would only add memory.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# Naming the two plugins keeps Pillow from loading all 37 when it meets their formats.
PLUGINS = (AvifImagePlugin, WebPImagePlugin)

MAX_SIDE = 65_535
# A JPEG is decoded at a fraction of its size, which is made smaller still when this is passed.
MAX_DRAFT_PIXELS = 50_000_000

ORIENTATION = 0x0112
# Pillow hands a decoder 64 KB at a time by default; each time it copies what is left, and libjpeg begins a block again.
BYTES_AT_ONCE = 1024 * 1024
# What libjpeg draws where a scan ends too early; and bits that are no end of anything.
FILLED = {"L": 128, "RGB": (128, 128, 128), "YCbCr": (128, 128, 128)}
MORE_BITS = bytes.fromhex("6a5b93c4e1724d3a8f1796") * 12


def open_image(source: BinaryIO, facts: Facts) -> ImageFile.ImageFile:
    """Open a file that was inspected, and decode it unless it is a JPEG.

    Raises BadImage where it has more pixels than are decoded.
    """
    image = _open(source, facts)
    if facts.kind != "JPEG" and (image.width * image.height > MAX_PIXELS[facts.kind] or max(image.size) > MAX_SIDE):
        raise BadImage(TOO_LARGE)
    if facts.kind != "JPEG":
        # These decode at full size only, and some know their size for sure only then.
        image.load()
    return image


def open_beside(source: BinaryIO, facts: Facts) -> ImageFile.ImageFile:
    """Open a file that was inspected for what is written beside its pixels, of which none are decoded."""
    if facts.kind == "AVIF" and facts.pieces:
        # Its pieces leave the EXIF out, because libavif refuses a photo with a broken one.
        with suppress(Exception):
            return _open(source, replace(facts, pieces=()))
    return _open(source, facts)


def _open(source: BinaryIO, facts: Facts) -> ImageFile.ImageFile:
    if facts.kind == "HEIF":
        _learn_heic()
    return Image.open(facts.view(source), formats=(facts.kind,))


def _learn_heic() -> None:
    """Teach Pillow HEIC; only now, because the library behind it costs 30 ms and some megabytes."""
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def decode(source: BinaryIO, facts: Facts, image: ImageFile.ImageFile, ratio: float) -> Image.Image:
    """Return the pixels of an open image, of the whole aperture, at least `1 / ratio` of its size on each side."""
    if facts.kind == "JPEG":
        draft(image, ratio, "YCbCr" if facts.is_ycc and facts.colour == Colour() else None)
        image.decodermaxblock = BYTES_AT_ONCE
        image.load()
        if _looks_cut(image) and _is_cut(source, image):
            raise BadImage(DAMAGED)
    # libheif cuts the aperture out itself; libavif, and so Pillow, leaves that to its caller.
    if facts.kind == "AVIF" and facts.aperture:
        return image.crop(facts.aperture)
    return image


def upright(facts: Facts, image: ImageFile.ImageFile) -> tuple[int, tuple[int, int]]:
    """Return the EXIF orientation of an open image, and its size before it is turned; many an EXIF is broken.

    Of an AVIF it is what its boxes say; a HEIC has been turned by libheif.
    """
    left, top, right, bottom = facts.aperture if facts.kind == "AVIF" and facts.aperture else (0, 0, *image.size)
    try:
        orientation = int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 -- Pillow raises whatever it stumbles over in there.
        orientation = 1
    return orientation, (right - left, bottom - top)


def draft(image: ImageFile.ImageFile, ratio: float, mode: str | None = None) -> None:
    """Ask a JPEG decoder for a half, a quarter or an eighth of the size, where that is enough.

    Those three cost a fraction and lose nothing; 3/8 and 5/8 are visibly worse.
    """
    width, height = image.size
    for scale in (1, 2, 4, 8):
        is_enough = scale * 2 > ratio and width * height // scale**2 <= MAX_DRAFT_PIXELS
        if is_enough or scale == 8:
            image.draft(mode, (max(1, width // scale), max(1, height // scale)))
            return


def _looks_cut(image: Image.Image) -> bool:
    """Tell whether the last pixel is what libjpeg draws where it has nothing."""
    return image.getpixel((image.width - 1, image.height - 1)) == FILLED.get(image.mode, ())


def _is_cut(source: BinaryIO, image: Image.Image) -> bool:
    """Tell whether a scan has an end but ends too early, which libjpeg passes over in silence.

    More bits before that end change the picture then, and only then.
    """
    end = jpegs.end_of_scans(source)
    whole = source.seek(0, os.SEEK_END)
    longer = Image.open(opened(source, [(0, end), MORE_BITS, (end, whole)]), formats=("JPEG",))
    longer.draft(image.mode, image.size)
    return longer.tobytes() != image.tobytes()
