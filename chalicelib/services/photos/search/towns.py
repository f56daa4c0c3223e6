"""Towns that posts name: found by the beginnings of their names, and said in what a post carries of one."""

import re
from typing import TypedDict

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import gazetteer
from chalicelib.gateways.gazetteer import Town
from chalicelib.models.words import fold


class Named(TypedDict):
    """What a post carries of the town that it names, so that nobody looks it up who reads the post."""

    id: str
    name: str
    country: str
    region: str
    slug: str


def find(town_id: str) -> Town:
    """Return the town with an id, or raise NotFound."""
    if (town := gazetteer.find(town_id)) is None:
        raise NotFound
    return town


def search(text: str, limit: int) -> list[Town]:
    """Return towns of which a name begins so; behind a comma may stand the beginning of the country or its code."""
    name, _, rest = text.partition(",")
    asked = fold(rest).split()
    found = gazetteer.beginning_with(" ".join(fold(name).split()))
    return [town for town in found if all(_is_in(town, one) for one in asked)][:limit]


def _is_in(town: Town, asked: str) -> bool:
    said = (*fold(town.country).split(), *fold(town.region).split())
    codes = {town.code.casefold(), *ALSO_CALLED.get(town.code, ())}
    return asked in codes or any(word.startswith(asked) for word in said)


# What people write that is no code of ISO 3166.
ALSO_CALLED = {"US": ("usa",), "GB": ("uk",), "AE": ("uae",)}


def named(town_id: str) -> Named:
    """Return what a post carries of a town, or raise Unprocessable for one that is not known."""
    if (town := known(town_id)) is None:
        raise Unprocessable("Validation failed: Place is not known")
    return town


def known(town_id: str) -> Named | None:
    """Return what a post carries of a town, None for one that is not known: drafts may name anything."""
    town = gazetteer.find(town_id) if town_id else None
    return carried(town) if town else None


def carried(town: Town) -> Named:
    """Return a town as a post carries it; the slug is for addresses."""
    slug = re.sub(r"[^\w]+", "-", fold(town.name)).strip("-")
    return Named(id=town.id, name=town.name, country=town.country, region=town.region, slug=slug)
