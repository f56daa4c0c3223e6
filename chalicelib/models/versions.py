"""Write over what was read of a row, by its version or the value itself, and over nothing else."""

from typing import Any

from pynamodb.expressions.condition import Condition


def as_read(stored: Any, read: int) -> Condition:
    """Return the condition that a version is the one that was read; 0 was read where a row has none yet, or is none."""
    condition: Condition = stored == read if read else stored.does_not_exist() | (stored == 0)
    return condition


def value_as_read(stored: Any, read: Any) -> Condition:
    """Return the condition that a value is the one that was read; a row that has none was read as None, or empty."""
    if read:
        held: Condition = stored == read
        return held
    missing: Condition = stored.does_not_exist()
    return missing if read is None else missing | (stored == read)
