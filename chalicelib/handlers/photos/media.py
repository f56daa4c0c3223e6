"""Photos that are uploaded."""

from chalice import Blueprint, Response

from chalicelib import config
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.models.photos.media import Media
from chalicelib.schemas.photos.media import DescribeForm, MediaForm, UploadForm, render_media
from chalicelib.services.photos import media
from chalicelib.services.photos.making import published, taking

bp = Blueprint(__name__)


@bp.route("/api/v2/media", methods=["POST"], content_types=ANY_FORM)
@answers({200: "MediaAttachment", 202: "MediaAttachment"})
def create_media() -> Response:
    """Take in a photo; it is processed when the answer is already given.

    Where Pixelfed's app is to sign in, the answer comes when it is processed: that app publishes it at once.
    """
    item = _begin()
    return _answer(media.wait(item) if config.POSE_AS_PIXELFED else item, unfinished=202)


@bp.route("/api/v1/media", methods=["POST"], content_types=ANY_FORM)
@answers({200: "MediaAttachment", 202: "MediaAttachment"})
def create_media_and_wait() -> Response:
    """Take in a photo and answer when it is processed, as clients of the first version expect."""
    return _answer(media.wait(_begin()), unfinished=202)


@bp.route("/api/v1/media/{media_id}", methods=["GET"])
@answers({200: "MediaAttachment", 206: "MediaAttachment"})
def get_media(media_id: str) -> Response:
    """Tell how far a photo is: 206 while it is processed, 200 when it is ready, 422 when it cannot be."""
    return _answer(media.find(caller_id(bp.current_request, "write:media"), media_id), unfinished=206)


@bp.route("/api/v1/media/{media_id}", methods=["PUT"], content_types=ANY_FORM)
@answers({200: "MediaAttachment", 206: "MediaAttachment"})
def update_media(media_id: str) -> Response:
    """Change the alt text or the focus of a photo.

    Of one that is on a published post it is an edit of that, which its history holds, and needs `write:statuses` too.
    """
    owner_id = caller_id(bp.current_request, "write:media")
    form = DescribeForm.parse(fields(bp.current_request))
    if post_id := published.post_of(owner_id, media_id):
        caller_id(bp.current_request, "write:statuses")
        return _answer(published.describe(owner_id, post_id, media_id, form.description, form.focus), unfinished=206)
    return _answer(media.describe(owner_id, media_id, form.description, form.focus), unfinished=206)


@bp.route("/api/v1/media/{media_id}", methods=["DELETE"])
def delete_media(media_id: str) -> Response:
    """Delete a photo that belongs to no post."""
    media.remove(caller_id(bp.current_request, "write:media"), media_id)
    return json_response({})


@bp.route("/api/rossgram/v1/uploads", methods=["POST"], content_types=ANY_FORM)
@answers({201: "PresignedForm"})
def create_upload() -> Response:
    """Return a presigned form for an original of as many bytes as its format may have: 50 MB, of a HEIC 30."""
    owner_id = caller_id(bp.current_request, "write:media")
    form = UploadForm.parse(fields(bp.current_request))
    item, upload = media.begin_upload(
        owner_id, form.content_type, form.description or "", form.focus or (0.0, 0.0), form.size
    )
    return json_response({"id": item.id, **upload, "media": render_media(item)}, 201)


def _begin() -> Media:
    owner_id = caller_id(bp.current_request, "write:media")
    form = MediaForm.parse(fields(bp.current_request))
    return media.begin(
        owner_id, form.file.body, form.file.content_type, form.description or "", form.focus or (0.0, 0.0)
    )


def _answer(item: Media, unfinished: int) -> Response:
    taking.expect_usable(item)
    return json_response(render_media(item), 200 if item.is_ready else unfinished)
