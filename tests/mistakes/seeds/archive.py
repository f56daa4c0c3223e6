"""Mistakes about posts that their authors put away."""

from tests.mistakes.trial import Mistake

ARCHIVE = "chalicelib/services/photos/sharing/archive.py"
ACCESS = "chalicelib/services/photos/access.py"
DOOR = "tests/handlers/photos/test_archive.py"
TESTS = "tests/services/photos/test_archive.py"
BELOW = f"{DOOR}::test_what_is_said_below_goes_with_the_post_from_the_first_moment_on"
BACK = f"{DOOR}::test_an_archived_post_is_seen_by_its_author_alone_and_comes_back_as_it_was"

MISTAKES = (
    Mistake(
        "what is said below an archived post is read until it was told",
        ACCESS,
        "is_archived = post.is_archived or (post.root_id or post.id) in viewer.archived",
        "is_archived = post.is_archived",
        (BELOW,),
    ),
    Mistake(
        "whoever commented on a post sees it in the archive",
        ACCESS,
        "return is_archived and viewer.account_id not in (post.author_id, post.owner_id)",
        "return is_archived and viewer.account_id is None",
        (BACK,),
    ),
    Mistake(
        "an author does not see what others said below what they put away",
        ACCESS,
        'bool(closed - {viewer.account_id or "", ARCHIVE})',
        'bool(closed - {viewer.account_id or ""})',
        (BELOW,),
    ),
    Mistake(
        "what is archived is offered for sale",
        "chalicelib/models/photos/posts.py",
        "is_gone = self.withdrawn_at or self.closed_by",
        "is_gone = self.withdrawn_at",
        (f"{TESTS}::test_buyers_keep_what_they_bought_and_nobody_else_is_sold_it",),
    ),
    Mistake(
        "comments that were on their way below an archived post stay open",
        ARCHIVE,
        '    queue.announce("profiles", **walk, is_last=True)\n    tell(post_id, partial(say, is_archived=True)',
        "    tell(post_id, partial(say, is_archived=True)",
        (f"{DOOR}::test_a_late_message_follows_the_archiving_of_a_post",),
    ),
    Mistake(
        "the archive is on its author's page",
        "chalicelib/services/photos/reading/profiles.py",
        "asked = lists(listings.SHOWN) if is_own else",
        "asked = lists() if is_own else",
        (f"{DOOR}::test_the_archive_is_turned_by_its_cursor",),
    ),
    Mistake(
        "an archived post keeps its pin",
        ARCHIVE,
        "    pins.take_off(author_id, post_id)\n",
        "",
        (f"{DOOR}::test_a_pin_is_released_and_what_is_archived_is_not_pinned",),
    ),
    Mistake(
        "an edit takes a post out of the archive's list",
        "chalicelib/models/photos/lists/enlisting.py",
        "shown_to = listings.ARCHIVE if is_put_away else listings.OWN if is_held",
        "shown_to = listings.OWN if is_held",
        (f"{DOOR}::test_an_edit_leaves_a_post_in_the_archive",),
    ),
    Mistake(
        "a post stays counted when it is archived",
        "chalicelib/models/photos/posts.py",
        "self.parent_id or self.withdrawn_at or self.is_archived)",
        "self.parent_id or self.withdrawn_at)",
        (f"{DOOR}::test_a_page_counts_what_is_shown_on_it",),
    ),
)
