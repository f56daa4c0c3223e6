"""/oauth/sessions and /api/rossgram/v1/sessions: see what is signed in to an account, and sign it out."""

# ruff: noqa: PLC0415
from chalice import Blueprint
from chalice.app import Response

from chalicelib.errors import RossgramError
from chalicelib.handlers import browser
from chalicelib.handlers.door import ANY_FORM, fields, json_response, own_session
from chalicelib.schemas.people.door.forms import EverywhereForm, SessionForm
from chalicelib.schemas.people.door.sessions import in_words, render_session
from chalicelib.services.people.door import endings

bp = Blueprint(__name__)
EVERYTHING = "*"


@bp.route("/api/rossgram/v1/sessions", methods=["GET"])
def list_sessions() -> Response:
    """Return what is signed in to the caller's account, the newest first; of very many 200."""
    account_id, session_id = own_session(bp.current_request, "read:accounts")
    return json_response([render_session(one, session_id) for one in endings.listed(account_id)])


@bp.route("/api/rossgram/v1/sessions", methods=["DELETE"], content_types=ANY_FORM)
def end_sessions() -> Response:
    """Sign out everything but the session that asks; with `everywhere`, that one too."""
    account_id, session_id = own_session(bp.current_request, "write:accounts")
    is_everywhere = EverywhereForm.parse(fields(bp.current_request)).everywhere
    endings.sign_out_everywhere(account_id, "" if is_everywhere else session_id)
    return json_response({})


@bp.route("/api/rossgram/v1/sessions/{session_id}", methods=["DELETE"], content_types=ANY_FORM)
def end_session(session_id: str) -> Response:
    """Sign out one session of the caller's account."""
    endings.end(own_session(bp.current_request, "write:accounts")[0], session_id)
    return json_response({})


@bp.route("/oauth/sessions", methods=["GET"])
def show_sessions() -> Response:
    """Show the page on which a person signs in to see what else is."""
    from chalicelib.schemas.people.door import pages

    return browser.page(pages.SIGNED_IN.draw())


@bp.route("/oauth/sessions", methods=["POST"], content_types=ANY_FORM)
def end_shown_session() -> Response:
    """Show what is signed in to an account, and sign out what was chosen."""
    from chalicelib.schemas.people.door import pages

    form = SessionForm.parse(fields(bp.current_request))
    try:
        account_id = browser.signed_in(bp.current_request)
        if form.session == EVERYTHING:
            endings.sign_out_everywhere(account_id)
        elif form.session:
            endings.end(account_id, form.session)
    except RossgramError as error:
        return browser.refusal(error, pages.SIGNED_IN.draw(error.message, username=form.username))
    found = {one.session.id: in_words(one) for one in endings.listed(account_id)}
    if not found:
        return browser.page(pages.draw_nothing())
    return browser.page(pages.ENDED.draw(choices={**found, EVERYTHING: "Everything"}, username=form.username))
