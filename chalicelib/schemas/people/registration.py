"""A sign-up in the API's dialect."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from chalicelib.schemas.base import TRUE, Form


def _plain(value: Any) -> Any:
    # What is no text is nothing, so that the answer names the field the way Mastodon does.
    return value if isinstance(value, str | int) else ""


def _accepted(value: Any) -> bool:
    return str(value).lower() in TRUE


Plain = Annotated[str, BeforeValidator(_plain)]


class RegistrationForm(Form):
    """Who wants to come in. The rules about these values are the service's."""

    username: Plain = ""
    email: Plain = ""
    password: Plain = ""
    agreement: Annotated[bool, BeforeValidator(_accepted)] = False
