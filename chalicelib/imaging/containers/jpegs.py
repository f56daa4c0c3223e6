"""Read the segments of a JPEG, and refuse one that is cut short or would cost too much, before anything decodes it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from chalicelib.imaging.bad import DAMAGED, NOT_AN_IMAGE, TOO_LARGE, TOO_MANY_PARTS, BadImage
from chalicelib.imaging.containers.facts import Colour, Facts

SOS, EOI, SOF = 0xDA, 0xD9, frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
APP2, APP14 = 0xE2, 0xEE
BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2
# Stuffed zeros, restarts and the other markers without a length are passed over, as libjpeg does.
MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
END = b"\xff\xd9"
PROFILE = b"ICC_PROFILE\0"
CHUNK = 16 * 1024
TAIL = 64 * 1024

MAX_SEGMENTS = 2_000
MAX_JUNK = 4_096
MAX_HEADER = 16 * 1024 * 1024
MAX_PROFILE = 4 * 1024 * 1024
MAX_SCANS = 100
# A sample is one coefficient: a pixel has 1.5 of them at 4:2:0, and 3 at 4:4:4. When an image comes in
# several scans libjpeg keeps every one, in two bytes, and each scan walks over them all again.
MAX_SAMPLES = 450_000_000
MAX_SAMPLES_KEPT = 230_000_000
MAX_SAMPLES_WALKED = 3_000_000_000


@dataclass(frozen=True)
class Segment:
    """Hold one segment: its marker, where its length stands, and its first bytes from there."""

    marker: int
    start: int
    head: bytes

    @property
    def end(self) -> int:
        """Return where the segment ends; what a scan holds follows there."""
        return self.start + max(2, int.from_bytes(self.head[:2]))


@dataclass(frozen=True)
class Frame:
    """Hold what the start of a frame says: its kind, the names of its components, and how many samples it has."""

    kind: int
    components: bytes
    samples: int


def inspect(source: BinaryIO) -> Facts:
    """Return what a JPEG says of itself; raise BadImage for one that is cut short, or slow or large to decode.

    Reads the header, and the rest only of an image in several scans; nothing is kept.
    """
    frame, profile, transform = None, Profile(), 1
    walk = segments(source)
    for segment in walk:
        if segment.marker in SOF:
            frame = _frame(segment.marker, segment.head)
        elif segment.marker == APP2 and segment.head[2:14] == PROFILE:
            profile.add(source, segment)
        elif segment.marker == APP14 and segment.head[2:7] == b"Adobe":
            # 1 is YCbCr, which all without this segment are as well.
            transform = segment.head[13]
        elif segment.marker == SOS:
            break
    else:
        raise BadImage(DAMAGED)
    if frame is None:
        raise BadImage(DAMAGED)
    if frame.kind not in {BASELINE, EXTENDED, PROGRESSIVE}:
        raise BadImage(NOT_AN_IMAGE)
    _check_cost(frame, segment.head, walk)
    _check_end(source, segment.end)
    is_ycc = frame.components == b"\1\2\3" and transform == 1
    return Facts("JPEG", Colour(profile=profile.whole()), is_ycc=is_ycc)


def end_of_scans(source: BinaryIO) -> int:
    """Return where the end of a JPEG stands that was inspected."""
    position = max(segment.end for segment in segments(source) if segment.marker == SOS)
    source.seek(position)
    while chunk := source.read(CHUNK):
        if (found := chunk.find(END)) >= 0:
            return position + found
        position += max(1, len(chunk) - 1)
        source.seek(position)
    return position


class Profile:
    """Put a colour profile together from the segments that it is cut into."""

    def __init__(self) -> None:
        self.parts: dict[int, bytes] = {}
        self.count = 0

    def add(self, source: BinaryIO, segment: Segment) -> None:
        """Read one part; the first of its number counts."""
        source.seek(segment.start + 14)
        number, self.count = segment.head[14:15], (segment.head[15:16] or b"\0")[0]
        if number and sum(map(len, self.parts.values())) < MAX_PROFILE:
            self.parts.setdefault(number[0], source.read(max(0, segment.end - segment.start - 14))[2:])

    def whole(self) -> bytes | None:
        """Return the profile, or None where a part is missing."""
        numbers = range(1, self.count + 1)
        if not numbers or not self.parts.keys() >= {*numbers}:
            return None
        return b"".join(self.parts[number] for number in numbers)


def _check_cost(frame: Frame, first_scan: bytes, walk: Iterator[Segment]) -> None:
    if frame.samples > MAX_SAMPLES:
        raise BadImage(TOO_LARGE)
    if frame.kind != PROGRESSIVE and first_scan[2:3] == bytes([len(frame.components)]):
        return
    if frame.samples > MAX_SAMPLES_KEPT:
        raise BadImage(TOO_LARGE)
    scans = 1
    for segment in walk:
        scans += segment.marker == SOS
        if scans > MAX_SCANS or scans * frame.samples > MAX_SAMPLES_WALKED:
            raise BadImage(TOO_MANY_PARTS)


def _check_end(source: BinaryIO, start: int) -> None:
    """Raise BadImage where no end follows the first scan: within a scan those two bytes cannot stand.

    The end is nearly always the end of the file, or near it, so that is where the search begins.
    """
    source.seek(max(start, source.seek(0, os.SEEK_END) - TAIL))
    if END in source.read(TAIL):
        return
    source.seek(start)
    last = b""
    while chunk := source.read(1024 * 1024):
        if END in last + chunk:
            return
        last = chunk[-1:]
    raise BadImage(DAMAGED)


def _frame(kind: int, head: bytes) -> Frame:
    height, width, components = int.from_bytes(head[3:5]), int.from_bytes(head[5:7]), head[7] if len(head) > 7 else 0
    factors = [(byte >> 4, byte & 15) for byte in head[9 : 9 + 3 * components : 3]]
    largest = max((across for across, _ in factors), default=0) * max((down for _, down in factors), default=0)
    if not (width and height and largest):
        raise BadImage(DAMAGED)
    samples = width * height * sum(across * down for across, down in factors) // largest
    return Frame(kind, head[8 : 8 + 3 * components : 3], samples)


def segments(source: BinaryIO) -> Iterator[Segment]:
    """Yield each segment until the image ends; of what is built to be slow to walk over, raise BadImage."""
    position, junk, scanning = 2, 0, False
    for _ in range(MAX_SEGMENTS):
        marker, start = _next_marker(source, position)
        if marker == EOI:
            return
        # Pillow steps over what lies between the segments of a header one byte at a time.
        junk += 0 if scanning else start - position - 2
        if junk > MAX_JUNK or (start > MAX_HEADER and not scanning):
            raise BadImage(TOO_MANY_PARTS)
        source.seek(start)
        segment = Segment(marker, start, source.read(32))
        scanning = scanning or marker == SOS
        yield segment
        position = segment.end
    raise BadImage(TOO_MANY_PARTS)


def _next_marker(source: BinaryIO, position: int) -> tuple[int, int]:
    """Find the next marker with a length, and where that length is; the end of the file is an EOI."""
    source.seek(position)
    while chunk := source.read(CHUNK):
        if found := MARKER.search(chunk):
            return found[1][0], position + found.end()
        if len(chunk) < 2:
            break
        # The last byte is read again: it may be the first half of a marker.
        position += len(chunk) - 1
        source.seek(position)
    return EOI, position
