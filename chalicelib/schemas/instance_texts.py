"""What an operator says of the server, as the Mastodon API has it.

Source: https://docs.joinmastodon.org/methods/instance/
"""

from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.locales import ENGLISH, LOCALES, RUSSIAN
from chalicelib.schemas.text import html
from chalicelib.services.people.reading.server_texts import Versions

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# Clients parse it, and poll where nothing answers: streaming is not served.
STREAMING = f"wss://{config.DOMAIN}"
# As Mastodon names them (https://github.com/mastodon/mastodon/blob/main/app/helpers/languages_helper.rb).
NAMES = {ENGLISH: "English", RUSSIAN: "Russian"}


def render_languages() -> "list[entities.Language]":
    """Return the languages in which the server speaks, with their English names."""
    return [{"code": code, "name": NAMES[code]} for code in LOCALES]


def render_description() -> "entities.InstanceText":
    """Return the description of the server as HTML. When it was written is not known."""
    return {"updated_at": None, "content": html(config.INSTANCE_DESCRIPTION)}


def render_urls(terms: Versions) -> "entities.InstanceUrls":
    """Return where the server says what it is."""
    return {
        "streaming": STREAMING,
        "about": f"{config.PUBLIC_URL}/about",
        "privacy_policy": f"{config.PUBLIC_URL}/privacy",
        "terms_of_service": f"{config.PUBLIC_URL}/terms" if any(terms.days) else None,
    }
