"""Read the chunks of a PNG: what carries its picture must be whole, what moves it or stands beside may be damaged."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from chalicelib.imaging.bad import DAMAGED, TOO_MANY_PARTS, BadImage
from chalicelib.imaging.containers.facts import Colour, Facts
from chalicelib.imaging.containers.pieces import Piece, joined

SIGNATURE = 8
# Pillow walks over these in Python, a few microseconds each; a photo of 50 MB has some 6,000 chunks.
MAX_PARTS = 100_000
MAX_SIDE_CHUNK = 8 * 1024 * 1024
MAX_PROFILE = 4 * 1024 * 1024
BLOCK = 1024 * 1024

# tRNS is of the pixels, too: without it what it hides is seen.
PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
# How many bytes each chunk of an animation has, at least those of a frame.
MOVING = {b"acTL": 8, b"fcTL": 26, b"fdAT": 4}
STREAMS = frozenset({b"IDAT", b"fdAT"})
# The rest of what a decoder is shown. It never sees text or profiles: they are read here, or not at all.
ALSO_SHOWN = frozenset({b"eXIf"})
SAID_OF_COLOUR = frozenset({b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM"})
# Every PNG ends with the same chunk.
END = bytes.fromhex("0000000049454e44ae426082")


class Chunk(NamedTuple):
    """Hold one chunk: its kind, where it begins and ends, its data where that is small and wanted, if it is whole."""

    kind: bytes
    start: int
    end: int
    data: bytes
    is_whole: bool

    @property
    def moves(self) -> bool:
        """Tell whether it can be of an animation."""
        length = self.end - self.start - 12
        least = MOVING[self.kind]
        return self.is_whole and (length == least or (self.kind == b"fdAT" and length > least))


def inspect(source: BinaryIO) -> Facts:
    """Return what a PNG says of itself; raise BadImage where pixels of its picture are damaged or missing."""
    side: dict[bytes, bytes] = {}
    chunks = []
    for chunk in _chunks(source):
        if chunk.kind in SAID_OF_COLOUR:
            side.setdefault(chunk.kind, chunk.data)
        else:
            # Of a file with many large ones no more is held than is read of any.
            chunks.append(chunk._replace(data=chunk.data[: MOVING[b"fcTL"]]))
    kinds = {chunk.kind for chunk in chunks}
    if not {b"IHDR", b"IDAT"} <= kinds:
        raise BadImage(DAMAGED)
    moving = [chunk for chunk in chunks if chunk.kind in MOVING]
    # Without the chunk that begins an animation the others mean nothing.
    is_damaged = b"acTL" in kinds and not all(chunk.moves for chunk in moving)
    left_out = {b"IEND"} | (set(MOVING) if is_damaged or b"acTL" not in kinds else set())
    shown: list[Piece] = [(chunk.start, chunk.end) for chunk in chunks if chunk.kind not in left_out]
    frames, seconds = _motion([chunk.data for chunk in moving if chunk.kind == b"fcTL" and chunk.kind not in left_out])
    pieces = joined([(0, SIGNATURE), *shown, END])
    return Facts("PNG", _colour(side), frames=frames, seconds=seconds, is_motion_damaged=is_damaged, pieces=pieces)


def _chunks(source: BinaryIO) -> Iterator[Chunk]:
    """Yield the chunks that are wanted and whole, to the end of the picture."""
    position = SIGNATURE
    for _ in range(MAX_PARTS):
        source.seek(position)
        head = source.read(8)
        if len(head) < 8:
            raise BadImage(DAMAGED)
        length, kind = struct.unpack(">I4s", head)
        end = position + 12 + length
        if chunk := _chunk(source, kind, position, end):
            yield chunk
        if kind == b"IEND":
            return
        position = end
    raise BadImage(TOO_MANY_PARTS)


def _chunk(source: BinaryIO, kind: bytes, start: int, end: int) -> Chunk | None:
    """Return a chunk if it is wanted and whole, or of an animation; a damaged one of the picture ends it all."""
    if kind not in PIXELS | ALSO_SHOWN | SAID_OF_COLOUR and kind not in MOVING:
        return None
    if end - start <= MAX_SIDE_CHUNK or kind in STREAMS:
        data, is_whole = _read(source, kind, end - start - 12)
        if is_whole:
            return Chunk(kind, start, end, data, is_whole=True)
    if kind in PIXELS:
        raise BadImage(DAMAGED)
    return Chunk(kind, start, end, b"", is_whole=False) if kind in MOVING else None


def _read(source: BinaryIO, kind: bytes, length: int) -> tuple[bytes, bool]:
    """Return the data of a side chunk, and whether any chunk agrees with its checksum."""
    check, kept = zlib.crc32(kind), b""
    while length > 0:
        block = source.read(min(length, BLOCK))
        if not block:
            return kept, False
        check = zlib.crc32(block, check)
        length -= len(block)
        kept += b"" if kind in STREAMS else block
    return kept, source.read(4) == struct.pack(">I", check)


def _colour(side: dict[bytes, bytes]) -> Colour:
    """Choose the strongest of what is said, as https://www.w3.org/TR/png-3/#color-chunk-precendence ranks it."""
    cicp = side.get(b"cICP", b"")
    if len(cicp) == 4 and cicp[2] == 0:
        return Colour(cicp=(cicp[0], cicp[1]))
    if profile := _profile(side.get(b"iCCP", b"")):
        return Colour(profile=profile)
    if b"sRGB" in side:
        return Colour()
    return Colour(gamma=_gamma(side.get(b"gAMA", b"")), chromaticities=_chromaticities(side.get(b"cHRM", b"")))


def _profile(data: bytes) -> bytes | None:
    """Unpack a profile, which has a name before it; None for one that is broken or endless."""
    name_end = data.find(b"\0")
    if not 0 < name_end < 80:
        return None
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(data[name_end + 2 :], MAX_PROFILE)
    except zlib.error:
        return None
    return profile if unpacker.eof else None


def _gamma(data: bytes) -> float | None:
    value = int.from_bytes(data) if len(data) == 4 else 0
    # The chunk holds the exponent of the encoder; beyond these bounds nobody means it.
    return 100_000 / value if 10_000 <= value <= 1_000_000 else None


def _chromaticities(data: bytes) -> tuple[float, ...] | None:
    if len(data) != 32:
        return None
    values = tuple(value / 100_000 for value in struct.unpack(">8I", data))
    return values if all(0 <= value <= 1 for value in values) and all(values[1::2]) else None


def _motion(controls: list[bytes]) -> tuple[int, float]:
    """Return how many frames there are and how long they are shown."""
    seconds = 0.0
    for data in controls:
        delay, unit = struct.unpack(">HH", data[20:24])
        seconds += delay / (unit or 100)
    return max(1, len(controls)), seconds
