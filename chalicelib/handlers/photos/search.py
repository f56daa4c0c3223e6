"""Find people, posts and hashtags."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.reading.hashtags import render_tag
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.search import AccountSearchForm, SearchForm, TagTimelineForm
from chalicelib.services.people.search import names
from chalicelib.services.photos.search import everything, posts

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/search", methods=["GET"])
def search_accounts() -> Response:
    """Return accounts by the beginning of their handle or of words of their name."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    form = AccountSearchForm.parse(fields(bp.current_request))
    found = names.search(viewer, form.q, form.size(), form.offset, only_followed=form.following)
    return json_response([render_account(account) for account in found])


@bp.route("/api/v2/search", methods=["GET"])
@answers("Search")
def search_everything() -> Response:
    """Return what a query finds: accounts by beginnings of words, posts by words, hashtags by their beginnings."""
    viewer = viewer_id(bp.current_request, "read:search")
    found = everything.search(viewer, SearchForm.parse(fields(bp.current_request)).wish())
    entity = {
        "accounts": [render_account(account) for account in found.accounts],
        "statuses": [render_status(view) for view in found.posts],
        "hashtags": [render_tag(tag) for tag in found.tags],
    }
    return json_response(entity)


@bp.route("/api/v1/timelines/tag/{name}", methods=["GET"])
@same_for_all
def get_tag_timeline(name: str) -> Response:
    """Return a page of the posts with a hashtag that are on lists for everybody: also `any[]`, `all[]`, `none[]`."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    form = TagTimelineForm.parse(fields(bp.current_request))
    if form.remote:
        # This server speaks to no other, so nothing comes from elsewhere.
        return json_response([])
    found = posts.tagged(viewer, form.names(name), form.page(), form.rule())
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)
