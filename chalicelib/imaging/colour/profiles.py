"""Write the small ICC profiles that we need: for spaces that files name by number, and for our own output."""

import struct
from functools import lru_cache

from chalicelib.imaging.colour import cicp
from chalicelib.imaging.colour.cicp import Curve, Primaries
from chalicelib.imaging.colour.matrices import D50, Triple, adapted

# A curve of so many points is within a hundredth of deltaE of the exact one; one of few is made to be sent.
POINTS = 1024
POINTS_SENT = 32
COPYRIGHT = b"text\0\0\0\0CC0\0"


def build(name: str, primaries: Primaries, curve: Curve, points: int = POINTS) -> bytes:
    """Return an ICC profile, of version 2, of a space with these primaries and this curve."""
    columns = zip(*adapted(primaries), strict=True)
    tags = {b"desc": description(name.encode()), b"cprt": COPYRIGHT, b"wtpt": xyz(D50)}
    tags |= {key: xyz(column) for key, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _table(curve, points))
    return package(tags)


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """Return the profile that all our renditions carry."""
    return build("sRGB", cicp.PRIMARIES[cicp.BT709], cicp.srgb, POINTS_SENT)


def named(profile: bytes) -> tuple[int, int] | None:
    """Return the code points that a profile of version 4.4 names its space by; None where it has none."""
    count = int.from_bytes(profile[128:132])
    for at in range(132, 132 + 12 * min(count, 100), 12):
        if profile[at : at + 4] == b"cicp":
            start = int.from_bytes(profile[at + 4 : at + 8])
            data = profile[start : start + 12]
            return (data[8], data[9]) if len(data) == 12 and data[:4] == b"cicp" else None
    return None


def description(name: bytes) -> bytes:
    """Return the tag that names a profile."""
    # Version 2 adds the name in Unicode and in a script of old Macs, here both empty.
    return b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + b"\0" + bytes(4 + 4 + 2 + 1 + 67)


def xyz(values: Triple) -> bytes:
    """Return the tag of one colour."""
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _table(curve: Curve, points: int) -> bytes:
    values = (min(65535, max(0, round(curve(at / (points - 1)) * 65535))) for at in range(points))
    return b"curv\0\0\0\0" + struct.pack(f">I{points}H", points, *values)


def package(tags: dict[bytes, bytes], version: int = 2) -> bytes:
    """Return a profile of these tags, of an RGB screen, in a version of ICC's format."""
    header = struct.pack(
        ">4s4s4s4s4s4s12s4s",
        b"",
        b"",
        bytes([version, 16 * (version == 2), 0, 0]),
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"",
        b"acsp",
    )
    white = struct.pack(">3i", *(round(value * 65536) for value in D50))
    return packed(header + bytes(68 - len(header)) + white + bytes(48), tags)


def packed(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return tags behind a header, which gets their length, and a table, each written once."""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body, table = b"", struct.pack(">I", len(tags))
    for key, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += key + struct.pack(">II", places[content], len(content))
    return struct.pack(">I", start + len(body)) + header[4:] + table + body
