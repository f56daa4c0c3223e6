"""The kinds of values that entities are made of: how they look in JSON is said here and nowhere else."""

from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict


def one_of(*words: str) -> Any:
    """Return what says that a text is one of these words."""
    return Field(json_schema_extra={"enum": list(words)})


def written(pattern: str, format_name: str) -> Any:
    """Return what says how a text is written, with the name that JSON Schema has for it."""
    return Field(pattern=pattern, json_schema_extra={"format": format_name})


# Digits by name: \d of a schema is those of every script there is.
TWO = "[0-9]{2}"
DAY = f"^[0-9]{{4,5}}-{TWO}-{TWO}"
Id = Annotated[str, Field(pattern="^[0-9]{1,20}$", description="Sorts by age where ids have the same length.")]
Time = Annotated[str, written(f"{DAY}T{TWO}:{TWO}:{TWO}[.][0-9]{{3}}Z$", "date-time")]
Date = Annotated[str, written(f"{DAY}$", "date")]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Html = Annotated[str, Field(description="HTML that the server wrote: whatever was typed is escaped.")]
Count = Annotated[int, Field(ge=0)]
Currency = Annotated[str, Field(pattern="^[a-z]{3}$", description="By ISO 4217, in small letters.")]
Amount = Annotated[int, Field(description="In the minor unit of its currency.")]


class Empty(TypedDict):
    """Nothing: what was asked for is done."""


class Error(TypedDict):
    """Why a request was refused: a sentence, and the name of its kind; `msg` and `code` are for Pixelfed's app."""

    error: str
    error_description: NotRequired[str]
    details: NotRequired[dict[str, Any]]
    msg: NotRequired[str]
    code: NotRequired[int]
    error_code: NotRequired[str]
    code_needed: NotRequired[bool]
