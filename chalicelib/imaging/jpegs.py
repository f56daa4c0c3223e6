"""Refuse a JPEG that would cost too much, before anything decodes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from chalicelib.imaging.bad import DAMAGED, NOT_AN_IMAGE, TOO_LARGE, TOO_MANY_PARTS, BadImage

SOS, EOI, SOF = 0xDA, 0xD9, frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2
# Stuffed zeros, restarts and the other markers without a length are passed over, as libjpeg does.
MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
CHUNK = 16 * 1024

MAX_SEGMENTS = 2_000
MAX_JUNK = 4_096
MAX_HEADER = 16 * 1024 * 1024
MAX_SCANS = 100
# A sample is one coefficient: a pixel has 1.5 of them at 4:2:0, and 3 at 4:4:4. When an image comes in
# several scans libjpeg keeps every one, in two bytes, and each scan walks over them all again.
MAX_SAMPLES = 450_000_000
MAX_SAMPLES_KEPT = 230_000_000
MAX_SAMPLES_WALKED = 3_000_000_000


@dataclass(frozen=True)
class Frame:
    """Hold what the start of a frame says: its kind, its components, and how many samples it has."""

    kind: int
    components: int
    samples: int


def check(source: BinaryIO) -> None:
    """Raise BadImage when decoding this JPEG would take too much time or memory.

    Reads the header, and the rest only of an image in several scans; nothing is kept.
    """
    frame = None
    segments = _segments(source)
    for marker, head in segments:
        if marker in SOF:
            frame = _frame(marker, head)
        elif marker == SOS:
            break
    else:
        raise BadImage(DAMAGED)
    if frame is None:
        raise BadImage(DAMAGED)
    if frame.kind not in {BASELINE, EXTENDED, PROGRESSIVE}:
        raise BadImage(NOT_AN_IMAGE)
    _check_cost(frame, head, segments)


def _check_cost(frame: Frame, first_scan: bytes, segments: Iterator[tuple[int, bytes]]) -> None:
    if frame.samples > MAX_SAMPLES:
        raise BadImage(TOO_LARGE)
    if frame.kind != PROGRESSIVE and first_scan[2:3] == bytes([frame.components]):
        return
    if frame.samples > MAX_SAMPLES_KEPT:
        raise BadImage(TOO_LARGE)
    scans = 1
    for marker, _ in segments:
        scans += marker == SOS
        if scans > MAX_SCANS or scans * frame.samples > MAX_SAMPLES_WALKED:
            raise BadImage(TOO_MANY_PARTS)


def _frame(kind: int, head: bytes) -> Frame:
    height, width, components = int.from_bytes(head[3:5]), int.from_bytes(head[5:7]), head[7]
    factors = [(byte >> 4, byte & 15) for byte in head[9 : 9 + 3 * components : 3]]
    largest = max((across for across, _ in factors), default=0) * max((down for _, down in factors), default=0)
    if not (width and height and largest):
        raise BadImage(DAMAGED)
    samples = width * height * sum(across * down for across, down in factors) // largest
    return Frame(kind, components, samples)


def _segments(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and the first bytes of each segment, until the image ends."""
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
        head = source.read(32)
        scanning = scanning or marker == SOS
        yield marker, head
        position = start + max(2, int.from_bytes(head[:2]))
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
