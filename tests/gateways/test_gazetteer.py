"""The towns that lie in the tree are as the look-up expects them, and say no more than a town."""

from itertools import pairwise

import pytest

from chalicelib.gateways import gazetteer
from chalicelib.gateways.gazetteer import NAMES, TOWNS
from chalicelib.models.words import fold


def rows(file: object) -> list[list[str]]:
    first, *lines = getattr(file, "read_text")().splitlines()  # noqa: B009
    # CC BY 4.0 asks for it.
    assert "GeoNames" in first
    assert "CC BY 4.0" in first
    return [line.split("\t") for line in lines]


def test_every_town_is_found_by_its_id_and_by_what_it_is_called():
    towns = rows(TOWNS)
    assert {len(row) for row in towns} == {7}
    assert len({row[1] for row in towns}) == len(towns) > 30_000
    assert [row[0] for row in towns[::500]] == [fold(row[2]) for row in towns[::500]]
    # What begins alike stands together.
    assert all(one[0] <= other[0] for one, other in pairwise(towns))
    for _, town_id, name, code, country, region, population in towns[::500]:
        town = gazetteer.find(town_id)
        assert town == (town_id, name, code, country, region, int(population))
        assert town in gazetteer.beginning_with(fold(name))


def test_every_other_name_is_of_a_town():
    names = rows(NAMES)
    assert {row[1] for row in names} <= {row[1] for row in rows(TOWNS)}
    assert names == sorted(names)


@pytest.mark.parametrize("wrong", ["", "0", "-1", "x", "2761369\t", "٢", "27613", "2761369\n2761370"])
def test_no_other_id_finds_a_town(wrong: str):
    assert gazetteer.find(wrong) is None


def test_who_is_called_just_so_comes_first_then_the_largest():
    found = gazetteer.beginning_with("wien")
    assert [town.name for town in found[:2]] == ["Vienna", "Wiener Neustadt"]
    largest = [town.population for town in gazetteer.beginning_with("salz") if fold(town.name).startswith("salz")]
    assert largest == sorted(largest, reverse=True)
