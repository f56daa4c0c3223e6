"""A name and a password, as a person types them into a page's form."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from chalicelib.schemas.base import Form


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


Text = Annotated[str, BeforeValidator(_text)]


class SignInForm(Form):
    """Who fills a page's form in. What is no text is nothing, and signs nobody in."""

    username: Text = ""
    password: Text = ""
    # The code of a second factor, where the account asks for one.
    otp: Text = ""
