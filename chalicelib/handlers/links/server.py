"""Pages of the server's own."""

from chalice import Blueprint, Response

from chalicelib.handlers import browser
from chalicelib.handlers.door import answers, json_response
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.paging import Page
from chalicelib.schemas.links import maps
from chalicelib.schemas.links.heads import Head
from chalicelib.schemas.links.manifest import render_manifest
from chalicelib.schemas.links.server import head_of_about, head_of_privacy, head_of_terms
from chalicelib.services.photos import timelines

bp = Blueprint(__name__)
# As many of the newest as one page of the public timeline reads; a request costs no more however many there are.
MAPPED = 80


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


@bp.route("/terms", methods=["GET"])
@same_for_all
@browser.shows_client
def show_terms() -> Head:
    """Show in the web client on which terms one is here."""
    return head_of_terms()


@bp.route("/robots.txt", methods=["GET"])
@answers("text/plain")
@same_for_all
def get_robots() -> Response:
    """Tell robots what they may look at."""
    return Response(maps.draw_robots(), {"Content-Type": maps.TEXT})


@bp.route("/sitemap.xml", methods=["GET"])
@answers("application/xml")
@same_for_all
def get_map() -> Response:
    """Tell search engines the newest public posts and their authors, but for those who do not want to be found."""
    views = timelines.public(None, Page(MAPPED)).views
    return Response(maps.draw_map(views), {"Content-Type": maps.XML})


@bp.route("/api/rossgram/v1/manifest", methods=["GET"])
@same_for_all
def get_manifest() -> Response:
    """Describe the web client to systems that install it: its name and colours are the operator's."""
    return json_response(render_manifest(), headers={"Content-Type": "application/manifest+json"})
