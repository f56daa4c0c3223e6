"""The doors of paid photos and of originals."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import caller_id
from chalicelib.services.photos.files import door, originals
from chalicelib.services.photos.files.addresses import ASKED_AGAIN_SECONDS

bp = Blueprint(__name__)
# Nobody but the browser that asked keeps where it was led to, and not until that ends.
LED = {"Cache-Control": f"private, max-age={ASKED_AGAIN_SECONDS}", "Content-Type": "text/plain; charset=utf-8"}


@bp.route("/api/rossgram/v1/media/{ticket}/{file}", methods=["GET"])
def get_paid_file(ticket: str, file: str) -> Response:
    """Lead to a file of a photo that is paid for: its address carries whose it is, and needs no token."""
    return Response("", status_code=302, headers={"Location": door.lead(ticket, file), **LED})


@bp.route("/api/rossgram/v1/media/{media_id}/original", methods=["GET"])
def get_original(media_id: str) -> Response:
    """Lead to one's own original, as it was uploaded; the address ends within five minutes."""
    owner_id = caller_id(bp.current_request, "read")
    return Response("", status_code=302, headers={"Location": originals.own(owner_id, media_id), **LED})
