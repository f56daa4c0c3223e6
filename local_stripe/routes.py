"""Describe a route: a method, a path, the declaration of its parameters, and what it does."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from local_stripe.store import Obj

Act = Callable[..., Obj]


@dataclass(frozen=True)
class Route:
    """One operation; the parts of the path in braces are passed on in their order."""

    method: str
    path: str
    shape: str
    act: Act

    def match(self, method: str, path: str) -> list[str] | None:
        """Return the variable parts of a path that this route answers."""
        if method != self.method:
            return None
        found = re.fullmatch(re.sub(r"\{\w+\}", r"([^/]+)", self.path), path)
        return list(found.groups()) if found else None


def get(path: str, shape: str, act: Act) -> Route:
    """Return a route that reads."""
    return Route("GET", path, shape, act)


def post(path: str, shape: str, act: Act) -> Route:
    """Return a route that writes."""
    return Route("POST", path, shape, act)
