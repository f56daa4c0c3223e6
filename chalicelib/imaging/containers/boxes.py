"""Read the boxes of the ISO base media file format, which HEIC and AVIF are written in."""

import os
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from chalicelib.imaging.bad import DAMAGED, TOO_MANY_PARTS, BadImage

MAX_BOXES = 10_000


class Box(NamedTuple):
    """Hold one box: its type, and where its content begins and ends."""

    kind: bytes
    start: int
    end: int


class Reader:
    """Read numbers from the content of a box; raise BadImage beyond its end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def take(self, length: int) -> bytes:
        """Return the next bytes."""
        self.position += length
        if self.position > len(self.data):
            raise BadImage(DAMAGED)
        return self.data[self.position - length : self.position]

    def number(self, length: int) -> int:
        """Return the next unsigned number of so many bytes; of none, 0."""
        return int.from_bytes(self.take(length))

    def signed(self, length: int) -> int:
        """Return the next signed number."""
        return int.from_bytes(self.take(length), signed=True)

    def version(self) -> tuple[int, int]:
        """Return the version and the flags that a full box begins with."""
        return self.number(1), self.number(3)


def top(source: BinaryIO) -> Iterator[Box]:
    """Yield the boxes of a file, the last one even where it is cut short."""
    whole, position = source.seek(0, os.SEEK_END), 0
    for _ in range(MAX_BOXES):
        if position + 8 > whole:
            return
        source.seek(position)
        box = _box(source.read(16), position, whole)
        yield box
        position = box.end
    raise BadImage(TOO_MANY_PARTS)


def content(source: BinaryIO, box: Box, most: int) -> bytes:
    """Return the content of a box of a file; raise BadImage where it has more than so many bytes, or is cut."""
    if box.end - box.start > most:
        raise BadImage(TOO_MANY_PARTS)
    source.seek(box.start)
    data = source.read(box.end - box.start)
    if len(data) < box.end - box.start:
        raise BadImage(DAMAGED)
    return data


def within(data: bytes, start: int = 0) -> Iterator[Box]:
    """Yield the boxes in the content of another; raise BadImage where one is longer than that."""
    for _ in range(MAX_BOXES):
        if start + 8 > len(data):
            return
        box = _box(data[start : start + 16], start, len(data))
        if box.end > len(data):
            raise BadImage(DAMAGED)
        yield box
        start = box.end
    raise BadImage(TOO_MANY_PARTS)


def _box(head: bytes, position: int, whole: int) -> Box:
    """Read the head of a box: a length of 1 means that the real one follows in 64 bits, 0 all the rest."""
    length, header = int.from_bytes(head[:4]), 8
    if length == 1:
        length, header = int.from_bytes(head[8:16]), 16
    elif length == 0:
        length = whole - position
    if length < header:
        raise BadImage(DAMAGED)
    return Box(head[4:8], position + header, position + length)
