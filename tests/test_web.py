"""The web client keeps the rules of its style that a machine can see."""

import json
import re
from collections.abc import Iterator

import pytest

from infra import edge
from tests.test_house import ROOT, files

SRC = ROOT / "web/src"
# An import goes to its own floor or a lower one.
FLOORS = ("api", "state", "parts", "screens")
DRAWN = ("api/types.ts", "parts/icons.ts")
LONGEST = 150
BANNED = {
    r'\sstyle="[^{"]*"': "a literal style=, which the policy of the page refuses",
    r"\bon:[a-z]+=|export let |\$\$props|<slot\b|svelte/store": "Svelte 4",
    r"behavior: 'smooth'": "a scroll that moves where less motion is wished",
    r": any\b|as any\b|<any>|@ts-ignore": "no type",
    r"!important": "!important",
    r'<textarea(?!\s+dir="auto")': "a field of words that does not run as its words do",
    r"@html\b|innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(": "a way for text to act",
}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;,)])|\brgba?\(|\bhsla?\(")


def sources() -> list[str]:
    found = {path.relative_to(SRC).as_posix() for path in files("web/src/*") if path.is_relative_to(SRC)}
    return sorted(name for name in found if name.endswith((".ts", ".svelte", ".css")) and name not in DRAWN)


def faults(name: str) -> Iterator[str]:
    text = (SRC / name).read_text()
    yield from (why for pattern, why in BANNED.items() if re.search(pattern, text))
    if len(text.splitlines()) > LONGEST:
        yield f"over {LONGEST} lines"
    if name != "tokens.css" and COLOUR.search(text):
        yield "a colour that is no token"
    if name != "api/client.ts" and ".test." not in name and re.search(r"(?<![.\w])fetch\(", text):
        yield "a fetch of its own"
    floor = name.split("/", maxsplit=1)[0]
    for other in re.findall(r"from '(?:\.\./)+(\w+)/", text):
        if floor in FLOORS and other in FLOORS and FLOORS.index(other) > FLOORS.index(floor):
            yield f"{floor} imports {other}"
        if floor == "api" and other == "words":
            yield "api imports words"
    if name.endswith(".svelte") and said_outside_words(text):
        yield "a text outside words/"


def said_outside_words(text: str) -> bool:
    """Tell whether a component's markup has words of its own."""
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>|<!--.*?-->", "", text, flags=re.DOTALL)
    plain = re.sub(r"=>", "", markup)
    while (shorter := re.sub(r"\{[^{}]*\}", "", plain)) != plain:
        plain = shorter
    return bool(re.search(r">\s*[A-Za-zА-я]{2,}[^<]*<", plain))


@pytest.mark.parametrize("name", sources())
def test_a_file_keeps_the_rules(name: str):
    assert list(faults(name)) == []


def test_what_checks_and_builds_the_client_is_as_short():
    beside = [path for path in files("web/*.ts") if not path.is_relative_to(SRC)]
    assert beside
    assert [path.name for path in beside if len(path.read_text().splitlines()) > LONGEST] == []


def test_the_sprite_has_every_icon_that_is_named():
    named = set(re.findall(r"\| '([\w-]+)'", (SRC / "parts/icons.ts").read_text()))
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "web/src/parts/icons.svg").read_text()))
    assert named == drawn


def test_the_page_has_no_script_and_no_style_of_its_own():
    page = (ROOT / "web/index.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "<style" not in page
    assert not re.search(r"\son\w+=", page)


def test_lock_files_name_no_registry_and_versions_are_exact():
    for folder in ("web", "web/checks", "web/types"):
        lock = json.loads((ROOT / folder / "package-lock.json").read_text())
        assert not [name for name, one in lock["packages"].items() if "resolved" in one], folder
        told = json.loads((ROOT / folder / "package.json").read_text())["devDependencies"]
        assert all(re.fullmatch(r"[\d.]+", version) for version in told.values()), folder


def test_every_address_that_the_client_asks_for_is_one_of_the_app():
    routes = json.loads((ROOT / "chalicelib/handlers/routes.json").read_text())
    patterns = [re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route)) + "$") for route in routes]
    asked = set()
    for path in (SRC / "api").glob("*.ts"):
        asked |= set(re.findall(r"[`'](/api/[^`'\s]*)[`']", path.read_text()))
    for address in asked:
        plain = re.sub(r"\$\{[^}]*\}", "x", address).removesuffix("x") if address.endswith("${what}") else address
        plain = re.sub(r"\$\{[^}]*\}", "x", plain)
        assert any(pattern.match(plain) for pattern in patterns), address


def test_deep_links_are_pages_of_the_client_and_the_rest_is_the_servers():
    for path in ("/", "/explore", "/campaigns", "/sign-in", "/settings", "/settings/x"):
        assert edge.behaviour_of(path).origin == edge.WEB, path
        assert not edge.is_missing(path), path
    for path in ("/@anna", "/@anna/116", "/tags/sea", "/campaigns/1", "/places/1", "/about", "/privacy", "/terms"):
        assert edge.behaviour_of(path).is_client, path
    # What the client leaves to the server, and its links lead to as pages.
    kept = re.search(r"\^\\/\((?P<names>[\w|]+)\)\\/", (SRC / "state/place.svelte.ts").read_text())
    assert kept
    for name in kept["names"].split("|"):
        behaviour = edge.behaviour_of(f"/{name}/x")
        assert behaviour.origin != edge.WEB, name
        assert not behaviour.is_client, name
