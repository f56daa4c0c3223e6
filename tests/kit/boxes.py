"""Edit the boxes of a HEIC or AVIF file and the chunks of a PNG, to create files that no encoder here writes."""

import struct
import zlib
from typing import Any

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def clap(width: int, height: int, right: int = 0, below: int = 0) -> bytes:
    """Return the content of a clean aperture box: its size, and the offset of its centre in half pixels."""
    return struct.pack(">IIIIiIiI", width, 1, height, 1, right, 2, below, 2)


def with_nclx(body: bytes, primaries: int, transfer: int) -> bytes:
    """Replace the colour primaries and the transfer function in an image's nclx box; its matrix stays."""
    at = body.index(b"colrnclx") + 8
    return body[:at] + struct.pack(">HH", primaries, transfer) + body[at + 4 :]


def with_property(body: bytes, kind: bytes, content: bytes) -> bytes:
    """Append a property to the primary image of a file; it is applied last."""
    added = box(kind, content)
    primary = body[body.index(b"pitm") + 8 :][:2]
    ipco, ipma = body.index(b"ipco") - 4, body.index(b"ipma") - 4
    ipco_end = ipco + int.from_bytes(body[ipco : ipco + 4])
    number = len(list(_boxes(body, ipco + 8, ipco_end))) + 1
    at = ipma + 16
    while body[at : at + 2] != primary:
        at += 3 + body[at + 2]
    count = body[at + 2]
    end = at + 3 + count
    iprp, meta, more = body.index(b"iprp") - 4, body.index(b"meta") - 4, len(added) + 1
    grown = {ipco: len(added), ipma: 1, iprp: more, meta: more}
    parts = bytearray(body)
    parts[at + 2] = count + 1
    for start, by in grown.items():
        parts[start : start + 4] = (int.from_bytes(parts[start : start + 4]) + by).to_bytes(4)
    _move(parts, more)
    assert ipco_end <= ipma
    return bytes(parts[:ipco_end] + added + parts[ipco_end:end] + bytes([0x80 | number]) + parts[end:])


PATH_TO_TRACK = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"av01")


def with_track_property(body: bytes, kind: bytes, content: bytes) -> bytes:
    """Append a property to the pictures of the only track of a file, whose samples lie behind it in one chunk."""
    added, parts = box(kind, content), bytearray(body)
    starts = [body.rindex(name) - 4 for name in PATH_TO_TRACK]
    end = starts[-1] + int.from_bytes(body[starts[-1] : starts[-1] + 4])
    _move(parts, len(added))
    for start in starts:
        parts[start : start + 4] = (int.from_bytes(parts[start : start + 4]) + len(added)).to_bytes(4)
    return bytes(parts[:end] + added + parts[end:])


def without_items(body: bytes) -> bytes:
    """Call the items of a file something that nobody reads; what lies in its tracks stays."""
    # Whoever says `avif` beside `avis` has items, too.
    return body.replace(b"avif", b"iso8", 1).replace(b"meta", b"free", 1)


def _boxes(body: bytes, start: int, end: int):
    while start < end:
        yield start
        start += int.from_bytes(body[start : start + 4])


def _move(body: bytearray, by: int) -> None:
    """Shift all extents after the meta box; the encoders here write iloc version 0 with offsets of four bytes."""
    # A track here has one chunk of samples.
    chunks_of_tracks = [body.index(b"stco") + 12] if b"stco" in body else []
    for at in (*offsets(body), *chunks_of_tracks):
        body[at : at + 4] = (int.from_bytes(body[at : at + 4]) + by).to_bytes(4)


def offsets(body: bytes | bytearray) -> list[int]:
    """Return the positions of the offsets of extents in the file, or of the base offset of items that have one."""
    at = body.index(b"iloc") + 4
    version = body[at]
    offset, length, base, index = body[at + 4] >> 4, body[at + 4] & 15, body[at + 5] >> 4, body[at + 5] & 15
    assert (offset, base in {0, 4}, index) == (4, True, 0)
    count, at, found = int.from_bytes(body[at + 6 : at + 8]), at + 8, []
    for _ in range(count):
        lies_in_file = not version or body[at + 3] & 15 == 0
        at += 6 if version else 4
        extents = int.from_bytes(body[at + base : at + base + 2])
        places = [at] if base else [at + 2 + number * (offset + length) for number in range(extents)]
        found += places if lies_in_file else []
        at += base + 2 + extents * (offset + length)
    return found


def chunks(body: bytes) -> list[tuple[bytes, bytes]]:
    """Return the chunks of a PNG."""
    found, at = [], len(SIGNATURE)
    while at < len(body):
        length = int.from_bytes(body[at : at + 4])
        found.append((body[at + 4 : at + 8], body[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def png(parts: list[tuple[bytes, bytes]], damaged: bytes = b"") -> bytes:
    """Return a PNG of these chunks; those of the damaged kind have a wrong checksum."""
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) ^ (kind == damaged))
        for kind, data in parts
    )
    return SIGNATURE + b"".join(written)


def with_chunk(body: bytes, kind: bytes, data: bytes, *, damaged: bool = False) -> bytes:
    """Insert a chunk into a PNG, before its pixels."""
    head, *rest = chunks(body)
    return png([head, (kind, data), *rest], kind if damaged else b"")


def sixteen_bits(body: bytes) -> Any:
    """Return the pixels of a 16-bit PNG, of which Pillow would keep only 8 bits."""
    parts = chunks(body)
    width, height = struct.unpack(">II", parts[0][1][:8])
    lines = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    size, above, rows = 6 * width, bytearray(6 * width), []
    for start in range(0, len(lines), size + 1):
        line = bytearray(lines[start + 1 : start + 1 + size])
        for at in range(size):
            left, corner = (line[at - 6], above[at - 6]) if at >= 6 else (0, 0)
            line[at] = (line[at] + predicted(lines[start], left, above[at], corner)) & 255
        above = line
        rows.append(line)
    return np.frombuffer(b"".join(rows), ">u2").reshape(height, width, 3) / 65535


def predicted(kind: int, left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    nearest = min((left, above, corner), key=lambda value: abs(guess - value))
    return (0, left, above, (left + above) // 2, nearest)[kind]
