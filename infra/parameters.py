"""The secrets of a stage in SSM's Parameter Store: SecureStrings under its path. `store` is SSM's client."""

from datetime import datetime
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """A secret as it is stored, and when it was."""

    value: str
    changed_at: datetime


def read(store: Any, path: str, *names: str) -> dict[str, Parameter]:
    """Return those of the secrets that the stage has, by name; ten at most, which SSM reads at once."""
    asked = store.get_parameters(Names=[f"{path}{name}" for name in names], WithDecryption=True)["Parameters"]
    return {one["Name"].removeprefix(path): Parameter(str(one["Value"]), one["LastModifiedDate"]) for one in asked}


def write(store: Any, path: str, name: str, value: str, *, replaces: bool = True) -> None:
    """Store a secret; SSM refuses one that is there, where it does not replace."""
    store.put_parameter(Name=f"{path}{name}", Value=value, Type="SecureString", Overwrite=replaces)


def known(store: Any, path: str) -> list[str]:
    """Return the names of the secrets that a stage has; none of them is read."""
    pages = store.get_paginator("describe_parameters").paginate(
        ParameterFilters=[{"Key": "Path", "Values": [path.rstrip("/")]}]
    )
    return [one["Name"].removeprefix(path) for page in pages for one in page["Parameters"]]
