"""Mistakes about what is made of a photo, and what is said of it."""

from tests.mistakes.trial import Mistake

UPLOADS = "tests/handlers/photos/test_uploads.py"
EDITS = "tests/handlers/photos/test_edits.py"

MISTAKES = (
    Mistake(
        "an edit without media_ids takes the photos out",
        "chalicelib/services/photos/drafts.py",
        "    if media_ids is None:\n        return list(held.values()), []\n",
        "    media_ids = media_ids or []\n",
        (f"{EDITS}::test_an_edit_without_media_ids_keeps_the_photos",),
    ),
    Mistake(
        "a photo that is processed has an address where nothing is",
        "chalicelib/schemas/photos/media.py",
        'TO_COME = "media/missing/photo.jpg"',
        'TO_COME = "media/missing/thumb.jpg"',
        (f"{UPLOADS}::test_the_preview_of_a_photo_works_from_the_start",),
    ),
)
