"""Mistakes about where the bytes of photos lie, who reaches them, and for how long."""

from tests.mistakes.trial import Mistake

ADDRESSES = "chalicelib/services/photos/files/addresses.py"
DOOR = "chalicelib/services/photos/files/door.py"
MOVES = "chalicelib/services/photos/files/moves.py"
POSTS = "chalicelib/models/photos/posts.py"
PHOTOS = "tests/services/photos/test_paid_photos.py"
MOVED = "tests/services/photos/test_moves.py"
WALK = "tests/services/photos/test_walk.py"
ORIGINALS = "tests/handlers/photos/test_originals.py"
ORIGINALS_MADE = "chalicelib/services/photos/files/originals.py"
MOVED_ORIGINALS = "tests/services/photos/making/test_originals.py"
SHARED = "tests/imaging/test_shared.py"
CUT = "tests/services/photos/test_cut_moves.py"

MISTAKES = (
    Mistake(
        "where the address of a paid photo leads is good for an hour",
        ADDRESSES,
        "MOMENT_SECONDS, ASKED_AGAIN_SECONDS = 300, 240",
        "MOMENT_SECONDS, ASKED_AGAIN_SECONDS = 3600, 240",
        (f"{PHOTOS}::test_where_it_leads_ends_within_five_minutes_and_later_than_the_way_there",),
    ),
    Mistake(
        "the address of a paid photo opens it for ever",
        DOOR,
        "if photo is None or not access.may_see(viewers.viewer_of(ticket.viewer_id or None, [post]), post):",
        "if photo is None:",
        (f"{PHOTOS}::test_the_address_of_a_bought_photo_stays_the_same_and_works_until_the_right_ends",),
    ),
    Mistake(
        "anybody makes the address of a paid photo",
        ADDRESSES,
        'if len(parts) < 4 or not edge.is_sealed("-".join(parts[:3]), parts[3]):',
        "if len(parts) < 4:",
        (f"{PHOTOS}::test_the_door_takes_two_trips_and_none_for_what_is_not_ours",),
    ),
    Mistake(
        "a signed address lasts for days",
        ADDRESSES,
        "return (now() // WINDOW_SECONDS + 2) * WINDOW_SECONDS",
        "return (now() // WINDOW_SECONDS + 6) * WINDOW_SECONDS",
        (f"{PHOTOS}::test_a_signed_address_is_the_same_for_all_within_a_window_of_at_most_a_day",),
    ),
    Mistake(
        "each viewer has a signed address of their own",
        ADDRESSES,
        "_end_of_window())",
        "_end_of_window() - len(ticket.viewer_id))",
        (f"{PHOTOS}::test_a_signed_address_is_the_same_for_all_within_a_window_of_at_most_a_day",),
    ),
    Mistake(
        "photos for followers lie in the open",
        POSTS,
        "return places.OPEN if is_open else places.SIGNED",
        "return places.OPEN",
        (f"{MOVED}::test_the_photo_of_a_comment_is_in_the_audience_of_its_post_and_goes_with_it",),
    ),
    Mistake(
        "a photo that is given away keeps the key that its buyers knew",
        MOVES,
        "target = source if source.kind == post.place and not renews else Place.new(post.place)",
        "target = source if source.kind == post.place and not renews else Place(post.place, source.key)",
        (f"{MOVED}::test_a_price_comes_and_goes_with_its_files_each_time_to_a_new_place",),
    ),
    Mistake(
        "an address asks for another post than the photo's",
        DOOR,
        'if item["id"] == ticket.media_id), None)',
        'if item["id"]), None)',
        (f"{WALK}::test_an_address_works_exactly_as_long_as_it_is_promised_to[price-photo taken out]",),
    ),
    Mistake(
        "the photos of a deleted post stay where they are",
        MOVES,
        "Place.new(SIGNED), was_shown=True, alt",
        "source, was_shown=True, alt",
        (f"{MOVED}::test_the_photos_of_a_deleted_post_are_its_authors_for_a_day",),
    ),
    Mistake(
        "what was open stays there beside its copy",
        MOVES,
        "_remove([move.source for move in moved] if is_written else _unused(moved))",
        "_remove([] if is_written else _unused(moved))",
        (f"{MOVED}::test_a_price_comes_and_goes_with_its_files_each_time_to_a_new_place",),
    ),
    Mistake(
        "the edge keeps what is over",
        MOVES,
        "    forget(shown)\n",
        "",
        (f"{MOVED}::test_the_photos_of_a_deleted_post_are_its_authors_for_a_day",),
    ),
    Mistake(
        "nobody looks after a move that is cut",
        MOVES,
        "    _announce(moved, LATER_SECONDS)\n",
        "",
        (f"{CUT}::test_whatever_a_crash_leaves_is_put_right",),
    ),
    Mistake(
        "a photo is attached wherever it lies by now",
        "chalicelib/models/photos/attachments.py",
        "there: Condition = Media.key == place.key",
        "there: Condition = Media.key != place.folder",
        (f"{CUT}::test_a_photo_that_moved_on_is_not_attached_where_it_was_read",),
    ),
    Mistake(
        "the locked preview outlives the post that showed it",
        MOVES,
        "for key in (*_files(place), place.locked))",
        "for key in _files(place))",
        (f"{MOVED}::test_the_photos_of_a_deleted_post_are_its_authors_for_a_day",),
    ),
    Mistake(
        "an original tells where it was taken",
        "chalicelib/imaging/containers/metadata.py",
        'if "place" in keeps and place:',
        "if place:",
        ("tests/imaging/test_shared.py::test_where_it_was_taken_is_kept_only_where_that_is_asked_for",),
    ),
    Mistake(
        "an original goes out with all that the camera wrote",
        "chalicelib/imaging/lossless.py",
        "beside, _draws)",
        "beside, bool)",
        ("tests/imaging/test_shared.py::test_what_an_author_keeps_is_kept_and_nothing_else",),
    ),
    Mistake(
        "nobody makes the originals of a post whose move is cut",
        ORIGINALS_MADE,
        'queue.send("originals", delay=moves.LATER_SECONDS, originals_of=post.id)',
        "pass",
        (
            f"{MOVED_ORIGINALS}::test_a_sale_that_is_cut_promises_no_original_that_is_never_made",
            f"{MOVED_ORIGINALS}::test_a_move_that_is_cut_leaves_buyers_the_originals",
        ),
    ),
    Mistake(
        "an original that is made while its photo moves on stays where it was put",
        ORIGINALS_MADE,
        'queue.send("moves", delay=moves.LATER_SECONDS, moves=late)',
        "pass",
        (f"{MOVED_ORIGINALS}::test_originals_that_are_made_while_a_photo_moves_on_leave_no_file_astray",),
    ),
    Mistake(
        "photos are exchanged without their originals",
        "chalicelib/services/photos/making/exchange.py",
        "return originals.carry(post, [move], swap, fill) if post else moves.carry([move], swap, fill)",
        "return moves.carry([move], swap, fill)",
        (f"{MOVED_ORIGINALS}::test_a_move_that_is_cut_leaves_buyers_the_originals",),
    ),
    Mistake(
        "an original tells whose screen its colours are of",
        "chalicelib/imaging/lossless.py",
        "sharing.plain(colour.profile) if colour.profile else None",
        "colour.profile",
        (f"{SHARED}::test_a_profile_goes_with_the_pixels_and_does_not_tell_whose_screen_it_is_of",),
    ),
    Mistake(
        "an original keeps nothing of a HEIC in a process that has opened none",
        "chalicelib/imaging/decoding.py",
        '    if facts.kind == "HEIF":\n        _learn_heic()\n    return',
        "    return",
        (f"{SHARED}::test_what_an_author_keeps_is_kept_by_a_process_that_has_opened_nothing_before",),
    ),
    Mistake(
        "anybody has anybody's original",
        "chalicelib/services/photos/files/originals.py",
        "if media.owner_id != owner_id or media.state == WAITING:",
        "if media.state == WAITING:",
        (f"{ORIGINALS}::test_its_owner_has_an_original_as_it_was_and_nobody_else_does",),
    ),
    Mistake(
        "originals are given where nobody said so",
        "chalicelib/services/photos/files/originals.py",
        'return post.body.get("originals") is not None and (post.is_paid or bool(post.withdrawn_at))',
        "return post.is_paid or bool(post.withdrawn_at)",
        (f"{ORIGINALS}::test_without_the_authors_word_there_are_none",),
    ),
)
