"""Describe the server: the instance entity, NodeInfo and WebFinger."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import JSON, answers, fields, json_response
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models import rounds
from chalicelib.models.people.reading.server_texts import TERMS
from chalicelib.schemas import instance, instance_texts
from chalicelib.schemas.people.accounts import render_webfinger
from chalicelib.services.instance import contact, size
from chalicelib.services.people import accounts
from chalicelib.services.people.reading import server_texts

bp = Blueprint(__name__)
DOCUMENT = Path(__file__).with_name("openapi.json")


@bp.route("/health", methods=["GET"])
@answers("text/plain")
def get_health() -> Response:
    """Answer, which says that the app runs; nothing else is looked at."""
    return Response("OK", headers={"Content-Type": "text/plain; charset=utf-8"})


@bp.route("/api/v1/instance", methods=["GET"])
@same_for_all
def get_instance_v1() -> Response:
    """Describe the server to older clients."""
    return json_response(instance.render_instance_v1(size(), contact()))


@bp.route("/api/v2/instance", methods=["GET"])
@same_for_all
def get_instance() -> Response:
    """Describe the server."""
    account, terms = rounds.both(contact, lambda: server_texts.versions(TERMS))
    return json_response(instance.render_instance(account, terms))


@bp.route("/api/rossgram/v1/openapi.json", methods=["GET"])
@answers({200: "dict[str, object]", 304: ""})
@same_for_all
def get_openapi() -> Response:
    """Return the OpenAPI document of this API; it is drawn from the routes before it is deployed."""
    text, tag = _document()
    if tag in bp.current_request.headers.get("if-none-match", ""):
        return Response("", {"ETag": tag, "Content-Type": JSON}, 304)
    return Response(text, {"ETag": tag, "Content-Type": JSON}, 200)


@cache
def _document() -> tuple[str, str]:
    """Return the document, and a tag that changes with it."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return text, f'"{sha256(text.encode()).hexdigest()[:32]}"'


@bp.route("/api/v1/custom_emojis", methods=["GET"])
@answers("list[CustomEmoji]")
@same_for_all
def list_custom_emojis() -> Response:
    """Return an empty list: the server has no custom emoji, and clients ask for them at every start."""
    return json_response([])


@bp.route("/.well-known/nodeinfo", methods=["GET"])
@same_for_all
def get_nodeinfo_links() -> Response:
    """Return the address of the NodeInfo document."""
    return json_response(instance.render_nodeinfo_links())


@bp.route("/api/nodeinfo/2.0.json", methods=["GET"])
@same_for_all
def get_nodeinfo() -> Response:
    """Describe the server to clients and crawlers that read NodeInfo."""
    return json_response(instance.render_nodeinfo(size()))


@bp.route("/.well-known/webfinger", methods=["GET"])
@same_for_all
def get_webfinger() -> Response:
    """Return the account that an address names (RFC 7033)."""
    resource = str(fields(bp.current_request).get("resource", ""))
    if not resource.startswith("acct:"):
        raise NotFound
    account = accounts.by_address(resource.removeprefix("acct:"))
    return json_response(render_webfinger(account), headers={"Content-Type": "application/jrd+json"})


@bp.route("/api/v1/instance/rules", methods=["GET"])
def list_rules() -> Response:
    """Return the rules of the server, as the instance entity does."""
    return json_response(instance.render_rules())


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
