"""Answer a person in a browser: what the handlers that show pages share, beside the door.

The password comes with each form and nobody is signed in between two: there is no ambient session that another site
could use (CSRF), so the forms need no token of their own. The first page that is drawn loads jinja2.
"""

# ruff: noqa: PLC0415
from collections.abc import Callable, Mapping
from functools import wraps

from chalice.app import Request, Response

from chalicelib.errors import RossgramError
from chalicelib.handlers.door import address, fields
from chalicelib.schemas.people.sign_in import SignInForm
from chalicelib.services.people import sessions

View = Callable[..., Response]


def page(html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a page."""
    from chalicelib.schemas.money import pages

    return Response(html, {**pages.HEADERS, **(headers or {})}, status)


def refusal(error: RossgramError, html: str) -> Response:
    """Return a page that says what went wrong, with the failure's own status."""
    return page(html, error.status, error.headers)


def see_other(location: str) -> Response:
    """Send a browser on after a form: it must not send the password along (RFC 9700, 4.12)."""
    return Response("", {"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}, 303)


def signed_in(request: Request) -> str:
    """Return the id of the account whose name and password a form has.

    Raises WrongPassword or TooManyRequests, whose messages are written for the page.
    """
    form = SignInForm.parse(fields(request))
    return sessions.prove(form.username, form.password, address(request))


def shows_failures(view: View) -> View:
    """Make a view's failures pages of their own, where the view does not show them itself."""

    @wraps(view)
    def shown(**parts: str) -> Response:
        from chalicelib.schemas.money import pages

        try:
            return view(**parts)
        except RossgramError as error:
            title = "Nothing is here" if error.status == 404 else "This did not work"
            return refusal(error, pages.draw_message(title, error.message.removeprefix("Validation failed: ")))

    return shown
