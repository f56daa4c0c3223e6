"""What Pixelfed's own app reads at its start, in its dialect.

Source: https://github.com/pixelfed/pixelfed, app/Util/Site/Config.php and its controllers of app settings
"""

from typing import TYPE_CHECKING, Any, Literal

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.instance import SOFTWARE_VERSION, render_nodeinfo
from chalicelib.schemas.text import timestamp
from chalicelib.services.instance import Size
from chalicelib.services.people.joining import arrivals

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class TimelineSettings(Form):
    """Which timelines the app shows."""

    show_public: Flag
    show_network: Flag
    hide_likes_shares: Flag


class MediaSettings(Form):
    """How the app shows photos."""

    hide_public_behind_cw: Flag
    always_show_cw: Flag
    show_alt_text: Flag


class AppearanceSettings(Form):
    """How the app looks."""

    links_use_in_app_browser: Flag
    theme: Literal["light", "dark", "system"]


class AppSettings(Form):
    """All settings of the app."""

    timelines: TimelineSettings
    media: MediaSettings
    appearance: AppearanceSettings


class AppSettingsForm(Form):
    """The settings that the app leaves; nothing else is kept."""

    common: AppSettings


def render_app_settings(account: Account, common: dict[str, Any], at: int | None) -> "entities.KeptSettings":
    """Return the settings of the app; without a time, they are its defaults."""
    updated = None if at is None else timestamp(at)
    return {"id": account.id, "username": account.handle, "updated_at": updated, "common": common}


def render_compose_settings(account: Account) -> "entities.ComposeSettings":
    """Return what the app begins a new post with."""
    uploader = _uploader()
    return {
        "default_scope": account.profile.get("default_privacy", "public"),
        "default_license": None,
        "media_descriptions": False,
        "max_caption_length": uploader["max_caption_length"],
        "max_altext_length": uploader["max_altext_length"],
        "allowed_media_types": uploader["mime_types"],
        "max_media_attachments": uploader["album_limit"],
    }


def render_config() -> "entities.PixelfedServer":
    """Return the server as Pixelfed's configuration describes one."""
    uploader = _uploader()
    return {
        "version": SOFTWARE_VERSION,
        "open_registration": arrivals.is_open(),
        "show_legal_notice_link": False,
        "uploader": {**uploader, "media_types": ",".join(uploader["mime_types"])},
        "activitypub": {"enabled": False, "remote_follow": False},
        "site": {
            "name": config.INSTANCE_TITLE,
            "domain": config.DOMAIN,
            "url": config.PUBLIC_URL,
            "description": config.INSTANCE_DESCRIPTION,
        },
        "account": {name: _limits()["account"][name] for name in ("max_bio_length", "max_name_length")},
        "features": {
            **_limits()["features"],
            "timelines": {"local": True, "network": False},
            "stories": True,
            "video": False,
            "import": {"instagram": False, "mastodon": False, "pixelfed": False},
        },
    }


def _limits() -> "entities.PixelfedConfig":
    return render_nodeinfo(Size(0, 0))["metadata"]["config"]


def _uploader() -> "entities.Uploader":
    return _limits()["uploader"]
