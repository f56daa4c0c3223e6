"""Posts in frames of other sites."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers import browser
from chalicelib.handlers.door import fields, json_response
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.links import embeds
from chalicelib.schemas.links.embeds import OembedForm, render_oembed
from chalicelib.schemas.links.posts import head_of_post, is_embeddable
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView

bp = Blueprint(__name__)


@bp.route("/api/oembed", methods=["GET"])
@same_for_all
def get_oembed() -> Response:
    """Tell how a public post is embedded: `url` is its address, `maxwidth` and `maxheight` how large it may be."""
    form = OembedForm.parse(fields(bp.current_request))
    view = _embeddable(form.post_id())
    return json_response(render_oembed(form, head_of_post(view), render_status(view.proper)["account"]))


@bp.route("/@{handle}/{post_id}/embed", methods=["GET"])
@same_for_all
@browser.shows_failures
def show_embed(handle: str, post_id: str) -> Response:
    """Show a public post in a frame of another site, without a script; what is not for everybody is missing."""
    del handle
    return Response(embeds.draw_embed(head_of_post(_embeddable(post_id))), embeds.HEADERS)


def _embeddable(post_id: str) -> PostView:
    view = views.find(None, post_id)
    if not is_embeddable(view.proper):
        raise NotFound
    return view
