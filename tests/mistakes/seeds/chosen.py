"""Mistakes about what an author posts for a chosen few, on the author's page."""

from tests.mistakes.trial import Mistake

PROFILES = "chalicelib/services/photos/reading/profiles.py"
TESTS = "tests/services/photos/test_chosen_profiles.py"
SHOWN = f"{TESTS}::test_a_page_shows_each_viewer_what_the_author_chose_them_for"
TRIPS = f"{TESTS}::test_a_page_takes_two_trips_and_one_more_where_the_author_posts_for_lists_that_may_have_its_viewer"

MISTAKES = (
    Mistake(
        "friends do not find on a page what is for them",
        PROFILES,
        "self._chosen = for_friends if is_friend else []",
        "self._chosen = []",
        (SHOWN,),
    ),
    Mistake(
        "everybody turns over what is for friends",
        PROFILES,
        "self._chosen = for_friends if is_friend else []",
        "self._chosen = for_friends",
        (f"{TESTS}::test_who_is_not_meant_turns_over_nothing",),
    ),
    Mistake(
        "whoever is on one list turns over what is for another",
        PROFILES,
        "mine = [row.id for row in rows if row.follow_ids.get(self._viewer_id) == follow.id]",
        "mine = [row.id for row in rows]",
        (f"{TESTS}::test_who_is_not_meant_turns_over_nothing",),
    ),
    Mistake(
        "what decides over a page is read again",
        "chalicelib/services/photos/viewers.py",
        "wanted - known.keys(), met",
        "wanted, met",
        (TRIPS,),
    ),
    Mistake(
        "the number of posts tells of what is for a few",
        "chalicelib/models/photos/posts.py",
        " and self.access not in audiences.UNCOUNTED",
        "",
        (f"{TESTS}::test_no_number_and_no_time_tells_of_what_is_for_a_few",),
    ),
    Mistake(
        "a post that is taken back to fewer stays counted",
        "chalicelib/models/photos/revisions.py",
        "    if changed.is_counted != post.is_counted:\n",
        "    if changed.is_counted and not post.is_counted:\n",
        (f"{TESTS}::test_no_number_and_no_time_tells_of_what_is_for_a_few",),
    ),
    Mistake(
        "an edit leaves a post on the lists of those whom it was for",
        "chalicelib/models/photos/revisions.py",
        '("listing", "public", "chosen", ',
        '("listing", "public", ',
        (f"{TESTS}::test_what_is_taken_back_leaves_the_lists_of_those_whom_it_was_for",),
    ),
    Mistake(
        "a list that is gone is looked for by whoever opens a page",
        "chalicelib/services/people/reading/lists.py",
        "    posted_lists.forget(owner_id, list_id)\n",
        "",
        (f"{TESTS}::test_a_list_that_is_gone_is_looked_for_no_more",),
    ),
)
