"""A path finds its pattern: names before parameters, split before it is decoded."""

import pytest

from app import app
from chalicelib.handlers.paths import AmbiguousPath, Paths

PATTERNS = (
    "/",
    "/a",
    "/a/{id}",
    "/a/search",
    "/a/search/more",
    "/a/{id}/b",
    "/a/{id}/b/{other}",
    "/a.json",
    "/{name}/c",
    "/@{handle}",
    "/@{handle}/{id}",
)


def found(path: str) -> tuple[str, dict[str, str]] | None:
    return Paths(PATTERNS).find(path)


@pytest.mark.parametrize("pattern", sorted(app.route_table))
def test_every_route_finds_itself_with_its_parameters(pattern: str):
    parts = pattern.split("/")
    names = [part.strip("@")[1:-1] for part in parts if part.startswith(("{", "@{"))]
    values = {name: f"value {number}/é" for number, name in enumerate(names)}
    path = "/".join(parts)
    for number, name in enumerate(names):
        path = path.replace(f"{{{name}}}", f"value%20{number}%2F%C3%A9")

    assert app.paths.find(path) == (pattern, values)
    assert app.paths.find(path + "/") == (pattern, values)


def test_a_name_wins_over_a_parameter_wherever_it_stands():
    assert found("/a/search") == ("/a/search", {})
    assert found("/a/searching") == ("/a/{id}", {"id": "searching"})
    assert found("/a/search/more") == ("/a/search/more", {})
    assert Paths(reversed(PATTERNS)).find("/a/search") == ("/a/search", {})


def test_a_name_that_leads_nowhere_may_be_a_parameter():
    assert found("/a/search/b") == ("/a/{id}/b", {"id": "search"})
    assert found("/a/c") == ("/a/{id}", {"id": "c"})
    assert found("/b/c") == ("/{name}/c", {"name": "b"})


def test_what_begins_with_an_at_sign_is_somebodys_name():
    assert found("/@anna") == ("/@{handle}", {"handle": "anna"})
    assert found("/%40anna/7") == ("/@{handle}/{id}", {"handle": "anna", "id": "7"})
    assert found("/@") == ("/@{handle}", {"handle": ""})
    assert found("/@anna/c") == ("/@{handle}/{id}", {"handle": "anna", "id": "c"})
    assert found("/anna") is None
    assert found("/anna/c") == ("/{name}/c", {"name": "anna"})


def test_a_path_is_split_before_it_is_decoded():
    assert found("/a/1%2Fb") == ("/a/{id}", {"id": "1/b"})
    assert found("/a%2F1") is None
    assert found("/a/%73earch") == ("/a/search", {})
    assert found("/a/1%252Fb") == ("/a/{id}", {"id": "1%2Fb"})
    assert found("/a/1+2") == ("/a/{id}", {"id": "1+2"})
    assert found("/a/%D0%B9") == ("/a/{id}", {"id": "й"})


@pytest.mark.parametrize("path", ["/", "/a/", "/a/1/", "/a/1/b/"])
def test_one_slash_at_the_end_changes_nothing(path: str):
    assert found(path) == found(path.removesuffix("/") or "/") is not None


@pytest.mark.parametrize(
    "path",
    [
        *("", "a", "//", "//a", "/a//", "/a//b", "/a/1//b", "/a/1/b//"),
        *("/a/%", "/a/%1", "/a/%g0", "/a/%%31", "/a/%00", "/a/%0a", "/a/%1f", "/a/%ff", "/a/%c3", "/a/%ed%a0%80"),
        *("/A", "/a/1/c/2", "/a/1/b/2/3", "/b", "/axjson"),
    ],
)
def test_what_is_no_path_of_ours_finds_nothing(path: str):
    assert found(path) is None


@pytest.mark.parametrize("other", ["/a/{name}", "/a/search", "/"])
def test_two_patterns_for_the_same_paths_are_refused(other: str):
    with pytest.raises(AmbiguousPath):
        Paths([*PATTERNS, other])
