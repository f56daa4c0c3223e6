"""Check that every byte of a HEIC or AVIF picture is there, and read what its boxes say of its colours and its frame.

A decoder cannot be asked to be strict: of a photo whose tiles are missing it makes a photo with holes. So all extents
of the primary image, of the tiles it is made of and of its transparency are held against the length of the file.
"""

import os
from fractions import Fraction
from typing import BinaryIO

from chalicelib.imaging import limits
from chalicelib.imaging.bad import DAMAGED, TOO_LARGE, TOO_MANY_PARTS, BadImage
from chalicelib.imaging.containers import boxes
from chalicelib.imaging.containers.boxes import Reader
from chalicelib.imaging.containers.facts import Box, Colour, Facts
from chalicelib.imaging.containers.items import IN_FILE, IN_IDAT, Items, read
from chalicelib.imaging.containers.pieces import Piece

MAX_PIXELS = limits.MAX_PIXELS["HEIF"]
# Tiles reach over the right and the lower edge of a grid by less than one of them.
MAX_TILED = 2 * MAX_PIXELS
MAX_DEPTH = 8
MAX_PROFILE = 4 * 1024 * 1024
# PQ and HLG are known by their number alone; a profile beside them is there for programs that cannot read it.
HDR = frozenset({16, 18})


def inspect(source: BinaryIO, kind: str) -> Facts:
    """Return what the boxes say of the primary image; raise BadImage where some of its bytes are missing."""
    frames = 2 if _is_sequence(source) else 1
    items = read(source)
    if items is None or not items.primary:
        if frames > 1:
            return Facts(kind, frames=frames)
        raise BadImage(DAMAGED)
    needed = _needed(items)
    whole = source.seek(0, os.SEEK_END)
    for item in needed:
        _check_extents(items, item, whole)
        _check_size(source, items, item)
    aperture = None if frames > 1 else _aperture(items)
    pieces = _without_exif(items, whole) if kind == "AVIF" else ()
    return Facts(kind, _colour(items), aperture=aperture, frames=frames, pieces=pieces)


def _without_exif(items: Items, whole: int) -> tuple[Piece, ...]:
    """Return a file whose EXIF is called something else: libavif refuses a photo because of a broken one."""
    pieces: list[Piece] = []
    start = 0
    for at in items.exifs:
        pieces += [(start, at), b"skip"]
        start = at + 4
    return (*pieces, (start, whole)) if pieces else ()


def _is_sequence(source: BinaryIO) -> bool:
    """Tell whether the pictures of a file lie in a track, which must then be whole."""
    source.seek(8)
    if source.read(4) != b"avis":
        return False
    whole = source.seek(0, os.SEEK_END)
    if any(box.end > whole for box in boxes.top(source)):
        raise BadImage(DAMAGED)
    return True


def _needed(items: Items) -> list[int]:
    """Return the primary image, what it is made of, and its transparency."""
    needed: dict[int, None] = {}
    ring = [items.primary, *items.alphas_of(items.primary)]
    for _ in range(MAX_DEPTH):
        ring = [item for item in ring if item not in needed]
        needed |= dict.fromkeys(ring)
        ring = [part for item in ring for part in (*items.made_of(item), *items.alphas_of(item))]
        if not ring:
            return list(needed)
    raise BadImage(TOO_MANY_PARTS)


def _check_size(source: BinaryIO, items: Items, item: int) -> None:
    """Refuse a picture, or a grid of tiles, of more pixels than are decoded; and a grid that lacks a tile."""
    if _area(items, item) > MAX_PIXELS:
        raise BadImage(TOO_LARGE)
    tiles = items.made_of(item)
    if sum(_area(items, tile) for tile in tiles) > MAX_TILED:
        raise BadImage(TOO_LARGE)
    if items.kinds.get(item) == b"grid":
        head = Reader(_head(source, items, item))
        head.number(2)
        if len(tiles) < (head.number(1) + 1) * (head.number(1) + 1):
            raise BadImage(DAMAGED)


def _area(items: Items, item: int) -> int:
    width, height = _size(items, item)
    return width * height


def _size(items: Items, item: int) -> tuple[int, int]:
    for kind, data in items.said_of(item):
        if kind == b"ispe":
            reader = Reader(data)
            reader.version()
            return reader.number(4), reader.number(4)
    return 0, 0


def _head(source: BinaryIO, items: Items, item: int) -> bytes:
    """Return the first bytes of an item, wherever it lies."""
    method, extents = items.places[item]
    start = extents[0][0]
    if method == IN_IDAT:
        return items.idat[start : start + 4]
    source.seek(start)
    return source.read(4)


def _check_extents(items: Items, item: int, whole: int) -> None:
    """Raise BadImage where an extent of an item lies beyond the end of what holds it."""
    if items.kinds.get(item) == b"iden":
        return
    method, extents = items.places.get(item, (IN_FILE, []))
    held = {IN_FILE: whole, IN_IDAT: len(items.idat)}.get(method, 0)
    if not extents or any(start + max(1, length) > held for start, length in extents):
        raise BadImage(DAMAGED)


def _colour(items: Items) -> Colour:
    """Return what is said of the colours of the primary image, or else of its first tile."""
    for item in (items.primary, *items.made_of(items.primary)[:1]):
        said = {data[:4]: data[4:] for kind, data in items.said_of(item) if kind == b"colr"}
        if said:
            return _choose(said)
    return Colour()


def _choose(said: dict[bytes, bytes]) -> Colour:
    numbers = said.get(b"nclx", b"")
    cicp = (int.from_bytes(numbers[:2]), int.from_bytes(numbers[2:4])) if len(numbers) >= 6 else None
    profile = said.get(b"prof") or said.get(b"rICC")
    if profile and len(profile) <= MAX_PROFILE and not (cicp and cicp[1] in HDR):
        return Colour(profile=profile)
    return Colour(cicp=cicp)


def _aperture(items: Items) -> Box | None:
    """Return what a clean aperture leaves of the picture; one that leaves nothing, or more, is passed over."""
    width, height = _size(items, items.primary)
    data = next((data for kind, data in items.said_of(items.primary) if kind == b"clap"), b"")
    if len(data) < 32 or not all(data[at : at + 4] != bytes(4) for at in range(4, 32, 8)):
        return None
    reader = Reader(data)
    across, down, right, below = (Fraction(reader.signed(4), reader.number(4)) for _ in range(4))
    # The offsets are those of the middle of the aperture from the middle of the picture.
    left, top = (
        round(shift + (whole - part) / 2) for shift, whole, part in ((right, width, across), (below, height, down))
    )
    box = (max(0, left), max(0, top), min(width, left + round(across)), min(height, top + round(down)))
    return box if box[0] < box[2] and box[1] < box[3] else None
