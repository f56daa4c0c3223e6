"""What authors say of the comments below their posts."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.photos.interactions import DiscussionForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import views
from chalicelib.services.photos.interactions import discussions

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/posts/{post_id}/comments", methods=["PUT"], content_types=ANY_FORM)
def update_comments(post_id: str) -> Response:
    """Turn the comments below one's own post off or on (`comments_disabled`), and pin one (`pinned_comment_id`)."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = DiscussionForm.parse(fields(bp.current_request))
    post = discussions.arrange(author_id, post_id, is_off=form.comments_disabled, pinned_id=form.pinned_comment_id)
    return json_response(render_status(views.of_posts(author_id, [post])[0]))
