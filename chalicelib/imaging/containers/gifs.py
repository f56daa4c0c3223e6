"""Walk over the blocks of a GIF: how many frames it has, for how long, and whether they are whole."""

import os
from typing import BinaryIO

from chalicelib.imaging.bad import DAMAGED, TOO_MANY_PARTS, BadImage
from chalicelib.imaging.containers.facts import Facts

# Pillow walks over the blocks before a picture in Python, a few microseconds each.
MAX_JUNK = 100_000
# Blocks are 255 bytes at most, and nobody writes shorter ones: a file of 50 MB has half as many.
MAX_BLOCKS = 400_000
CONTROL, IMAGE, EXTENSION, TRAILER = b"\xf9", b",", b"!", b";"


def inspect(source: BinaryIO) -> Facts:
    """Return what a GIF says of itself; raise BadImage where a picture is cut short, or it is slow to walk over.

    The last byte of a file may be missing: nothing is lost with it.
    """
    walk = Walk(source)
    walk.skip_palette(source.read(13), at=10)
    while (byte := source.read(1)) not in {TRAILER, b""}:
        if byte == IMAGE:
            walk.pass_picture()
        elif byte == EXTENSION:
            walk.pass_extension()
        else:
            walk.count_junk(1)
    if not walk.frames:
        raise BadImage(DAMAGED)
    return Facts("GIF", frames=walk.frames, seconds=walk.seconds)


class Walk:
    """Hold how far a walk over the blocks of a GIF has come."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.frames = 0
        self.seconds = 0.0
        self.junk = 0
        self.blocks = 0

    def count_junk(self, parts: int) -> None:
        """Count what stands between pictures; raise BadImage where it is too much."""
        self.junk += parts
        if self.junk > MAX_JUNK:
            raise BadImage(TOO_MANY_PARTS)

    def skip_palette(self, head: bytes, at: int) -> None:
        """Pass the palette that a screen or a picture may have."""
        if len(head) > at and head[at] & 128:
            self.source.seek(3 << (head[at] & 7) + 1, os.SEEK_CUR)

    def pass_picture(self) -> None:
        """Pass one picture; raise BadImage where it is cut short."""
        self.skip_palette(self.source.read(9), at=8)
        self.source.seek(1, os.SEEK_CUR)
        self.pass_blocks()
        self.frames += 1

    def pass_extension(self) -> None:
        """Pass an extension; of one that controls a picture, remember how long that is shown."""
        label = self.source.read(1)
        position = self.source.tell()
        head = self.source.read(5)
        if label == CONTROL and len(head) == 5 and head[0] == 4:
            self.seconds += int.from_bytes(head[2:4], "little") / 100
        self.source.seek(position)
        self.count_junk(1 + self.pass_blocks())

    def pass_blocks(self) -> int:
        """Pass blocks up to the empty one that ends them, and return how many there were."""
        before = self.blocks
        while (length := self.source.read(1)) != b"\0":
            if not length:
                raise BadImage(DAMAGED)
            self.source.seek(length[0], os.SEEK_CUR)
            self.blocks += 1
            if self.blocks > MAX_BLOCKS:
                raise BadImage(TOO_MANY_PARTS)
        return self.blocks - before
