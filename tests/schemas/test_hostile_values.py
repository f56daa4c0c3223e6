"""No value of any field of any form does more than be refused."""

import importlib
import pkgutil
from contextlib import suppress
from typing import Any

import pytest

from chalicelib import schemas
from chalicelib.errors import RossgramError
from chalicelib.schemas.base import Form
from tests.kit.hostility import VALUES

for _module in pkgutil.walk_packages(schemas.__path__, "chalicelib.schemas."):
    importlib.import_module(_module.name)

MORE: tuple[Any, ...] = (
    *("   ", "-1", "1e999", "NaN", "0x10", "²", "٣", "x" * 70_000, "2026-13-45T99:99:99Z", "0001-01-01", "9999-12-31"),
    *(float("inf"), float("nan"), -(10**30), 2**63, False),
    *(
        [None],
        [{}],
        [[1]],
        [{"id": None, "quantity": None}],
        [{"amount": None}],
        {"0": None},
        {"0": {"0": {}}},
        ["x"] * 500,
    ),
)


def forms(base: type[Form] = Form) -> list[type[Form]]:
    """Return every form there is."""
    return [found for one in base.__subclasses__() for found in (one, *forms(one))]


def fields() -> list[tuple[type[Form], str]]:
    """Return every field of every form, by the name that a client uses."""
    return [(form, field.alias or name) for form in forms() for name, field in form.model_fields.items()]


@pytest.mark.parametrize(("form", "name"), fields(), ids=lambda part: getattr(part, "__name__", part))
def test_a_value_is_taken_or_refused(form: type[Form], name: str):
    for value in (*VALUES, *MORE):
        for others in ({}, dict.fromkeys(form.model_fields, "1")):
            with suppress(RossgramError):  # Anything else would be a 500.
                form.parse({**others, name: value})
