"""Mistakes with work that a write promises."""

from tests.mistakes.trial import Mistake

DELETING = "tests/services/photos/test_deleting.py"
FOLLOWING = "tests/services/people/test_following.py"
HOMES = "tests/services/people/test_homes.py"
PROMISES = "tests/services/photos/test_promises.py"
TIMELINES = "tests/services/photos/test_timelines.py"
PROFILES = "tests/services/people/test_profiles.py"
LAUNCHES = "tests/services/money/funding/test_launches.py"
UPDATES = "tests/services/money/funding/test_updates.py"

MISTAKES = (
    Mistake(
        "a return is written without its promise",
        "chalicelib/models/photos/timelines.py",
        "            promise.add(writes)\n",
        "            pass\n",
        (f"{HOMES}::test_a_reader_whose_return_is_cut_anywhere_has_a_full_home_in_the_end",),
    ),
    Mistake(
        "a promise is kept before the timeline is rebuilt",
        "chalicelib/services/people/homes.py",
        "    add(sorted(entries, key",
        "    promises.keep(promise_id)\n    add(sorted(entries, key",
        (f"{HOMES}::test_a_reader_whose_return_is_cut_anywhere_has_a_full_home_in_the_end",),
    ),
    Mistake(
        "a post is written without the promise to deliver it",
        "chalicelib/models/photos/publishing.py",
        "            promise.add(writes)\n",
        "            pass\n",
        (f"{TIMELINES}::test_the_sweeper_delivers_a_post_whose_message_was_lost",),
    ),
    Mistake(
        "a follow is told of after it is written",
        "chalicelib/services/people/follows.py",
        '    queue.announce("follows", follower_id=follower_id, followee_id=followee_id, **counts.late(*subjects))\n',
        "",
        (f"{FOLLOWING}::test_a_follow_that_is_cut_anywhere_brings_the_posts_home_or_does_not_exist",),
    ),
    Mistake(
        "what is sent ahead comes at once",
        "chalicelib/gateways/queue.py",
        "delay=AHEAD_SECONDS, ",
        "",
        (f"{FOLLOWING}::test_a_follow_that_is_cut_anywhere_brings_the_posts_home_or_does_not_exist",),
    ),
    Mistake(
        "nobody looks again at the follow after a delivery",
        "chalicelib/services/people/homes.py",
        "    TimelineEntry.remove(entry for",
        "    list(entry for",
        (f"{FOLLOWING}::test_whoever_unfollows_during_a_delivery_finds_nothing_of_it",),
    ),
    Mistake(
        "a deletion is told of after it is written alone",
        "chalicelib/services/photos/posts.py",
        '        queue.announce("deletions", **about)\n        ways',
        "        ways",
        (f"{DELETING}::test_a_deletion_that_is_cut_anywhere_is_finished_or_did_not_happen",),
    ),
    Mistake(
        "what belongs to a post is cleared away while the post is there",
        "chalicelib/services/photos/files/clearing.py",
        "    if post and not post.withdrawn_at:\n        return\n",
        "    post = None\n",
        (f"{DELETING}::test_a_message_about_a_deletion_that_did_not_happen_changes_nothing",),
    ),
    Mistake(
        "what belonged to a comment is lost when its clean-up is cut",
        "chalicelib/services/photos/files/clearing.py",
        '        queue.announce("deletions", post_id=comment.id, told=notifications.named_by(comment))\n',
        "",
        (f"{DELETING}::test_a_clean_up_that_is_cut_anywhere_is_finished_by_its_message",),
    ),
    Mistake(
        "a profile is written over what another device saved",
        "chalicelib/models/people/accounts.py",
        "condition=unchanged))\n\n    def pull_from",
        "condition=Account.id.exists()))\n\n    def pull_from",
        (f"{PROFILES}::test_a_name_and_a_bio_that_two_devices_save_at_once_are_both_kept",),
    ),
    Mistake(
        "nobody looks again at a profile after drawing it",
        "chalicelib/services/people/accounts.py",
        "        if Account.find(account_id).snapshot() == snapshot:\n",
        "        if snapshot:\n",
        (f"{PROFILES}::test_a_slow_drawing_of_an_older_profile_does_not_stay",),
    ),
    Mistake(
        "a new name is told of after it is written alone",
        "chalicelib/services/people/accounts.py",
        '        queue.announce("profiles", account_id=account_id)\n',
        "        pass\n",
        (f"{PROFILES}::test_a_new_name_that_is_cut_anywhere_is_on_the_posts_or_was_not_saved",),
    ),
    Mistake(
        "a delivery decides anew on each page whether it is pulled",
        "chalicelib/services/photos/timelines.py",
        "    if not after and not told_to:\n        is_pulled",
        "    if post_id:\n        is_pulled",
        (f"{PROMISES}::test_an_account_that_grows_very_large_during_a_delivery_loses_no_follower",),
    ),
    Mistake(
        "a post is published without what is true only with it",
        "chalicelib/models/photos/publishing.py",
        "            joined(post)(writes)\n",
        "            pass\n",
        (f"{LAUNCHES}::test_a_launch_that_is_cut_anywhere_happened_or_did_not",),
    ),
    Mistake(
        "an update is published and not listed",
        "chalicelib/services/money/funding/updates.py",
        ", joined=listed_in)",
        ")",
        (f"{UPDATES}::test_an_update_that_is_cut_anywhere_is_listed_or_was_not_published",),
    ),
)
