"""Show a decoder some parts of a file as if they were all of it."""

import bisect
import io
import os
from collections.abc import Iterable
from typing import BinaryIO, cast

# Where a part of the file begins and ends, or bytes that stand in for a part.
Piece = tuple[int, int] | bytes


class Pieces(io.RawIOBase):
    """Read parts of a file one after the other, without a copy of it."""

    def __init__(self, source: BinaryIO, pieces: Iterable[Piece]) -> None:
        self.source = source
        self.pieces = tuple(pieces)
        self.ends: list[int] = []
        for piece in self.pieces:
            self.ends.append((self.ends[-1] if self.ends else 0) + _length(piece))
        self.position = 0

    def readable(self) -> bool:
        """Return True: a decoder asks."""
        return True

    def seekable(self) -> bool:
        """Return True: a decoder asks."""
        return True

    def tell(self) -> int:
        """Return the position within the parts."""
        return self.position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move within the parts, as if they were one file."""
        whole = self.ends[-1] if self.ends else 0
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self.position, os.SEEK_END: whole}[whence]
        self.position = max(0, base + offset)
        return self.position

    def readinto(self, buffer: object) -> int:
        """Read up to the end of the current part."""
        target = memoryview(cast("bytearray", buffer))
        at = bisect.bisect_right(self.ends, self.position)
        if at == len(self.ends):
            return 0
        piece = self.pieces[at]
        skipped = self.position - (self.ends[at] - _length(piece))
        size = min(len(target), self.ends[at] - self.position)
        if isinstance(piece, bytes):
            data = piece[skipped : skipped + size]
        else:
            self.source.seek(piece[0] + skipped)
            data = self.source.read(size)
        target[: len(data)] = data
        self.position += len(data)
        return len(data)


def opened(source: BinaryIO, pieces: Iterable[Piece]) -> BinaryIO:
    """Return the parts of a file as a file of their own."""
    return io.BufferedReader(Pieces(source, pieces), 64 * 1024)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the same pieces, where neighbours in the file are one."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if isinstance(piece, tuple) and isinstance(last, tuple) and last[1] == piece[0]:
            merged[-1] = (last[0], piece[1])
        else:
            merged.append(piece)
    return tuple(merged)


def _length(piece: Piece) -> int:
    return len(piece) if isinstance(piece, bytes) else piece[1] - piece[0]
