"""Pages of the server's own."""

from chalice import Blueprint

from chalicelib.handlers import browser
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.links.heads import Head
from chalicelib.schemas.links.server import head_of_about, head_of_privacy

bp = Blueprint(__name__)


@bp.route("/about", methods=["GET"])
@same_for_all
@browser.shows_client
def show_about() -> Head:
    """Show in the web client what the server is."""
    return head_of_about()


@bp.route("/privacy", methods=["GET"])
@same_for_all
@browser.shows_client
def show_privacy() -> Head:
    """Show in the web client what the server keeps of people."""
    return head_of_privacy()
