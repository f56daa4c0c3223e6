"""Pages of accounts."""

from chalice import Blueprint

from chalicelib.handlers import browser
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.links import screens
from chalicelib.schemas.links.heads import Head
from chalicelib.schemas.links.profiles import head_of_profile
from chalicelib.services.people.relationships import blocks

bp = Blueprint(__name__)


@bp.route("/@{handle}", methods=["GET"])
@same_for_all
@browser.shows_client
def show_profile(handle: str) -> Head:
    """Show an account in the web client, with a head that tells programs whose it is."""
    screens.expect(f"/@{handle}")
    return head_of_profile(blocks.find_named(None, handle))
