"""How large the matrix is at the least, without walking it: its scenes, everybody, and every route that reads."""

from collections.abc import Callable
from math import prod

from tests.kit.walk import VIEWERS
from tests.matrix.addresses import reading

# So many cells the whole has at the least, with those of stories and messages.
LEAST = 12_000


def least_in_a_scene() -> int:
    """Return how many cells a scene has at the least: each viewer asks for each path once."""
    return len(VIEWERS) * len(reading())


def scenes_of(test: Callable[..., object]) -> int:
    """Return how many scenes a test of the matrix has: as many as its parameters together."""
    marks = getattr(test, "pytestmark", ())
    return prod(len(mark.args[1]) for mark in marks if mark.name == "parametrize") if _is_walked(test) else 0


def _is_walked(test: Callable[..., object]) -> bool:
    return any(mark.name == "matrix" for mark in getattr(test, "pytestmark", ()))
