"""Read what is written beside the pixels of a file, and write what its author keeps of it."""

import struct
from collections.abc import Collection, Iterator, Mapping

from PIL import Image

ORIENTATION, EXIF_IFD, GPS_IFD = 0x0112, 0x8769, 0x8825
APP1 = b"\xff\xe1"
# What an author may keep, by tag: of the picture itself, and of how it was taken.
IMAGE_TAGS = {"camera": (0x010F, 0x0110), "author": (0x013B,), "licence": (0x8298,)}
EXPOSURE_TAGS = {
    "lens": (0xA432, 0xA433, 0xA434),
    "exposure": (0x829A, 0x829D, 0x8822, 0x8827, 0x9003, 0x9204, 0x9207, 0x9209, 0x920A, 0xA405),
    # Asked for by name, or kept back.
    "serial_numbers": (0xA431, 0xA435),
}
LARGEST_SEGMENT = 65_533


def kept(image: Image.Image, keeps: Collection[str]) -> Image.Exif:
    """Return what is kept of an open file's metadata: how it is turned, without which it lies on its side, and `keeps`.

    They are as the file has them, or none where they are broken.
    """
    chosen = Image.Exif()
    try:
        found = image.getexif()
        details, place = found.get_ifd(EXIF_IFD), found.get_ifd(GPS_IFD)
    except Exception:  # noqa: BLE001 - what is written beside the pixels may be broken in any way, and is no loss.
        return chosen
    for tag in (ORIENTATION, *_tags(IMAGE_TAGS, keeps)):
        if tag in found:
            chosen[tag] = found[tag]
    if inner := {tag: details[tag] for tag in _tags(EXPOSURE_TAGS, keeps) if tag in details}:
        chosen[EXIF_IFD] = inner
    if "place" in keeps and place:
        chosen[GPS_IFD] = dict(place)
    return chosen


def _tags(names: Mapping[str, tuple[int, ...]], keeps: Collection[str]) -> Iterator[int]:
    for name, tags in names.items():
        if name in keeps:
            yield from tags


def packed(exif: Image.Exif) -> bytes:
    """Return metadata as a JPEG holds them, empty where there are none or they cannot be written."""
    try:
        content = exif.tobytes() if len(exif) else b""
    except Exception:  # noqa: BLE001 - a value that no writer takes is left out with the rest.
        return b""
    return content if len(content) <= LARGEST_SEGMENT else b""


def segment(exif: Image.Exif) -> bytes:
    """Return metadata as a segment of a JPEG."""
    content = packed(exif)
    return APP1 + struct.pack(">H", len(content) + 2) + content if content else b""
