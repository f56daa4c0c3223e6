"""Parse and check form-encoded parameters by the declarations in the `stripe` package.

The package declares the parameters of its pinned API version, so a parameter that this version does not have is
refused here as it is by Stripe.
"""

import re
import sys
import types
import typing
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import stripe.params
from stripe._request_options import RequestOptions

from local_stripe.errors import BadRequest
from local_stripe.store import Obj

MOST_METADATA, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def read(raw: str, shape: str | type) -> Obj:
    """Return the parameters in a query or a body; `shape` is a declaration, or its name in the stripe package."""
    tree: Obj = {}
    for key, value in parse_qsl(raw, keep_blank_values=True):
        _plant(tree, re.findall(r"[^\[\]]+", key) + ([""] if key.endswith("[]") else []), value)
    return dict(_convert(tree, declared(shape), ""))


def declared(shape: str | type) -> Any:
    """Return a declaration by its name below `stripe.params`."""
    if isinstance(shape, type):
        return shape
    found: Any = stripe.params
    for part in shape.split("."):
        found = getattr(found, part)
    return found


@cache
def fields_of(shape: Any) -> dict[str, Any]:
    """Return the fields of a declaration with their types, without the package's own options."""
    own = {name: kind for name, kind in shape.__annotations__.items() if name not in RequestOptions.__annotations__}
    scope = vars(sys.modules[shape.__module__])
    return typing.get_type_hints(types.SimpleNamespace(__annotations__=own), scope)


def _plant(tree: Obj, path: list[str], value: str) -> None:
    """Set a value at its bracketed path."""
    for number, part in enumerate(path[:-1]):
        tree = tree.setdefault(part or str(number), {})
        if not isinstance(tree, dict):
            raise BadRequest(f"Invalid object: {part}", "parameter_invalid", part)
    tree[path[-1] or str(len(tree))] = value


def _convert(value: Any, kind: Any, name: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return _convert_choice(value, typing.get_args(kind), name)
    if origin is typing.Literal:
        return _one_of(value, typing.get_args(kind), name)
    if origin is list:
        return _convert_list(value, typing.get_args(kind)[0], name)
    if origin is dict:
        return _metadata(value, name)
    if hasattr(kind, "__annotations__") and hasattr(kind, "__required_keys__"):
        return _convert_fields(value, kind, name)
    return _convert_plain(value, kind, name)


def _convert_choice(value: Any, choices: tuple[Any, ...], name: str) -> Any:
    """Convert to the first choice that fits; an enumeration in a union with `str` stays closed, as at Stripe."""
    literals = [
        one for choice in choices if typing.get_origin(choice) is typing.Literal for one in typing.get_args(choice)
    ]
    if value == "" and "" in literals:
        return ""
    others = [choice for choice in choices if typing.get_origin(choice) is not typing.Literal]
    if isinstance(value, dict):
        fitting = [choice for choice in others if choice not in {int, str, bool, float}]
        return _convert(value, fitting[0] if fitting else str, name)
    if value in literals:
        return value
    plain = [
        choice for choice in others if choice in {int, bool, float} or (choice is str and not set(literals) - {""})
    ]
    if not plain:
        return _one_of(value, tuple(literals), name)
    return _convert_plain(value, plain[0], name)


def _one_of(value: Any, allowed: tuple[Any, ...], name: str) -> Any:
    if value not in allowed:
        named = ", ".join(str(one) for one in allowed if one)
        raise BadRequest(f"Invalid {name}: must be one of {named}", "", name)
    return value


def _convert_list(value: Any, kind: Any, name: str) -> list[Any]:
    if value == "":
        return []
    if not isinstance(value, dict) or not all(key.isdigit() for key in value):
        raise BadRequest("Invalid array", "parameter_invalid", name)
    return [_convert(value[key], kind, f"{name}[{key}]") for key in sorted(value, key=int)]


def _metadata(value: Any, name: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise BadRequest(f"Invalid {name}: must be a hash of strings", "parameter_invalid", name)
    if len(value) > MOST_METADATA:
        raise BadRequest(f"Metadata can have up to {MOST_METADATA} keys", "", name)
    for key, text in value.items():
        if len(key) > LONGEST_KEY or len(text) > LONGEST_VALUE:
            raise BadRequest("Metadata keys have up to 40 characters and values up to 500", "", f"{name}[{key}]")
    return dict(value)


def _convert_fields(value: Any, kind: Any, name: str) -> Obj:
    if not isinstance(value, dict):
        raise BadRequest(f"Invalid object: {name}", "parameter_invalid", name)
    known = fields_of(kind)
    inside = f"{name}[{{}}]" if name else "{}"
    for key in value:
        if key not in known:
            full = inside.format(key)
            raise BadRequest(f"Received unknown parameter: {full}", "parameter_unknown", full)
    for key in sorted(set(kind.__required_keys__) & set(known)):
        if key not in value:
            full = inside.format(key)
            raise BadRequest(f"Missing required param: {full}.", "parameter_missing", full)
    return {key: _convert(one, known[key], inside.format(key)) for key, one in value.items()}


def _convert_plain(value: Any, kind: Any, name: str) -> Any:
    if isinstance(value, dict):
        raise BadRequest(f"Invalid string: {name}", "parameter_invalid", name)
    if kind is int:
        if not re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
            raise BadRequest(f"Invalid integer: {value}", "parameter_invalid_integer", name)
        return int(value)
    if kind is bool:
        if value not in {"true", "false"}:
            raise BadRequest(f"Invalid boolean: {value}", "", name)
        return value == "true"
    return _decimal(value, name) if kind is float else value


def _decimal(value: str, name: str) -> float:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", value, re.ASCII):
        raise BadRequest(f"Invalid decimal: {value}", "parameter_invalid_decimal", name)
    return float(value)
