"""Pages of hashtags and places."""

from chalice import Blueprint

from chalicelib.handlers import browser
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.links.finding import head_of_place, head_of_tag
from chalicelib.schemas.links.heads import Head
from chalicelib.services.photos.reading import hashtags
from chalicelib.services.photos.search import towns

bp = Blueprint(__name__)


@bp.route("/tags/{name}", methods=["GET"])
@same_for_all
@browser.shows_client
def show_tag(name: str) -> Head:
    """Show a hashtag in the web client; what is none is missing."""
    return head_of_tag(hashtags.named(name))


@bp.route("/places/{place_id}", methods=["GET"])
@same_for_all
@browser.shows_client
def show_place(place_id: str) -> Head:
    """Show a place in the web client."""
    return head_of_place(towns.carried(towns.find(place_id)))
