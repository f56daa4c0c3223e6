"""Mistakes about what is made of a photo, and what is said of it."""

from tests.mistakes.trial import Mistake

EDITS = "tests/handlers/photos/test_edits.py"

MISTAKES = (
    Mistake(
        "an edit without media_ids takes the photos out",
        "chalicelib/services/photos/drafts.py",
        "    if media_ids is None:\n        return list(held.values()), []\n",
        "    media_ids = media_ids or []\n",
        (f"{EDITS}::test_an_edit_without_media_ids_keeps_the_photos",),
    ),
)
