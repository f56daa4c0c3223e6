"""Read which items a HEIC or AVIF file has, where their bytes lie, and what is said of each: ISO/IEC 23008-12."""

import re
from dataclasses import dataclass, field
from typing import BinaryIO

from chalicelib.imaging.bad import TOO_MANY_PARTS, BadImage
from chalicelib.imaging.containers.boxes import Reader, content, top, within

MAX_META = 8 * 1024 * 1024
# An iPhone's photo has some 60 items, each of one extent; the largest grids have a thousand tiles.
MAX_ITEMS = 5_000
MAX_EXTENTS = 50_000
IN_FILE, IN_IDAT = 0, 1
EXIF = re.compile(rb"infe(?:\x02...|\x03.....)....Exif", re.DOTALL)

Extent = tuple[int, int]


@dataclass
class Items:
    """Hold the items of a file by their ids, and what the boxes say of them."""

    primary: int = 0
    kinds: dict[int, bytes] = field(default_factory=dict)
    # How an item's place is counted, and its extents: where they begin, how long they are (0: all the rest).
    places: dict[int, tuple[int, list[Extent]]] = field(default_factory=dict)
    references: list[tuple[bytes, int, list[int]]] = field(default_factory=list)
    properties: list[tuple[bytes, bytes]] = field(default_factory=list)
    associations: dict[int, list[int]] = field(default_factory=dict)
    idat: bytes = b""
    # Where in the file items are called EXIF.
    exifs: list[int] = field(default_factory=list)

    def made_of(self, item: int) -> list[int]:
        """Return the items that a derived image is made of, in order."""
        return [to for kind, start, targets in self.references if (kind, start) == (b"dimg", item) for to in targets]

    def said_of(self, item: int) -> list[tuple[bytes, bytes]]:
        """Return the properties of an item, in the order in which they apply."""
        numbers = self.associations.get(item, [])
        return [self.properties[number - 1] for number in numbers if 0 < number <= len(self.properties)]

    def alphas_of(self, item: int) -> list[int]:
        """Return the items that hold the transparency of an image."""
        helping = [start for kind, start, targets in self.references if kind == b"auxl" and item in targets]
        return [one for one in helping if any(kind == b"auxC" and b"alpha" in data for kind, data in self.said_of(one))]


def read(source: BinaryIO) -> Items | None:
    """Return the items of a file, or None where it has no meta box."""
    for box in top(source):
        if box.kind == b"meta":
            data = content(source, box, MAX_META)
            items = _meta(data)
            items.exifs = [box.start + found.end() - 4 for found in EXIF.finditer(data)]
            return items
    return None


def _meta(data: bytes) -> Items:
    items = Items()
    for box in within(data, start=4):
        if read_box := BOXES.get(box.kind):
            read_box(items, Reader(data[box.start : box.end]))
    return items


def _pitm(items: Items, reader: Reader) -> None:
    version, _ = reader.version()
    items.primary = reader.number(4 if version else 2)


def _iinf(items: Items, reader: Reader) -> None:
    version, _ = reader.version()
    reader.number(4 if version else 2)
    for box in within(reader.data, reader.position):
        entry = Reader(reader.data[box.start : box.end])
        version, _ = entry.version()
        # Versions 0 and 1 have no types: no image is described by them.
        if box.kind == b"infe" and version >= 2:
            item = entry.number(4 if version > 2 else 2)
            entry.number(2)
            items.kinds[item] = entry.take(4)
        if len(items.kinds) > MAX_ITEMS:
            raise BadImage(TOO_MANY_PARTS)


def _iloc(items: Items, reader: Reader) -> None:
    version, _ = reader.version()
    sizes = reader.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    count = reader.number(4 if version == 2 else 2)
    total = 0
    for _ in range(count):
        item = reader.number(4 if version == 2 else 2)
        method = reader.number(2) & 15 if version else IN_FILE
        reader.number(2)
        start = reader.number(base)
        extents = reader.number(2)
        total += extents
        if total > MAX_EXTENTS:
            raise BadImage(TOO_MANY_PARTS)
        found = []
        for _ in range(extents):
            reader.number(index if version else 0)
            found.append((start + reader.number(offset), reader.number(length)))
        items.places[item] = (method, found)


def _iref(items: Items, reader: Reader) -> None:
    version, _ = reader.version()
    width, total = 4 if version else 2, 0
    for box in within(reader.data, reader.position):
        entry = Reader(reader.data[box.start : box.end])
        start, count = entry.number(width), entry.number(2)
        total += count
        if total > MAX_EXTENTS:
            raise BadImage(TOO_MANY_PARTS)
        items.references.append((box.kind, start, [entry.number(width) for _ in range(count)]))


def _iprp(items: Items, reader: Reader) -> None:
    for box in within(reader.data):
        data = reader.data[box.start : box.end]
        if box.kind == b"ipco":
            items.properties += [(one.kind, data[one.start : one.end]) for one in within(data)]
        elif box.kind == b"ipma":
            _ipma(items, Reader(data))


def _ipma(items: Items, reader: Reader) -> None:
    version, flags = reader.version()
    for _ in range(min(reader.number(4), MAX_ITEMS)):
        item = reader.number(4 if version else 2)
        wide = flags & 1
        numbers = [reader.number(2) & 0x7FFF if wide else reader.number(1) & 0x7F for _ in range(reader.number(1))]
        items.associations.setdefault(item, []).extend(numbers)


def _idat(items: Items, reader: Reader) -> None:
    items.idat = reader.data


BOXES = {b"pitm": _pitm, b"iinf": _iinf, b"iloc": _iloc, b"iref": _iref, b"iprp": _iprp, b"idat": _idat}
