"""The conversation around a post."""

from chalice import Blueprint, Response

from chalicelib import config
from chalicelib.handlers.door import answers, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.posts import render_comment, render_status
from chalicelib.services.photos import comments, views

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/context", methods=["GET"])
@answers("Context")
@same_for_all
def get_context(post_id: str) -> Response:
    """Return up to 40 posts above a post, and the newest 200 comments below it, 60 without a token.

    `Link` leads to the older comments, as pages of them all.
    """
    found = comments.context(viewer_id(bp.current_request, "read:statuses"), post_id)
    ancestors, descendants = (
        [render_comment(view, is_gap=view.post.id in found.gaps) for view in some]
        for some in (found.ancestors, found.descendants)
    )
    older = f"{config.PUBLIC_URL}/api/rossgram/v1/posts/{post_id}/comments?max_id={found.older}"
    headers = {"Link": f'<{older}>; rel="next"'} if found.older else {}
    return json_response({"ancestors": ancestors, "descendants": descendants}, headers=headers)


@bp.route("/api/rossgram/v1/posts/{post_id}/comments", methods=["GET"])
@same_for_all
def list_comments(post_id: str) -> Response:
    """Return a page of all comments anywhere below a post, newest first; of a comment's answers, the newest alone."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    found = comments.page(viewer, views.find(viewer, post_id).post, page)
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)
