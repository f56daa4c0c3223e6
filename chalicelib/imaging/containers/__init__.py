"""Read the container of an image before any decoder does: what it is, whether it is whole, what its numbers mean."""

import os
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from chalicelib.imaging.bad import NOT_AN_IMAGE, BadImage
from chalicelib.imaging.containers import gifs, heifs, jpegs, pngs, webps
from chalicelib.imaging.containers.facts import Colour, Facts
from chalicelib.imaging.limits import MAX_BYTES, MAX_HEIC_BYTES

__all__ = ["Colour", "Facts", "inspect"]

AVIF_BRANDS = frozenset({b"avif", b"avis"})
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})


def inspect(source: BinaryIO) -> Facts:
    """Return what a file says of its image, after checking that it is whole and safe to open.

    Raises BadImage for what is empty, too long, not an image, cut short, or built to be slow. What stands
    beside the pixels (profiles, text, EXIF) may be damaged, and is then passed over.
    """
    size = source.seek(0, os.SEEK_END)
    if size == 0:
        raise BadImage("This file is empty.")
    if size > MAX_BYTES:
        raise BadImage("This file is larger than 50 MB.")
    source.seek(0)
    kind = _sniff(source.read(64))
    if kind is None:
        raise BadImage(NOT_AN_IMAGE)
    if kind == "HEIF" and size > MAX_HEIC_BYTES:
        raise BadImage("This HEIC file is larger than 30 MB.")
    source.seek(0)
    return INSPECT[kind](source)


def _sniff(head: bytes) -> str | None:
    for kind, magic in (
        ("JPEG", b"\xff\xd8\xff"),
        ("PNG", b"\x89PNG\r\n\x1a\n"),
        ("GIF", b"GIF87a"),
        ("GIF", b"GIF89a"),
    ):
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return _sniff_isobmff(head) if head[4:8] == b"ftyp" else None


def _sniff_isobmff(head: bytes) -> str | None:
    """Tell AVIF from HEIC: both may open with the brand of their common container, `mif1`."""
    size = int.from_bytes(head[:4])
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))}
    if brands & AVIF_BRANDS and head[8:12] not in HEIC_BRANDS - {b"mif1", b"msf1"}:
        return "AVIF"
    return "HEIF" if brands & HEIC_BRANDS else None


INSPECT: dict[str, Callable[[BinaryIO], Facts]] = {
    "JPEG": jpegs.inspect,
    "PNG": pngs.inspect,
    "GIF": gifs.inspect,
    "WEBP": webps.inspect,
    "AVIF": partial(heifs.inspect, kind="AVIF"),
    "HEIF": partial(heifs.inspect, kind="HEIF"),
}
