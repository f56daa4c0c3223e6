"""Write an ICC profile anew with nothing but its colours: what else stands in it may tell whose screen it is of.

The numbers are those of ICC.1:2022, https://www.color.org/specification/ICC.1-2022-05.pdf, sections 7 and 9.
"""

import struct

from chalicelib.imaging.colour import name_of, profiles

# What a conversion needs; names of devices and people, serial numbers and tags of makers' own are not among it.
COLOURS = frozenset(
    {
        *(b"wtpt", b"bkpt", b"chad", b"cicp", b"gamt", b"chrm", b"lumi"),
        *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC"),
        *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"),
        *(b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3"),
        *(b"pre0", b"pre1", b"pre2", b"rig0", b"rig2"),
    }
)
HEADER, ENTRY, MAX_TAGS = 128, 12, 100
# Of the header: the module, the day, the platform, the device's maker and model, who wrote it, and its number.
OF_ITS_MAKER = ((4, 8), (24, 36), (40, 44), (48, 56), (80, 100))
COPYRIGHT = "Its maker's"


def plain(profile: bytes) -> bytes | None:
    """Return a profile that means the same colours and tells nothing else; None for one that is broken."""
    name = name_of(profile)
    found = _tags(profile)
    if name is None or found is None:
        return None
    header = bytearray(profile[:HEADER])
    for start, end in OF_ITS_MAKER:
        header[start:end] = bytes(end - start)
    described = _text if header[8] >= 4 else _older_text
    tags = {b"desc": described(b"desc", name), b"cprt": described(b"text", COPYRIGHT)} | found
    return profiles.packed(bytes(header), tags)


def _tags(profile: bytes) -> dict[bytes, bytes] | None:
    count = int.from_bytes(profile[HEADER : HEADER + 4])
    table = profile[HEADER + 4 : HEADER + 4 + ENTRY * count]
    if count > MAX_TAGS or len(table) < ENTRY * count:
        return None
    found = {}
    for kind, start, length in struct.iter_unpack(">4sII", table):
        if start + length > len(profile):
            return None
        if kind in COLOURS:
            found[kind] = profile[start : start + length]
    return found


def _text(_: bytes, text: str) -> bytes:
    content = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", len(content), 28) + content


def _older_text(kind: bytes, text: str) -> bytes:
    return profiles.description(text.encode()) if kind == b"desc" else b"text\0\0\0\0" + text.encode() + b"\0"
