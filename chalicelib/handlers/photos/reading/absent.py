"""Lists that clients ask for at their start, of what this server does not have."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, caller_id, json_response, viewer_id
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos.reading import hashtags

bp = Blueprint(__name__)


@bp.route("/api/v1/trends/links", methods=["GET"])
@answers("list[PreviewCard]")
def list_trending_links() -> Response:
    """Return an empty list: links are not counted."""
    viewer_id(bp.current_request, "read")
    return json_response([])


@bp.route("/api/v1/domain_blocks", methods=["GET"])
@answers("list[str]")
def list_domain_blocks() -> Response:
    """Return an empty list: this server speaks to no other that could be blocked."""
    caller_id(bp.current_request, "read:blocks")
    return json_response([])


@bp.route("/api/v1/accounts/{account_id}/identity_proofs", methods=["GET"])
@answers("list[Empty]")
def list_identity_proofs(account_id: str) -> Response:
    """Return an empty list, as Mastodon does since it took identity proofs out."""
    blocks.find_shown(caller_id(bp.current_request, "read:accounts"), account_id)
    return json_response([])


@bp.route("/api/v1/tags/{name}/related", methods=["GET"])
@answers("list[Empty]")
def list_related_tags(name: str) -> Response:
    """Return an empty list: which hashtags stand together is not counted.

    Pixelfed's app shows the page of a hashtag only where this answers.
    """
    viewer_id(bp.current_request, "read")
    hashtags.named(name)
    return json_response([])
