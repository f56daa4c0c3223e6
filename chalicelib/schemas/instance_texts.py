"""What an operator says of the server, as the Mastodon API has it.

Source: https://docs.joinmastodon.org/methods/instance/
"""

from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.schemas.instance import LANGUAGES
from chalicelib.schemas.text import html

if TYPE_CHECKING:
    from chalicelib.schemas import entities

NAMES = {"en": "English"}


def render_languages() -> "list[entities.Language]":
    """Return the languages in which the server speaks, with their names."""
    return [{"code": code, "name": NAMES.get(code, code)} for code in LANGUAGES]


def render_description() -> "entities.InstanceText":
    """Return the description of the server as HTML. When it was written is not known."""
    return {"updated_at": None, "content": html(config.INSTANCE_DESCRIPTION)}


def render_no_text() -> "entities.InstanceText":
    """Return a text that was not written."""
    return {"updated_at": None, "content": ""}
