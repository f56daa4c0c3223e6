"""Tell what kind of image a file is from its first bytes, and refuse one built to be slow."""

import os
from typing import BinaryIO

from chalicelib.imaging import jpegs
from chalicelib.imaging.bad import NOT_AN_IMAGE, TOO_MANY_PARTS, BadImage

MAX_BYTES = 50 * 1024 * 1024
# HEVC takes as long as it has bytes: 42 MB of noise took 8 s, and a phone's 48 MP are some 10 MB.
MAX_HEIC_BYTES = 30 * 1024 * 1024
# Pillow walks over these in Python, a few microseconds each; a photo of 50 MB has some 6,000 chunks.
MAX_PARTS = 100_000

AVIF_BRANDS = frozenset({b"avif", b"avis"})
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})


def identify(source: BinaryIO) -> str:
    """Return Pillow's name for the format of a file, after checking that it is safe to open.

    Raises BadImage for what is empty, too long, not an image, or built to be slow.
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
    if check := CHECKS.get(kind):
        check(source)
    source.seek(0)
    return kind


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


def _check_png(source: BinaryIO) -> None:
    position = 8
    for _ in range(MAX_PARTS):
        source.seek(position)
        head = source.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        position += 12 + int.from_bytes(head[:4])
    raise BadImage(TOO_MANY_PARTS)


def _check_gif(source: BinaryIO) -> None:
    """Count the pieces of what comes before the first frame, junk included."""
    head = source.read(13)
    parts = 0
    if len(head) == 13 and head[10] & 128:
        source.seek(3 << (head[10] & 7) + 1, os.SEEK_CUR)
    while (byte := source.read(1)) not in {b",", b";", b""}:
        parts += 1
        if byte == b"!":
            source.seek(1, os.SEEK_CUR)
            parts += _skip_blocks(source)
        if parts > MAX_PARTS:
            raise BadImage(TOO_MANY_PARTS)


def _skip_blocks(source: BinaryIO) -> int:
    for count in range(MAX_PARTS):
        length = source.read(1)
        if length in {b"\0", b""}:
            return count
        source.seek(length[0], os.SEEK_CUR)
    raise BadImage(TOO_MANY_PARTS)


CHECKS = {"JPEG": jpegs.check, "PNG": _check_png, "GIF": _check_gif}
