"""Mistakes about what is made of a photo, and what is said of it."""

from tests.mistakes.trial import Mistake

UPLOADS = "tests/handlers/photos/test_uploads.py"
LIMITS = "tests/handlers/test_limits.py"
MADE = "tests/handlers/photos/test_made.py"
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
    Mistake(
        "the API announces what only the presigned form takes",
        "chalicelib/schemas/instance.py",
        '"image_size_limit": LARGEST_FILE,',
        '"image_size_limit": max(limit.bytes for limit in limits().values()),',
        (f"{LIMITS}::test_the_instance_announces_what_passes_through_the_api",),
    ),
    Mistake(
        "the local front takes what Lambda would refuse",
        "local/gateway.py",
        "[1:-1].encode()) > LARGEST_TEXT",
        "[1:-1].encode()) > LARGEST_BODY",
        (f"{LIMITS}::test_text_is_measured_as_json_writes_it",),
    ),
    Mistake(
        "the sizes of renditions are guessed where they are known",
        "chalicelib/schemas/photos/media.py",
        '    if "renditions" in photo:\n',
        '    if "nothing" in photo:\n',
        (f"{MADE}::test_sizes_and_types_are_those_of_the_files",),
    ),
    Mistake(
        "what was done to a file is not told",
        "chalicelib/schemas/photos/media.py",
        '"processing": photo.get("processing", []),',
        '"processing": [],',
        (f"{MADE}::test_what_was_done_to_a_file_is_told_to_everybody_who_sees_it",),
    ),
)
