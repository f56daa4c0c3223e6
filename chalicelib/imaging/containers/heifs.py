"""Check that every byte of a HEIC or AVIF picture is there, and read what its boxes say of its colours and its frame.

A decoder cannot be asked to be strict: of a photo whose tiles are missing it makes a photo with holes. So all extents
of the primary image, of the tiles it is made of and of its transparency are held against the length of the file.
"""

import os
from contextlib import suppress
from fractions import Fraction
from typing import BinaryIO

from chalicelib.imaging import limits
from chalicelib.imaging.bad import DAMAGED, TOO_LARGE, TOO_MANY_PARTS, BadImage, expect_ended
from chalicelib.imaging.containers import boxes, tracks
from chalicelib.imaging.containers.boxes import Reader
from chalicelib.imaging.containers.facts import Box, Colour, Facts
from chalicelib.imaging.containers.items import IN_FILE, IN_IDAT, Items, read
from chalicelib.imaging.containers.pieces import Piece
from chalicelib.imaging.containers.tracks import Track

MAX_PIXELS = limits.MAX_PIXELS["HEIF"]
# Tiles reach over the right and the lower edge of a grid by less than one of them.
MAX_TILED = 2 * MAX_PIXELS
MAX_DEPTH = 8
MAX_PROFILE = 4 * 1024 * 1024
# PQ and HLG are known by their number alone; a profile beside them is there for programs that cannot read it.
HDR = frozenset({16, 18})
# The brands of files that move, as ISO/IEC 23008-12 and the AVIF specification name them.
SEQUENCES = frozenset({b"avis", b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})

CODED = frozenset({b"hvc1", b"av01"})

Properties = list[tuple[bytes, bytes]]


def inspect(source: BinaryIO, kind: str) -> Facts:
    """Return what the boxes say of the primary image; raise BadImage where some of its bytes are missing."""
    brand, moves = _major_brand(source), _has_tracks(source)
    frames = 2 if moves or brand in SEQUENCES else 1
    # libavif, and so Pillow, shows the track unless the file says that it is an image first.
    track = _whole_track(source) if kind == "AVIF" and brand != b"avif" and frames > 1 else None
    items = read(source)
    if items is None or not items.primary:
        if track:
            return Facts(kind, _choose(_said(track.said)), aperture=_aperture(track.size, track.said), frames=frames)
        raise BadImage(DAMAGED)
    needed = _needed(items)
    whole = source.seek(0, os.SEEK_END)
    for item in needed:
        _check_extents(items, item, whole)
        _check_end(source, items, item, whole)
        _check_size(source, items, item)
    pieces = _without_exif(items, whole) if kind == "AVIF" else ()
    return Facts(kind, _colour(items, track), aperture=_shown(items, track), frames=frames, pieces=pieces)


def _without_exif(items: Items, whole: int) -> tuple[Piece, ...]:
    """Return a file whose EXIF is called something else: libavif refuses a photo because of a broken one."""
    pieces: list[Piece] = []
    start = 0
    for at in items.exifs:
        pieces += [(start, at), b"skip"]
        start = at + 4
    return (*pieces, (start, whole)) if pieces else ()


def _major_brand(source: BinaryIO) -> bytes:
    source.seek(8)
    return source.read(4)


def _has_tracks(source: BinaryIO) -> bool:
    # What a phone appends to its photo may be no boxes at all.
    with suppress(BadImage):
        return any(box.kind == b"moov" for box in boxes.top(source))
    return False


def _whole_track(source: BinaryIO) -> Track | None:
    """Return the track that is shown of a file that must then be whole."""
    whole = source.seek(0, os.SEEK_END)
    if any(box.end > whole for box in boxes.top(source)):
        raise BadImage(DAMAGED)
    return tracks.first(source)


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


def _check_end(source: BinaryIO, items: Items, item: int, whole: int) -> None:
    method, extents = items.places.get(item, (IN_FILE, []))
    if method == IN_FILE and extents and items.kinds.get(item) in CODED:
        start, length = extents[-1]
        expect_ended(source, start, length or whole - start)


def _colour(items: Items, track: Track | None) -> Colour:
    """Return what is said of the colours of the track, or the primary image, or else of its first tile."""
    shown = [items.said_of(item) for item in (items.primary, *items.made_of(items.primary)[:1])]
    found = (_said(one) for one in ([track.said] if track else []) + shown)
    return _choose(next(filter(None, found), {}))


def _said(of: Properties) -> dict[bytes, bytes]:
    return {data[:4]: data[4:] for kind, data in of if kind == b"colr"}


def _choose(said: dict[bytes, bytes]) -> Colour:
    numbers = said.get(b"nclx", b"")
    cicp = (int.from_bytes(numbers[:2]), int.from_bytes(numbers[2:4])) if len(numbers) >= 6 else None
    profile = said.get(b"prof") or said.get(b"rICC")
    if profile and len(profile) <= MAX_PROFILE and not (cicp and cicp[1] in HDR):
        return Colour(profile=profile)
    return Colour(cicp=cicp)


def _shown(items: Items, track: Track | None) -> Box | None:
    """Return the aperture of the track, or else of the primary image where that has the size of its pictures."""
    size = _size(items, items.primary)
    own = _aperture(track.size, track.said) if track else None
    return own or (_aperture(size, items.said_of(items.primary)) if track is None or track.size == size else None)


def _aperture(size: tuple[int, int], of: Properties) -> Box | None:
    """Return what a clean aperture leaves of a picture; one that leaves nothing, or more, is passed over."""
    width, height = size
    data = next((data for kind, data in of if kind == b"clap"), b"")
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
