"""Describe routes: method, path, parameter declaration, operation."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from local_stripe.store import Obj

Operation = Callable[..., Obj]


@dataclass(frozen=True)
class Route:
    """One route; the parts of the path in braces become arguments of the operation, in order."""

    method: str
    path: str
    shape: str | type
    operation: Operation

    def match(self, method: str, path: str) -> list[str] | None:
        """Return the variable parts of a path that this route answers."""
        if method != self.method:
            return None
        found = re.fullmatch(re.sub(r"\{\w+\}", r"([^/]+)", self.path), path)
        return list(found.groups()) if found else None


def get(path: str, shape: str | type, operation: Operation) -> Route:
    """Return a GET route."""
    return Route("GET", path, shape, operation)


def post(path: str, shape: str | type, operation: Operation) -> Route:
    """Return a POST route."""
    return Route("POST", path, shape, operation)
