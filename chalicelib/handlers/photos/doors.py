"""The door of paid photos."""

from chalice import Blueprint, Response

from chalicelib.services.photos.files import door
from chalicelib.services.photos.files.addresses import ASKED_AGAIN_SECONDS

bp = Blueprint(__name__)
# Nobody but the browser that asked keeps where it was led to, and not until that ends.
LED = {"Cache-Control": f"private, max-age={ASKED_AGAIN_SECONDS}", "Content-Type": "text/plain; charset=utf-8"}


@bp.route("/api/rossgram/v1/media/{ticket}/{file}", methods=["GET"])
def get_paid_file(ticket: str, file: str) -> Response:
    """Lead to a file of a photo that is paid for: its address carries whose it is, and needs no token."""
    return Response("", status_code=302, headers={"Location": door.lead(ticket, file), **LED})
