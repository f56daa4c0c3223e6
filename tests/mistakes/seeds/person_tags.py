"""Mistakes about people in photos."""

from tests.mistakes.trial import Mistake

TAGS = "chalicelib/services/photos/sharing/person_tags.py"
SHOWN = "chalicelib/services/photos/sharing/in_photos.py"
TAGGED = "chalicelib/services/photos/sharing/tagged.py"
TESTS = "tests/services/photos/test_person_tags.py"
SEEN = "tests/services/photos/test_tagged.py"

MISTAKES = (
    Mistake(
        "whoever blocks an author is tagged by them",
        TAGS,
        "one.closed or one.id in barriers.barred or",
        "one.closed or",
        (f"{TESTS}::test_whoever_is_barred_or_wishes_it_is_not_tagged_and_nothing_is_written",),
    ),
    Mistake(
        "whoever took themselves off is tagged again",
        TAGS,
        "if account_id not in found or account_id in removed:",
        "if account_id not in found:",
        (f"{TESTS}::test_whoever_takes_themselves_off_is_off_for_good_even_where_they_see_nothing",),
    ),
    Mistake(
        "a block between author and tagged leaves the tag to others",
        SHOWN,
        'and (post.author_id, entry["id"]) not in apart',
        "",
        (f"{SEEN}::test_a_block_between_author_and_tagged_hides_the_tag_from_everybody",),
    ),
    Mistake(
        "whoever must not meet the tagged reads their name",
        SHOWN,
        'and entry["id"] not in viewer.barred',
        "",
        (f"{SEEN}::test_whoever_must_not_meet_the_tagged_sees_the_post_without_them",),
    ),
    Mistake(
        "who is in a locked photo is told to those who have not paid",
        "chalicelib/services/photos/views.py",
        "seen = people.get(post.id, ()) if state.may_see else ()",
        "seen = people.get(post.id, ())",
        (f"{TESTS}::test_a_tag_opens_nothing_to_whom_it_names",),
    ),
    Mistake(
        "photos of a private account are for everybody",
        TAGGED,
        "is_let_in = is_own or not account.is_private or (Follow, viewer_id, account_id) in found",
        "is_let_in = True",
        (f"{SEEN}::test_photos_of_a_private_account_are_for_its_followers",),
    ),
)
