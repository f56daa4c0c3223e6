"""Respond to browsers with pages: shared by the handlers that show pages, in addition to door.py.

What signs in, a password or a passkey's answer to a challenge of this browser, comes with each form, and the cookie of
our web client opens none of them: another site has no session to abuse (CSRF), so the forms need no token of their own.
jinja2 is loaded when the first page is rendered.
"""

# ruff: noqa: PLC0415
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING

from chalice.app import Request, Response

from chalicelib import config
from chalicelib.errors import NotFound, RossgramError
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import fields
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.door.passkeys import CHALLENGE_SECONDS
from chalicelib.schemas.people.door import cookies
from chalicelib.schemas.people.door.cookies import DEVICE, IS_SECURE
from chalicelib.schemas.people.door.forms import EnterForm
from chalicelib.schemas.people.sign_in import SignInForm
from chalicelib.services.people import sessions

if TYPE_CHECKING:
    from chalicelib.schemas.links.heads import Head

View = Callable[..., Response]
DEVICE_SECONDS = 400 * 86400
# Which challenge a browser was given for a passkey.
ASKING = cookies.name_of("passkey", is_secure=IS_SECURE)
LONGEST_SECRET = 100


def page(html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a page, rendered from its template."""
    from chalicelib.schemas.money import pages

    return Response(html, {**pages.HEADERS, **(headers or {})}, status)


def refusal(error: RossgramError, html: str) -> Response:
    """Return a page that explains an error, with the error's own status."""
    return page(html, error.status, error.headers)


def see_other(location: str) -> Response:
    """Redirect a browser after a form with a 303, so that it does not send the password along (RFC 9700, 4.12)."""
    return Response("", {"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}, 303)


def led(back: str, came: str) -> Response:
    """Redirect a browser to the page of our web client from which its buyer set out, once; `came` proves nothing."""
    response = see_other(f"{config.PUBLIC_URL}{back}?checkout={came}")
    response.headers["Set-Cookie"] = f"{cookies.BACK}=; Path=/checkout; Max-Age=0"
    return response


def signed_in(request: Request) -> str:
    """Return the id of the account with the name and password in a form, and the code where it asks for one.

    Raises WrongPassword or TooManyRequests, whose messages can be shown on the page.
    """
    return proven(request).account_id


def proven(request: Request) -> Credential:
    """Return the credential with the name and password in a form, as signed_in does."""
    form = SignInForm.parse(fields(request))
    return sessions.prove(form.username, form.password, address(request), device(request), form.otp)


def shown(request: Request, device_secret: str, form: EnterForm) -> Credential:
    """Return the credential of whoever signs in: by a passkey, where the form has one, or as proven does.

    The device is known to the account from now on.
    """
    if not form.credential:
        return sessions.prove(form.username, form.password, address(request), device_secret, form.otp)
    from chalicelib.schemas.people.door.passkeys import read_answer
    from chalicelib.services.people.door import passkeys

    asker = passkeys.in_browser(asking(request))
    return passkeys.sign_in(read_answer(form.credential), asker, device_secret, address(request))


def device(request: Request) -> str:
    """Return the secret that this browser got when somebody signed in with it, and nothing where nobody has."""
    return cookies.read(request, DEVICE)[:LONGEST_SECRET]


def asking(request: Request) -> str:
    """Return the secret that this browser got with the challenge for a passkey, and nothing where it got none."""
    return cookies.read(request, ASKING)[:LONGEST_SECRET]


def device_cookie(secret: str) -> str:
    """Return the cookie by which a browser is known again: it opens nothing, and is sent to nobody but us."""
    return cookies.write(DEVICE, secret, DEVICE_SECONDS)


def asking_cookie(secret: str) -> str:
    """Return the cookie that goes with a challenge: what another browser or site had signed is worth nothing here."""
    return cookies.write(ASKING, secret, CHALLENGE_SECONDS, "Strict")


def shows_failures(view: View) -> View:
    """Show the errors that a view does not handle itself as error pages."""

    @wraps(view)
    def shown(**parts: str) -> Response:
        from chalicelib.schemas.money import pages

        try:
            return view(**parts)
        except RossgramError as error:
            title = "Nothing is here" if error.status == 404 else "This did not work"
            return refusal(error, pages.draw_message(title, error.message.removeprefix("Validation failed: ")))

    return shown


def shows_client(view: "Callable[..., Head]") -> View:
    """Show the web client's page with the head that a view returns; what is hidden looks as what never was.

    Who asks makes no difference: neither a token nor a cookie is looked at.
    """

    @wraps(view)
    def shown(**parts: str) -> Response:
        from chalicelib.gateways import web
        from chalicelib.schemas.links import heads

        status = 200
        try:
            head = view(**parts)
        except RossgramError as error:
            head, status = (heads.MISSING if isinstance(error, NotFound) else heads.FAILED), error.status
        html = heads.draw_page(head, web.kept.page())
        return Response(html, {"Content-Type": "text/html; charset=utf-8"}, status)

    return shown
