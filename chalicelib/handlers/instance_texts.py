"""What the server says of itself beside the instance entity."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, json_response
from chalicelib.schemas import instance_texts
from chalicelib.schemas.instance import render_rules

bp = Blueprint(__name__)


@bp.route("/api/v1/instance/rules", methods=["GET"])
def list_rules() -> Response:
    """Return the rules of the server, as the instance entity does."""
    return json_response(render_rules())


@bp.route("/api/v1/instance/peers", methods=["GET"])
@answers("list[str]")
def list_peers() -> Response:
    """Return an empty list: this server speaks to no other."""
    return json_response([])


@bp.route("/api/v1/instance/activity", methods=["GET"])
@answers("list[Empty]")
def list_activity() -> Response:
    """Return an empty list: weeks are not counted."""
    return json_response([])


@bp.route("/api/v1/instance/domain_blocks", methods=["GET"])
@answers("list[Empty]")
def list_blocked_domains() -> Response:
    """Return an empty list: this server speaks to no other."""
    return json_response([])


@bp.route("/api/v1/instance/languages", methods=["GET"])
def list_languages() -> Response:
    """Return the languages in which the server speaks."""
    return json_response(instance_texts.render_languages())


@bp.route("/api/v1/instance/translation_languages", methods=["GET"])
def list_translation_languages() -> Response:
    """Return an empty object: nothing is translated."""
    return json_response({})


@bp.route("/api/v1/instance/extended_description", methods=["GET"])
def get_extended_description() -> Response:
    """Return what the operator says of the server, which is the description of the instance entity."""
    return json_response(instance_texts.render_description())


@bp.route("/api/v1/instance/privacy_policy", methods=["GET"])
def get_privacy_policy() -> Response:
    """Return an empty text: the operator has written no policy that the server knows of."""
    return json_response(instance_texts.render_no_text())
