"""Draw the few pages that a person meets on the way from an app and back: plain HTML, whole without a script."""

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlencode

from chalicelib import config
from chalicelib.schemas import layout
from chalicelib.schemas.people.door import pages as door
from chalicelib.schemas.people.registration import RegistrationForm
from chalicelib.schemas.people.scopes import in_words
from chalicelib.services.people.authorizations import Ask
from chalicelib.services.people.joining import arrivals
from chalicelib.services.people.registration import Problems

HEADERS = layout.headers()
WITH_PASSKEYS = door.PASSKEY_HEADERS
_environment = layout.environment(Path(__file__).parent)


def draw(template: str, **values: object) -> str:
    """Draw a template of this folder."""
    return _environment.get_template(template).render(instance=config.INSTANCE_TITLE, **values)


def draw_authorize(
    ask: Ask, fields: dict[str, str], served: Collection[str], username: str = "", message: str = ""
) -> str:
    """Draw the page on which a person signs in and authorizes an app, or refuses to; `served` are this server's paths.

    A scope that opens nothing here is passed over: the app gets it, and can do no more with it.
    """
    return draw(
        "authorize.html",
        app_name=ask.app.name,
        website=ask.app.website,
        destination=ask.destination,
        sentences=list(filter(None, (in_words(scope, served) for scope in ask.scopes))),
        fields=fields,
        query=urlencode(fields),
        username=username,
        message=message,
        is_open=arrivals.is_open(),
    )


def draw_code(app_name: str, code: str) -> str:
    """Draw the page from which a person carries the code to the app."""
    return draw("code.html", app_name=app_name, code=code)


def draw_message(title: str, text: str) -> str:
    """Draw a page that says one thing."""
    return draw("message.html", title=title, text=text)


def draw_sign_up(
    fields: dict[str, str],
    form: RegistrationForm | None = None,
    message: str = "",
    problems: Problems | None = None,
    *,
    terms_day: str | None = None,
) -> str:
    """Draw the page on which a person creates an account; `fields` is the app's ask, to return to.

    `terms_day` is of the terms that it names.
    """
    told = {field: " and ".join(text for _, text in found) for field, found in (problems or {}).items()}
    return draw(
        "sign_up.html",
        fields=fields,
        query=urlencode(fields),
        username=form.username if form else "",
        email=form.email if form else "",
        reason=form.reason if form else "",
        needs_reason=arrivals.needs_reason(),
        terms_day=terms_day,
        note=config.REGISTRATIONS_MESSAGE,
        message=message,
        problems=told,
    )
