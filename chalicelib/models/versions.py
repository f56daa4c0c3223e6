"""Write over the version of a row that was read, and over no other."""

from typing import Any

from pynamodb.expressions.condition import Condition


def as_read(stored: Any, read: int) -> Condition:
    """Return the condition that a version is the one that was read; 0 was read where a row has none yet, or is none."""
    condition: Condition = stored == read if read else stored.does_not_exist() | (stored == 0)
    return condition
