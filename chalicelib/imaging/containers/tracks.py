"""Read what is said of the pictures in the first track of a moving AVIF: ISO/IEC 14496-12, 8.3 to 8.5."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from chalicelib.imaging.containers.boxes import content, top, within

MAX_MOOV = 8 * 1024 * 1024
# What stands in the entry of a sample before its boxes; the size is a part of it.
ENTRY, SIZE = 78, slice(24, 28)


@dataclass(frozen=True)
class Track:
    """Hold the size of a track's pictures, and what its boxes say of them."""

    size: tuple[int, int]
    said: list[tuple[bytes, bytes]]


def first(source: BinaryIO) -> Track | None:
    """Return the first track that is not the transparency of another, or None where there is none."""
    for box in top(source):
        if box.kind == b"moov":
            return next(_tracks(content(source, box, MAX_MOOV)), None)
    return None


def _tracks(moov: bytes) -> Iterator[Track]:
    for track in _inner(moov, b"trak"):
        is_helping = any(True for _ in _inner(track, b"tref", b"auxl"))
        for table in _inner(track, b"mdia", b"minf", b"stbl", b"stsd"):
            for entry in within(table, start=8):
                data = table[entry.start : entry.end]
                if entry.kind == b"av01" and len(data) >= ENTRY and not is_helping:
                    yield Track(_size(data), [(box.kind, data[box.start : box.end]) for box in within(data, ENTRY)])


def _size(entry: bytes) -> tuple[int, int]:
    return int.from_bytes(entry[SIZE][:2]), int.from_bytes(entry[SIZE][2:])


def _inner(data: bytes, *path: bytes) -> Iterator[bytes]:
    """Yield the content of each box at the end of a path of kinds."""
    if not path:
        yield data
        return
    for box in within(data):
        if box.kind == path[0]:
            yield from _inner(data[box.start : box.end], *path[1:])
