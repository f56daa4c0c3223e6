"""Mistakes in what readers arrange for themselves."""

from tests.mistakes.trial import Mistake

LISTS = "tests/handlers/people/reading/test_lists.py"
SERVICE = "chalicelib/services/people/reading/lists.py"
TIMELINE = "chalicelib/services/photos/reading/lists.py"
HASHTAGS = "tests/handlers/photos/test_hashtags.py"
FILTERED = "tests/handlers/people/reading/test_filtered.py"
MATCHING = "tests/services/people/reading/test_matching.py"
MATCH = "chalicelib/services/people/reading/matching.py"
UNWANTED = "tests/services/photos/interactions/test_unwanted_reblogs.py"
EXCLUSIVE = "tests/handlers/people/reading/test_exclusive_lists.py"
TAGS_AT_HOME = "tests/services/photos/test_tags_at_home.py"

MISTAKES = (
    Mistake(
        "whoever is followed again is on the lists of before",
        SERVICE,
        "    return [member for member, follow_id in held.items() if follows.get(member) == follow_id]\n",
        "    return [member for member in held if member in follows]\n",
        (f"{LISTS}::test_whoever_is_unfollowed_is_off_the_list_also_when_followed_again",),
    ),
    Mistake(
        "a list shows the posts of those whom its owner follows no more",
        TIMELINE,
        "    members = [member for member, follow_id in held.items() if follows.get(member) == follow_id]\n",
        "    members = list(held)\n",
        (f"{LISTS}::test_whoever_is_unfollowed_is_off_the_list_also_when_followed_again",),
    ),
    Mistake(
        "some of those who are put on a list are on it where others are not followed",
        SERVICE,
        "        if not wanted <= follows.keys():\n            raise NotFound\n",
        "        wanted.intersection_update(follows)\n",
        (f"{LISTS}::test_members_are_those_whom_one_follows_all_of_them_or_none",),
    ),
    Mistake(
        "a change of a list's members is written over another's",
        "chalicelib/models/people/reading/lists.py",
        "        as_read = List.version == self.version\n",
        "        as_read = List.owner_id.exists()\n",
        (f"{LISTS}::test_changes_of_members_that_meet_lose_nobody",),
    ),
    Mistake(
        "a filter tells of the alt text of a locked photo",
        "chalicelib/services/photos/reading/filters.py",
        "shown = [] if view.is_locked else kept_back",
        "shown = kept_back",
        (f"{FILTERED}::test_a_filter_tells_nothing_of_what_a_locked_post_keeps_back",),
    ),
    Mistake(
        "filters are read in a trip of their own",
        "chalicelib/services/photos/reading/marks.py",
        "Filters.among(viewer_id, found))",
        "Filters.of(viewer_id or '-').filters)",
        (f"{FILTERED}::test_filters_take_no_trip_more",),
    ),
    Mistake(
        "a mark ends a word",
        MATCH,
        'category[0] in "LMN"',
        'category[0] in "LN"',
        (f"{MATCHING}::test_a_whole_word_is_one_by_the_letters_marks_and_digits_of_unicode",),
    ),
    Mistake(
        "a filter that has ended goes on",
        MATCH,
        'if one["expires_at"] is None or one["expires_at"] > at',
        'if one["expires_at"] is None or one["expires_at"]',
        (f"{MATCHING}::test_a_filter_ends_at_its_moment",),
    ),
    Mistake(
        "a change of filters is written over another's",
        "chalicelib/models/people/reading/filters.py",
        "condition=as_read(version, int(self.version))",
        "condition=None",
        ("tests/handlers/people/reading/test_filters.py::test_changes_that_meet_lose_no_filter",),
    ),
    Mistake(
        "a post that one may not see is named in a filter",
        "chalicelib/services/photos/reading/filters.py",
        "    views.find(account_id, post_id)\n",
        "",
        ("tests/handlers/people/reading/test_filters.py::test_keywords_and_posts_of_a_filter_are_kept_one_by_one",),
    ),
    Mistake(
        "hashtags of a profile are counted in posts that the viewer does not see",
        "chalicelib/services/photos/reading/hashtags.py",
        "    uses = _uses(viewer_id, account_id)\n",
        "    uses = _uses(account_id, account_id)\n",
        (f"{HASHTAGS}::test_a_hashtag_is_shown_on_a_profile_and_counted_in_what_its_viewer_sees",),
    ),
    Mistake(
        "a choice of hashtags is written over another",
        "chalicelib/models/people/reading/hashtags.py",
        "condition=as_read(version, int(self.version))",
        "condition=None",
        (f"{HASHTAGS}::test_a_choice_is_not_written_over_another",),
    ),
    Mistake(
        "a marker is written over another device's",
        "chalicelib/models/people/reading/readings.py",
        "condition=as_read(version, int(self.version))",
        "condition=None",
        ("tests/handlers/people/reading/test_markers.py::test_devices_that_mark_at_the_same_time_lose_nothing",),
    ),
    Mistake(
        "an announcement that has ended is shown",
        "chalicelib/services/people/reading/announcements.py",
        " if one.ends_at is None or one.ends_at > now()]",
        "]",
        ("tests/handlers/people/reading/test_announcements.py::test_what_is_announced_is_shown_until_it_ends",),
    ),
    Mistake(
        "whoever does not wish to be found is suggested",
        "chalicelib/services/photos/reading/suggestions.py",
        '    return bool(account.profile.get("discoverable", True))\n',
        "    return True\n",
        ("tests/handlers/photos/test_suggestions.py::test_those_come_first_whom_most_of_ones_own_follow",),
    ),
    Mistake(
        "a conversation shows the comments of whom one has muted",
        "chalicelib/services/photos/comments.py",
        "    return views.for_conversations(views.find_many(viewer_id, post_ids))\n",
        "    return views.find_many(viewer_id, post_ids)\n",
        (
            "tests/services/photos/test_left_out_comments.py::test_their_comments_are_left_out_and_answers_to_them_say_so",
        ),
    ),
    Mistake(
        "reblogs that are not wanted are shown at home",
        "chalicelib/services/photos/reading/home.py",
        " if not views.is_unwanted(self.home, view) and",
        " if view.post.author_id not in (self.home.unfollowed or ()) and",
        (f"{UNWANTED}::test_reblogs_of_a_follow_are_shown_until_they_are_not_wanted",),
    ),
    Mistake(
        "posts of an exclusive list's members are at home",
        "chalicelib/services/photos/reading/home.py",
        " and view.post.author_id not in elsewhere:",
        ":",
        (f"{EXCLUSIVE}::test_a_list_is_exclusive_as_long_as_it_is_said_to_be",),
    ),
    Mistake(
        "whoever is followed anew is on an exclusive list",
        "chalicelib/services/photos/reading/home.py",
        " if follows.get(member) == follow_id}",
        " if member in follows}",
        (f"{EXCLUSIVE}::test_whoever_leaves_the_list_is_at_home_again",),
    ),
    Mistake(
        "everybody is told which app somebody posts with",
        "chalicelib/schemas/photos/posts.py",
        'body.get("app") if view.viewer_id == post.author_id else None',
        'body.get("app")',
        ("tests/handlers/photos/test_applications.py::test_an_app_is_named_to_the_author_alone",),
    ),
    Mistake(
        "a wish for no reblogs outlives the follow",
        "chalicelib/models/photos/timelines.py",
        "        gone = [cls.pulled.delete({author_id}), cls.without_reblogs.delete({author_id})]\n",
        "        gone = [cls.pulled.delete({author_id})]\n",
        (f"{UNWANTED}::test_whoever_follows_anew_is_shown_reblogs",),
    ),
    Mistake(
        "a post that lost a followed hashtag stays at home",
        "chalicelib/services/photos/reading/home.py",
        "        return has_tag and view.post.access",
        "        return view.post.access",
        (f"{TAGS_AT_HOME}::test_what_has_the_hashtag_no_more_is_not_there",),
    ),
    Mistake(
        "home shows the hashtags that were followed first",
        "chalicelib/services/photos/reading/hashtags.py",
        "wanted[-MOST_AT_HOME:]]",
        "wanted[:MOST_AT_HOME]]",
        (f"{TAGS_AT_HOME}::test_the_hashtags_that_were_followed_last_are_at_home",),
    ),
    Mistake(
        "an edit that says no language loses it",
        "chalicelib/schemas/photos/drafts.py",
        'unsaid=frozenset() if self.language else frozenset({"language"}))',
        "unsaid=frozenset())",
        ("tests/handlers/photos/test_edits.py::test_an_edit_that_says_no_language_keeps_it",),
    ),
)
