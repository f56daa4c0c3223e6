"""Pages of posts."""

from chalice import Blueprint

from chalicelib.handlers import browser
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.links import screens
from chalicelib.schemas.links.heads import Head
from chalicelib.schemas.links.posts import head_of_post
from chalicelib.schemas.links.profiles import head_of_profile
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import views

bp = Blueprint(__name__)


@bp.route("/@{handle}/{post_id}", methods=["GET"])
@same_for_all
@browser.shows_client
def show_post(handle: str, post_id: str) -> Head:
    """Show a post in the web client, with a head that tells programs what a visitor sees of it.

    What is no id is another screen of the account, as `followers` is.
    """
    screens.expect(f"/@{handle}/{post_id}")
    if not post_id.isdecimal():
        return head_of_profile(blocks.find_named(None, handle))
    return head_of_post(views.find(None, post_id))
