"""The archive: the caller's own posts that nobody else sees, in Pixelfed's dialect.

Source: https://github.com/pixelfed/pixelfed, app/Http/Controllers/Api/ApiV1Dot1Controller.php
"""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.sharing.archive import ArchiveForm, render_cursors
from chalicelib.services.photos.sharing import archive

bp = Blueprint(__name__)


@answers("list[int]")
def archive_status(post_id: str) -> Response:
    """Put one's own post into the archive: nobody else sees it but its buyers; likes and comments stay."""
    archive.archive(caller_id(bp.current_request, "write:statuses"), post_id)
    return json_response([200])


@answers("list[int]")
def unarchive_status(post_id: str) -> Response:
    """Take one's own post out of the archive, to its place by date."""
    archive.unarchive(caller_id(bp.current_request, "write:statuses"), post_id)
    return json_response([200])


@answers("Archive")
def list_archive() -> Response:
    """Return a page of the caller's archive, the newest post first: `cursor` leads to the next, as in `links`."""
    request = bp.current_request
    caller = caller_id(request, "read:statuses")
    found = archive.page(caller, ArchiveForm.parse(fields(request)).page(default=10))
    links = render_cursors(request.path, found.oldest if found.has_more else "")
    return json_response({"data": [render_status(view) for view in found.views], **links})


# Pixelfed serves these under both.
for root in ("/api/v1.1/archive", "/api/pixelfed/v1/archive"):
    bp.route(f"{root}/add/{{post_id}}", methods=["POST"], content_types=ANY_FORM)(archive_status)
    bp.route(f"{root}/remove/{{post_id}}", methods=["POST"], content_types=ANY_FORM)(unarchive_status)
    bp.route(f"{root}/list", methods=["GET"])(list_archive)
