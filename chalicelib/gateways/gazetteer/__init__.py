"""Towns of the world by the beginnings of their names: no coordinates, because a post says no more than its town.

Data of GeoNames (https://www.geonames.org/), CC BY 4.0, drawn by `python -m infra.gazetteer`. Both files are sorted
and read once by the first process that is asked; a look-up is a search in them.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

TOWNS = Path(__file__).with_name("towns.tsv")
# What large towns are called elsewhere: a folded name and the town's id.
NAMES = Path(__file__).with_name("names.tsv")

# How a town was found, the best way first; and how many of the other names are looked at.
EXACTLY, BEGINS, IS_CALLED = range(3)
MOST_NAMES = 40


class Town(NamedTuple):
    """A town: its id at GeoNames, its name there, its country, and in the United States its state."""

    id: str
    name: str
    code: str
    country: str
    region: str
    population: int


def find(town_id: str) -> Town | None:
    """Return the town with an id, or None."""
    if not (town_id.isascii() and town_id.isdigit()):
        return None
    held = _read(TOWNS)
    at = held.find(f"\t{town_id}\t".encode())
    # An id stands right behind the first part of its line; a population is the last part, and no id is at an end.
    return _town(_line(held, at)) if at >= 0 else None


def beginning_with(folded: str) -> list[Town]:
    """Return the towns of which a name begins so: first those that are called just so, and the largest first.

    What else a town is called is known of large ones, and comes behind; one letter finds nothing, but an ideograph.
    """
    if len(folded.encode()) < 2 or "\t" in folded or "\n" in folded:
        return []
    ranks: dict[Town, int] = {}
    for line in _lines(TOWNS, folded):
        ranks[_town(line)] = EXACTLY if line.startswith(f"{folded}\t") else BEGINS
    for line in islice(_lines(NAMES, folded), MOST_NAMES):
        name, _, town_id = line.partition("\t")
        if town := find(town_id):
            ranks[town] = min(ranks.get(town, IS_CALLED), EXACTLY if name == folded else IS_CALLED)
    return sorted(ranks, key=lambda town: (ranks[town], -town.population, town.id))


@cache
def _read(file: Path) -> bytes:
    return file.read_bytes()


def _lines(file: Path, beginning: str) -> Iterator[str]:
    """Yield the lines that begin so: they stand together."""
    held, sign = _read(file), f"\n{beginning}".encode()
    at = held.find(sign)
    while at >= 0:
        yield _line(held, at + 1)
        at = held.find(b"\n", at + 1)
        if not held.startswith(sign, at):
            return


def _line(held: bytes, at: int) -> str:
    return held[held.rfind(b"\n", 0, at) + 1 : held.index(b"\n", at)].decode()


def _town(line: str) -> Town:
    _, town_id, name, code, country, region, population = line.split("\t")
    return Town(town_id, name, code, country, region, int(population))
