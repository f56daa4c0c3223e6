"""The operator's terms of service and privacy policy, and whoever accepts terms."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.models.people.reading.server_texts import PRIVACY, TERMS
from chalicelib.schemas import languages
from chalicelib.schemas.people.reading.server_texts import (
    AcceptForm,
    render_accepted,
    render_policy,
    render_terms,
    render_version,
)
from chalicelib.services.people.reading import server_texts

bp = Blueprint(__name__)


@bp.route("/api/v1/instance/terms_of_service", methods=["GET"])
def get_terms() -> Response:
    """Return the terms that count, or where none do yet the next, in the language of the request."""
    return json_response(render_terms(server_texts.read(TERMS, languages.spoken(), or_next=True)))


@bp.route("/api/v1/instance/terms_of_service/{effective_date}", methods=["GET"])
def get_terms_of_day(effective_date: str) -> Response:
    """Return the terms that begin or began on a day."""
    return json_response(render_terms(server_texts.read_of_day(TERMS, effective_date, languages.spoken())))


@bp.route("/api/v1/instance/privacy_policy", methods=["GET"])
def get_privacy_policy() -> Response:
    """Return the operator's privacy policy in the language of the request; it is empty where they wrote none."""
    try:
        return json_response(render_policy(server_texts.read(PRIVACY, languages.spoken())))
    except NotFound:
        return json_response(render_policy(None))


@bp.route("/api/rossgram/v1/privacy/{effective_date}", methods=["GET"])
def get_policy_of_day(effective_date: str) -> Response:
    """Return the privacy policy that begins or began on a day, in the shape of the terms."""
    return json_response(render_terms(server_texts.read_of_day(PRIVACY, effective_date, languages.spoken())))


@bp.route("/api/rossgram/v1/terms/versions", methods=["GET"])
def list_terms() -> Response:
    """Return the days of all versions of the terms, the latest first."""
    return json_response([render_version(*one) for one in server_texts.listed(TERMS)])


@bp.route("/api/rossgram/v1/terms", methods=["GET"])
def get_accepted_terms() -> Response:
    """Return which terms count, and which the caller accepted last."""
    return json_response(render_accepted(server_texts.accepted(caller_id(bp.current_request, "read:accounts"))))


@bp.route("/api/rossgram/v1/terms", methods=["POST"], content_types=ANY_FORM)
def accept_terms() -> Response:
    """Note that the caller accepts the terms of a day, which have to be those that count."""
    account_id = caller_id(bp.current_request, "write:accounts")
    form = AcceptForm.parse(fields(bp.current_request))
    return json_response(render_accepted(server_texts.accept(account_id, form.effective_date)))
