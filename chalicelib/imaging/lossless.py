"""Take a JPEG apart and keep only what draws it, so that one that is fit to be shown is not encoded again."""

import struct
from collections.abc import Callable
from typing import BinaryIO

from chalicelib.imaging.colour import profiles, sharing
from chalicelib.imaging.containers import Colour, jpegs
from chalicelib.imaging.containers.jpegs import APP14, BASELINE, EXTENDED, PROFILE, PROGRESSIVE, SOS, Segment

MAX_PART = 65_519
MAX_BYTES = 8 * 1024 * 1024
# A good JPEG has a quarter of a byte for each pixel; one of twice that is worth encoding again.
BYTES_A_PIXEL, BYTES_MORE = 0.5, 2048
# A viewer walks over the picture once for each scan; encoders write ten.
MAX_SCANS = 12

QUANTIZATION, HUFFMAN, RESTARTS, COMMENT, ADOBE = 0xDB, 0xC4, 0xDD, 0xFE, 0xEE
DRAWING = frozenset({BASELINE, PROGRESSIVE, HUFFMAN, RESTARTS, SOS, QUANTIZATION})
PASSED_OVER = frozenset(range(0xE0, 0xF0)) | {COMMENT}
JFIF = bytes.fromhex("ffe000104a46494600010100000100010000")


def stripped(source: BinaryIO, size: tuple[int, int]) -> bytes | None:
    """Return an inspected JPEG of this size with nothing but its pixels and our profile, or None where it is unfit.

    Fit is what every browser draws as our own: grey or YCbCr, baseline or progressive, chroma whole or halved,
    and not much larger than we would make it.
    """
    found = list(jpegs.segments(source))
    end = jpegs.end_of_scans(source)
    if end > MAX_BYTES or not all(_is_fit(segment) for segment in found):
        return None
    whole = _joined(source, found, end, _segments(profiles.srgb()), lambda segment: segment.marker in DRAWING)
    scans = sum(segment.marker == SOS for segment in found)
    is_fit = scans <= MAX_SCANS and len(whole) <= size[0] * size[1] * BYTES_A_PIXEL + BYTES_MORE
    return whole if is_fit else None


def _is_fit(segment: Segment) -> bool:
    if segment.marker == ADOBE and segment.head[2:7] == b"Adobe":
        # 1 is YCbCr, which JFIF says too.
        return segment.head[13:14] == b"\1"
    if segment.marker in {BASELINE, PROGRESSIVE}:
        return _is_plain(segment.head)
    return segment.marker in DRAWING | PASSED_OVER


def _is_plain(frame: bytes) -> bool:
    """Tell whether a frame has 8 bits, and is grey, or YCbCr whose chroma is whole or halved."""
    components = [frame[at : at + 2] for at in range(8, 8 + 3 * frame[7], 3)]
    if len(components) == 1:
        return frame[2] == 8
    names = [component[:1] for component in components]
    factors = [(component[1] >> 4, component[1] & 15) for component in components if len(component) == 2]
    luma, *chroma = factors or [(0, 0)]
    return (
        (frame[2], names, chroma) == (8, [b"\1", b"\2", b"\3"], [(1, 1), (1, 1)]) and max(luma) <= 2 and min(luma) > 0
    )


def _segments(profile: bytes) -> bytes:
    """Return a profile as the segments of a JPEG, of which each holds 64 KB and there are at most 255."""
    parts = [profile[at : at + MAX_PART] for at in range(0, len(profile), MAX_PART)]
    heads = (PROFILE + bytes([number, len(parts)]) for number in range(1, len(parts) + 1))
    return b"".join(
        b"\xff\xe2" + struct.pack(">H", len(head) + len(part) + 2) + head + part
        for head, part in zip(heads, parts, strict=True)
    )


def whole(source: BinaryIO, metadata: bytes, colour: Colour) -> bytes:
    """Return an inspected JPEG with the colours of its profile and these metadata, whatever it is and however large."""
    found = list(jpegs.segments(source))
    profile = sharing.plain(colour.profile) if colour.profile else None
    beside = metadata + (_segments(profile) if profile else b"")
    return _joined(source, found, jpegs.end_of_scans(source), beside, _draws)


def _joined(
    source: BinaryIO, found: list[Segment], end: int, metadata: bytes, is_kept: Callable[[Segment], bool]
) -> bytes:
    """Return a JPEG of these metadata and those of the segments that are kept, each scan with what follows its head."""
    source.seek(0)
    body = source.read(end)
    starts = [segment.start - 2 for segment in found] + [end]
    kept = b"".join(
        body[start : following if segment.marker == SOS else segment.end]
        for segment, start, following in zip(found, starts, starts[1:], strict=False)
        if is_kept(segment)
    )
    return b"\xff\xd8" + JFIF + metadata + kept + jpegs.END


def _draws(segment: Segment) -> bool:
    is_adobe = segment.marker == APP14 and segment.head[2:7] == b"Adobe"
    return segment.marker in DRAWING or segment.marker == EXTENDED or is_adobe
