"""Draw the few pages that a person meets on the way from an app and back: plain HTML that needs no script."""

from pathlib import Path
from urllib.parse import urlencode

from chalicelib import config
from chalicelib.schemas import layout
from chalicelib.services.people.authorizations import Ask
from chalicelib.services.people.registration import Problems

HEADERS = layout.headers()
WHOLE = {
    "read": "see everything that you see: your profile, photos, home timeline and notifications",
    "write": "post, change and delete in your name, and change your profile",
    "follow": "follow, mute and block accounts in your name",
    "push": "send notifications to this device",
    "profile": "see your name and picture",
    "admin:read": "see everything that a moderator sees",
    "admin:write": "do everything that a moderator does",
}
VERBS = {"read": "see your", "write": "change your", "admin:read": "see, as a moderator,", "admin:write": "act on"}

_environment = layout.environment(Path(__file__).parent)


def _draw(template: str, **values: object) -> str:
    return _environment.get_template(template).render(instance=config.INSTANCE_TITLE, **values)


def in_words(scope: str) -> str:
    """Return what a scope means, as the end of the sentence "It may …"."""
    parent, _, noun = scope.rpartition(":")
    return WHOLE.get(scope) or f"{VERBS[parent]} {noun.replace('_', ' ')}"


def draw_authorize(ask: Ask, fields: dict[str, str], username: str = "", message: str = "") -> str:
    """Draw the page on which a person signs in and authorizes an app, or refuses to."""
    return _draw(
        "authorize.html",
        app_name=ask.app.name,
        website=ask.app.website,
        destination=ask.destination,
        sentences=[in_words(scope) for scope in ask.scopes],
        fields=fields,
        query=urlencode(fields),
        username=username,
        message=message,
        is_open=config.ALLOW_SIGN_UP,
    )


def draw_code(app_name: str, code: str) -> str:
    """Draw the page from which a person carries the code to the app."""
    return _draw("code.html", app_name=app_name, code=code)


def draw_message(title: str, text: str) -> str:
    """Draw a page that says one thing."""
    return _draw("message.html", title=title, text=text)


def draw_sign_up(
    fields: dict[str, str], username: str = "", email: str = "", message: str = "", problems: Problems | None = None
) -> str:
    """Draw the page on which a person creates an account; `fields` is the app's ask, to return to."""
    told = {field: " and ".join(text for _, text in found) for field, found in (problems or {}).items()}
    return _draw(
        "sign_up.html",
        fields=fields,
        query=urlencode(fields),
        username=username,
        email=email,
        message=message,
        problems=told,
    )
