"""/api/rossgram/v1/leaving and /oauth/leaving: how a person closes an account, and takes that back."""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.errors import RossgramError, Unprocessable
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, own_session
from chalicelib.models.leaving import Leaving
from chalicelib.schemas.people.leaving import LEAVE, STAY, LeavingForm, render_leaving
from chalicelib.services.leaving import departures, obligations
from chalicelib.services.people import sessions

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/leaving", methods=["GET"])
def get_leaving() -> Response:
    """Tell whether the caller's account leaves, until when that can be taken back, and what is still in the way."""
    account_id = caller_id(bp.current_request, "read:accounts")
    return json_response(render_leaving(Leaving.of(account_id), obligations.left(account_id)))


@bp.route("/api/rossgram/v1/leaving", methods=["POST"], content_types=ANY_FORM)
def leave() -> Response:
    """Close the caller's account at once, and delete it in thirty days; `password` is asked again, and `otp`.

    With `end_subscriptions` tiers are archived and subscriptions to the caller end when what is paid for ends.
    """
    account_id, session_id = own_session(bp.current_request, "write:accounts")
    form = LeavingForm.parse(fields(bp.current_request))
    sessions.prove_own(account_id, form.password, address(bp.current_request), form.otp)
    if form.end_subscriptions:
        departures.end_subscriptions(account_id)
    return json_response(render_leaving(departures.begin(account_id, session_id), []))


@bp.route("/api/rossgram/v1/leaving", methods=["DELETE"])
def stay() -> Response:
    """Take back that the caller's account leaves, within the thirty days."""
    departures.take_back(caller_id(bp.current_request, "write:accounts"))
    return json_response({})


@bp.route("/oauth/leaving", methods=["GET"])
def show_leaving() -> Response:
    """Show the page on which a person closes an account, or takes that back."""
    return browser.page(_form())


@bp.route("/oauth/leaving", methods=["POST"], content_types=ANY_FORM)
def decide_leaving() -> Response:
    """Take a person's decision; the password comes with it, and nobody is signed in by it (CSRF)."""
    from chalicelib.schemas.people import pages

    try:
        form = LeavingForm.parse(fields(bp.current_request))
        account_id = browser.signed_in(bp.current_request)
        if form.act == STAY:
            departures.take_back(account_id)
            return browser.page(pages.draw_message("Welcome back", "Your account is open, as it was."))
        if form.act != LEAVE:
            raise Unprocessable("Say whether you leave or stay.")
        if form.end_subscriptions:
            departures.end_subscriptions(account_id)
        departures.begin(account_id)
    except RossgramError as error:
        return browser.refusal(error, _form(error.message.removeprefix("Validation failed: ")))
    told = "Nobody finds your account any more. In thirty days it is deleted; until then you can take this back here."
    return browser.page(pages.draw_message("Your account is closed", told))


def _form(message: str = "") -> str:
    from chalicelib.schemas.people import pages

    return pages.draw("leaving.html", message=message)
