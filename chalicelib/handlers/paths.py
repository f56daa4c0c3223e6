"""Match the path of a request against the patterns of the route table."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

# Segments that match no parameter: empty, with a malformed escape (RFC 3986, 2.1), or an escaped control character.
UNREADABLE = re.compile(r"//|%(?![2-9A-Fa-f][0-9A-Fa-f])")


class AmbiguousPath(ValueError):
    """A pattern that matches exactly the same paths as another one."""


class _Node:
    """A node in the tree of paths: its children, and the pattern that ends there with its parameters' positions."""

    __slots__ = ("handle", "named", "parameter", "pattern", "places")

    def __init__(self) -> None:
        self.named: dict[str, _Node] = {}
        self.handle: _Node | None = None
        self.parameter: _Node | None = None
        self.pattern = ""
        # Of each parameter its segment, its name, and how many characters stand before it there.
        self.places: tuple[tuple[int, str, int], ...] = ()


class Paths:
    """The patterns of a route table, as a tree of their segments."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Build the tree from patterns in Chalice's syntax, `/a/{id}` and `/@{handle}`. Raises AmbiguousPath."""
        self._root = _Node()
        for pattern in patterns:
            self._add(pattern)

    def find(self, path: str) -> tuple[str, dict[str, str]] | None:
        """Return the pattern that matches a path, and its parameters, or None if there is none.

        The path is percent-encoded, as it was sent; parameters are returned decoded. It is split before it is decoded,
        so that `%2F` is part of a segment. A literal takes precedence over a parameter, and `@{handle}` stands between
        the two; one trailing slash is ignored.
        """
        segments = _segments(path)
        node = None if segments is None else _descend(self._root, segments)
        if node is None or segments is None:
            return None
        return node.pattern, {name: segments[place][skipped:] for place, name, skipped in node.places}

    def _add(self, pattern: str) -> None:
        parts = pattern[1:].split("/") if pattern != "/" else []
        node = self._root
        for part in parts:
            if part.startswith("@{"):
                node.handle = node.handle or _Node()
                node = node.handle
            elif _is_parameter(part):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.named.setdefault(part, _Node())
        if node.pattern:
            raise AmbiguousPath(f"{pattern} fits the same paths as {node.pattern}")
        node.pattern = pattern
        node.places = tuple(
            (place, part.lstrip("@")[1:-1], int(part.startswith("@")))
            for place, part in enumerate(parts)
            if _is_parameter(part.lstrip("@"))
        )


def _is_parameter(part: str) -> bool:
    return part.startswith("{") and part.endswith("}")


def _segments(path: str) -> list[str] | None:
    if not path.startswith("/") or UNREADABLE.search(path):
        return None
    if path == "/":
        return []
    try:
        return [unquote(part, errors="strict") for part in path[1:].removesuffix("/").split("/")]
    except UnicodeDecodeError:
        return None


def _descend(node: _Node, segments: Sequence[str]) -> _Node | None:
    if not segments:
        return node if node.pattern else None
    handle = node.handle if segments[0].startswith("@") else None
    for following in (node.named.get(segments[0]), handle, node.parameter):
        found = following and _descend(following, segments[1:])
        if found:
            return found
    return None
