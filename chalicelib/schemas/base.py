"""What every form shares: how a client's values are read, and how a mistake is said."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    field_validator,
    model_validator,
)

from chalicelib.errors import Unprocessable
from chalicelib.services import lengths

TRUE = {"1", "true", "on", "t", "yes"}
FALSE = {"0", "false", "off", "f", "no", ""}
# What no text has but by accident or with intent: XML, terminals and logs choke on it. Tabs and line breaks are text.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# What turns the direction of all that follows in a line: embeddings, overrides, isolates.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

NUMBERS = (int, int | None)


class Form(BaseModel):
    """The parameters of one request. Parameters that it does not name are ignored, as Mastodon does.

    No text of any form has a control character, once the field's own type has read it.
    """

    model_config = ConfigDict(
        extra="ignore", arbitrary_types_allowed=True, coerce_numbers_to_str=True, defer_build=True
    )

    @classmethod
    def parse(cls, fields: dict[str, Any]) -> Self:
        """Return the form, or raise Unprocessable with a sentence for each field that is wrong."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            sentences = [f"{_name(item['loc'])}: {item['msg']}" for item in error.errors(include_url=False)[:5]]
            raise Unprocessable("Validation failed: " + ", ".join(sentences)) from error

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, sent: Any) -> Any:
        """Leave out what says nothing, as Rails reads it: null where that is no value, an empty number or choice.

        Fields that may be null keep it: it takes something away. Numbers that money needs have a type of their own,
        which refuses an empty one; so does every field that must be sent.
        """
        if not isinstance(sent, dict):
            return sent
        return {name: value for name, value in sent.items() if not cls._is_nothing(name, value)}

    @classmethod
    def _is_nothing(cls, name: str, value: Any) -> bool:
        field = cls.model_fields.get(name)
        if field is None or field.is_required():
            return False
        if value is None:
            return field.default is not None
        is_plain = not any(isinstance(one, BeforeValidator) for one in field.metadata)
        return value == "" and is_plain and (field.annotation in NUMBERS or _is_choice(field.annotation))

    @field_validator("*", mode="after")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        # The texts within another form have passed its own check.
        if any(CONTROL.search(one) for one in _texts(value)):
            raise ValueError("must be text without control characters")
        return value


def _is_choice(annotation: Any) -> bool:
    """Tell whether a field takes one of some words, of which the empty one is none."""
    found = next((one for one in (annotation, *get_args(annotation)) if get_origin(one) is Literal), None)
    return found is not None and "" not in get_args(found)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value, however deep they lie."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _name(place: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in place) or "request"


def _line(value: str) -> str:
    # A line break at its end begins another one.
    if len(f"{value}.".splitlines()) > 1 or "\t" in value:
        raise ValueError("must be one line of text")
    return value


def _still(value: str) -> str:
    return value.translate(TURNING)


def at_most(characters: int, size: int = 0) -> AfterValidator:
    """Return the check that a text has at most so many characters, as people see them, and takes so many bytes."""

    def check(value: str | None) -> str | None:
        if value and lengths.is_longer(value, characters, size):
            raise ValueError(f"should have at most {characters} characters")
        return value

    return AfterValidator(check)


def _flag(value: Any) -> Any:
    text = str(value).lower()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    return value


def _many(value: Any) -> Any:
    if isinstance(value, dict) and all(str(name).isdigit() for name in value):
        return [value[name] for name in sorted(value, key=int)]
    return value if value is None or isinstance(value, list) else [value]


# Booleans arrive as 0, 1, "true" or "on"; a list as itself, one value, or an object numbered from 0.
Flag = Annotated[bool, BeforeValidator(_flag)]
Many = BeforeValidator(_many)
# A text that is shown within a line.
Line = Annotated[str, AfterValidator(_line), AfterValidator(_still)]
# What somebody or something is called: others' words stand beside it, which it does not turn.
Name = Annotated[str, AfterValidator(_still)]
