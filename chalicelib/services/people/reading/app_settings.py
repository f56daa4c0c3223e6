"""Keep what Pixelfed's own app leaves with the server, so that it is there on another phone."""

from typing import Any

from chalicelib.models.base import now
from chalicelib.models.people.reading.readings import Reading

# The app's own defaults, which it expects of a server that nothing was left with.
DEFAULTS: dict[str, dict[str, object]] = {
    "timelines": {"show_public": False, "show_network": False, "hide_likes_shares": False},
    "media": {"hide_public_behind_cw": True, "always_show_cw": False, "show_alt_text": False},
    "appearance": {"links_use_in_app_browser": True, "theme": "system"},
}


def kept(account_id: str) -> tuple[dict[str, dict[str, Any]], int | None]:
    """Return the settings that an account left, and when; the defaults where it left none."""
    row = Reading.of(account_id)
    if row.app_settings is None:
        return DEFAULTS, None
    return row.app_settings, int(row.app_settings_at)


def keep(account_id: str, settings: dict[str, dict[str, object]]) -> int:
    """Keep the settings of an account, and return when."""
    at = now()
    Reading.keep_app_settings(account_id, settings, at)
    return at
