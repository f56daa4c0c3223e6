"""Whoever leads to a page at Stripe counts it (selling/pages/visits.py): no route opens one that nobody limits."""

import ast
from collections.abc import Iterator
from pathlib import Path

FLOORS = Path(__file__).parent.parent / "chalicelib"
OPENERS = {"open_checkout", "open_setup", "open_subscription", "portal", "account_link", "login_link"}
# A function by its floor, the name of its module, and its own.
Place = tuple[str, str, str]


def _functions() -> Iterator[tuple[Place, ast.AST, dict[str, str]]]:
    for floor in ("services", "handlers"):
        for path in (FLOORS / floor / "money").rglob("*.py"):
            tree = ast.parse(path.read_text())
            froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
            imported = {name.name: str(node.module).rpartition(".")[2] for node in froms for name in node.names}
            for node in tree.body:
                if isinstance(node, ast.FunctionDef):
                    yield (floor, path.stem, node.name), node, imported


def _named(place: Place, body: ast.AST, imported: dict[str, str]) -> set[Place]:
    """Return what a function mentions: `module.name`, a name of its own module, or what it imports by name."""
    found: set[Place] = set()
    for node in ast.walk(body):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(("services", node.value.id, node.attr))
        elif isinstance(node, ast.Name):
            found.add(("services", imported[node.id], node.id) if node.id in imported else (*place[:2], node.id))
    return found - {place}


def _uncounted(named: dict[Place, set[Place]]) -> set[Place]:
    """Return the functions that lead to a page at Stripe, and neither count that nor call one that does."""
    leading = {("services", "payments", opener) for opener in OPENERS}
    counting = {place for place, names in named.items() if ("services", "visits", "count") in names}
    while True:
        found = {place for place, names in named.items() if names & leading} - counting - leading
        if not found:
            return leading
        leading |= found


def test_every_way_to_a_page_at_stripe_is_counted():
    named = {place: _named(place, body, imported) for place, body, imported in _functions()}
    known = {opener for names in named.values() for floor, module, opener in names if module == "payments"}
    assert known >= OPENERS, "an opener has another name"
    uncounted = _uncounted(named)
    mentioned = set().union(*named.values())
    tops = {place for place in uncounted if place in named and (place[0] == "handlers" or place not in mentioned)}
    assert tops == set()
