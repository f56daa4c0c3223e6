"""Mistakes about people in photos."""

from tests.mistakes.trial import Mistake

TAGS = "chalicelib/services/photos/sharing/person_tags.py"
SHOWN = "chalicelib/services/photos/sharing/in_photos.py"
TAGGED = "chalicelib/services/photos/sharing/tagged.py"
ROWS = "chalicelib/models/photos/sharing/person_tags.py"
CHOICES = "tests/services/photos/test_kept_choices.py"
NEW = "tests/handlers/test_new_accounts.py"
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
        "another photo is approved with the one before",
        ROWS,
        "elif by_hand and _photos(old[account_id]).isdisjoint(_photos(new[account_id])):",
        "elif False:",
        (f"{CHOICES}::test_whoever_approves_by_hand_is_asked_and_told_anew_of_another_photo",),
    ),
    Mistake(
        "a tag that is put on again shows what was hidden",
        ROWS,
        "box = PersonTag.chosen | _box(told.account_id, state)",
        "box = _box(told.account_id, state)",
        (f"{CHOICES}::test_what_one_hides_stays_hidden_where_the_tag_is_taken_off_and_put_on_again",),
    ),
    Mistake(
        "a tag that is put on again tells what was dismissed",
        ROWS,
        "[Notification.box.set(HELD | told.box), HELD.remove()]",
        "[Notification.box.set(told.box), HELD.remove()]",
        (f"{CHOICES}::test_a_dismissed_notification_does_not_come_again_with_the_tag",),
    ),
    Mistake(
        "whoever signed up a moment ago tags people as fast as everybody",
        "chalicelib/services/limits.py",
        '"comments", "tags", "likes"',
        '"comments", "likes"',
        (f"{NEW}::test_whoever_signed_up_a_moment_ago_tags_people_a_fifth_as_often",),
    ),
    Mistake(
        "an edit that tags people is an edit of words",
        "chalicelib/handlers/limits.py",
        '            kind = "tags"\n',
        "            pass\n",
        (f"{NEW}::test_whoever_signed_up_a_moment_ago_tags_people_a_fifth_as_often",),
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
