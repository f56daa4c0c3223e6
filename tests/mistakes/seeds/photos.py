"""Mistakes about what is made of a photo, and what is said of it."""

from tests.mistakes.trial import Mistake

UPLOADS = "tests/handlers/photos/test_uploads.py"
LIMITS = "tests/handlers/test_limits.py"
MADE = "tests/handlers/photos/test_made.py"
REMAKING = "tests/services/photos/making/test_remaking.py"
PICTURES = "tests/services/photos/making/test_pictures.py"
CUTS = "tests/services/photos/making/test_cuts.py"
EXCHANGES = "chalicelib/models/photos/making/exchanges.py"
SQUARES = "tests/services/photos/making/test_squares.py"
MOVING = "tests/handlers/photos/test_moving.py"
EDITS = "tests/handlers/photos/test_edits.py"

MISTAKES = (
    Mistake(
        "avatars keep what an older pipeline made of them",
        "chalicelib/models/photos/making/stock.py",
        'bool(item.post_id) if item.purpose == "photo" else not item.due',
        'bool(item.post_id) and item.purpose == "photo"',
        (f"{PICTURES}::test_an_avatar_and_a_header_are_made_anew",),
    ),
    Mistake(
        "an account is not told of its new avatar's files",
        EXCHANGES,
        '        if item.purpose != "photo":\n',
        '        if item.purpose == "none":\n',
        (f"{PICTURES}::test_an_avatar_and_a_header_are_made_anew",),
    ),
    Mistake(
        "posts are drawn with a new avatar only if nothing cuts that",
        "chalicelib/services/photos/making/exchange.py",
        '    queue.announce("profiles", account_id=item.owner_id)\n',
        "",
        (f"{PICTURES}::test_a_job_that_is_cut_anywhere_is_finished_by_the_next",),
    ),
    Mistake(
        "an old avatar goes before posts are drawn with the new one",
        "chalicelib/services/photos/files/moves.py",
        "    if is_written and lingers:\n        return True\n",
        "",
        (f"{PICTURES}::test_the_old_files_stay_until_posts_are_drawn_anew",),
    ),
    Mistake(
        "a media type in capitals is none of ours",
        "chalicelib/schemas/photos/media.py",
        'value.partition(";")[0].strip().lower() if isinstance(value, str) else value',
        "value",
        ("tests/handlers/photos/test_uploads.py::test_a_media_type_is_taken_in_any_case_and_with_parameters",),
    ),
    Mistake(
        "an edit without media_ids takes the photos out",
        "chalicelib/services/photos/drafts.py",
        "    if media_ids is None:\n        return list(held.values()), []\n",
        "    media_ids = media_ids or []\n",
        (f"{EDITS}::test_an_edit_without_media_ids_keeps_the_photos",),
    ),
    Mistake(
        "an edit without a status empties the caption",
        "chalicelib/services/photos/posts.py",
        "stated = drafts.restated(draft, post)",
        "stated = draft",
        (f"{EDITS}::test_an_edit_without_a_status_changes_only_the_words_that_it_names",),
    ),
    Mistake(
        "a presigned form takes more of a HEIC than the pipeline does",
        "chalicelib/services/photos/media.py",
        "limits()[content_type].bytes",
        'limits()["image/jpeg"].bytes',
        (f"{LIMITS}::test_a_presigned_form_takes_the_bytes_that_are_announced_for_its_format",),
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
    Mistake(
        "an edit brings back the files that a photo had before",
        EXCHANGES,
        "Post.version.set(post.version + 1)]",
        "Post.version.set(post.version)]",
        (f"{REMAKING}::test_an_edit_that_read_the_old_post_does_not_bring_the_old_files_back",),
    ),
    Mistake(
        "a photo made anew overwrites an edit",
        EXCHANGES,
        "writes.update(Post(post.id), actions, condition=Post.version == post.version)",
        "writes.update(Post(post.id), actions, condition=Post.id.exists())",
        (f"{REMAKING}::test_an_edit_meanwhile_is_kept",),
    ),
    Mistake(
        "a lost answer deletes the files that are shown",
        "chalicelib/services/photos/files/moves.py",
        "for move in moved if move.target != _place_of(move.media_id)]",
        "for move in moved]",
        (f"{CUTS}::test_an_answer_that_was_lost_does_not_delete_what_is_shown",),
    ),
    Mistake(
        "files that a crash left in the open stay there",
        "chalicelib/services/photos/files/moves.py",
        "if place and place != here]\n        shown",
        "if not place]\n        shown",
        (f"{CUTS}::test_files_that_a_crash_left_in_the_open_are_deleted_by_the_message_alone",),
    ),
    Mistake(
        "a new focus leaves the square as it was",
        "chalicelib/services/photos/media.py",
        'media.purpose == "photo" and focus != media.focus:',
        'media.purpose == "photo" and focus == media.focus:',
        (f"{SQUARES}::test_a_focus_after_the_upload_cuts_the_square_under_another_address",),
    ),
    Mistake(
        "a focus that changes while the renditions are made is lost",
        "chalicelib/models/photos/media.py",
        "Media.state.is_in(*UNFINISHED) & (Media.focus == self.focus)",
        "Media.state.is_in(*UNFINISHED)",
        (f"{SQUARES}::test_a_focus_while_the_renditions_are_made_is_followed",),
    ),
    Mistake(
        "a post names files that are gone",
        "chalicelib/models/photos/attachments.py",
        "condition=free & _at(move.source) & mine)",
        "condition=free & mine)",
        (f"{SQUARES}::test_a_post_never_names_files_that_are_gone",),
    ),
    Mistake(
        "a focus edited with the post leaves the square as it was",
        "chalicelib/services/photos/posts.py",
        'if "focus" in new]',
        'if "nothing" in new]',
        (f"{SQUARES}::test_a_focus_that_is_edited_with_the_post_cuts_the_square_too",),
    ),
    Mistake(
        "what moves becomes a still in silence",
        "chalicelib/services/photos/making/results.py",
        "    made = (*rendered.renditions, *filter(None, (rendered.motion,)))\n",
        "    made = rendered.renditions\n",
        (f"{MOVING}::test_what_moves_is_an_image_whose_large_picture_moves",),
    ),
    Mistake(
        "what moves is a still once its post is sold",
        "chalicelib/services/photos/files/moves.py",
        "for file in (*PHOTO, MOTION, LOCKED)]",
        "for file in (*PHOTO, LOCKED)]",
        (f"{MOVING}::test_what_moves_is_moved_with_its_post_and_deleted_with_it",),
    ),
    Mistake(
        "another focus makes a still of what moves",
        "chalicelib/services/photos/files/addresses.py",
        "    return tuple(item.renditions or PHOTO)\n",
        "    return PHOTO\n",
        (f"{MOVING}::test_a_focus_cuts_the_square_of_what_moves_and_keeps_it_moving",),
    ),
)
