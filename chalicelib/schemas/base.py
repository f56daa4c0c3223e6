"""What every form shares: how a client's values are read, and how a mistake is said."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from chalicelib.errors import Unprocessable

TRUE = {"1", "true", "on", "t", "yes"}
FALSE = {"0", "false", "off", "f", "no", ""}


class Form(BaseModel):
    """The parameters of one request. Parameters that it does not name are ignored, as Mastodon does."""

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


def _name(place: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in place) or "request"


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
