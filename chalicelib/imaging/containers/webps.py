"""Read the chunks of a WebP: all that it announces must be there, whatever the file says of its own length."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from chalicelib.imaging.bad import DAMAGED, TOO_MANY_PARTS, BadImage, expect_ended
from chalicelib.imaging.containers.facts import Colour, Facts

MAX_PARTS = 20_000
MAX_PROFILE = 4 * 1024 * 1024
PICTURES = frozenset({b"VP8 ", b"VP8L"})


def inspect(source: BinaryIO) -> Facts:
    """Return what a WebP says of itself; raise BadImage where anything that it announces is missing."""
    stills, profile, delays = 0, None, []
    for kind, start, length in _chunks(source):
        source.seek(start)
        if kind in PICTURES:
            stills += 1
            # Without loss, a plain picture may well end in zeros.
            if kind == b"VP8 ":
                expect_ended(source, start, length)
        elif kind == b"ANMF":
            delays.append(int.from_bytes(source.read(16)[12:15], "little") / 1000)
        elif kind == b"ICCP" and length <= MAX_PROFILE:
            profile = source.read(length)
    if not (stills or delays):
        raise BadImage(DAMAGED)
    return Facts("WEBP", Colour(profile=profile), frames=max(1, len(delays)), seconds=sum(delays))


def _chunks(source: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk: its kind, where its data begins, how long it is."""
    whole, held = int.from_bytes(source.read(12)[4:8], "little") + 8, source.seek(0, os.SEEK_END)
    position = 12
    for _ in range(MAX_PARTS):
        if whole > held:
            break
        source.seek(position)
        head = source.read(min(8, max(0, whole - position)))
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if position + 8 + length > whole:
            break
        yield head[:4], position + 8, length
        position += 8 + length + length % 2
    else:
        raise BadImage(TOO_MANY_PARTS)
    raise BadImage(DAMAGED)
