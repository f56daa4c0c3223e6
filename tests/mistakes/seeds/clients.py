"""Mistakes that other people's clients found."""

from tests.mistakes.trial import Mistake

NAMES = "chalicelib/services/people/search/names.py"
BLOCKS = "tests/handlers/people/test_blocks.py"
TAKEN = "tests/handlers/people/test_taking_back.py"
THREADS = "tests/services/photos/interactions/test_threads.py"
SEARCH = "tests/handlers/photos/test_search.py"
WORDS = "tests/services/photos/search/test_search.py"
BY_HANDLE = f"{BLOCKS}::test_whom_one_blocks_is_found_by_the_whole_handle_to_be_unblocked_and_by_nothing_else"

ENDORSING = "chalicelib/services/people/relationships/endorsements.py"
FAMILIAR = "chalicelib/services/people/relationships/familiar.py"
SUGGESTIONS = "chalicelib/services/photos/reading/suggestions.py"
SUGGESTED = "tests/handlers/photos/test_suggestions.py"
ENDORSED = "tests/handlers/people/test_endorsements.py"
PICTURES = "tests/handlers/people/test_profile_pictures.py"
PLACES = "tests/handlers/photos/test_places.py"
UNTOLD = f"{ENDORSED}::test_nobody_learns_by_familiar_followers_what_lists_would_not_show"

MISTAKES = (
    Mistake(
        "whom a private account endorses is shown to all",
        ENDORSING,
        "    if not standing.shows_lists(viewer_id, blocks.find_shown(viewer_id, account_id)):\n",
        "    if not blocks.find_shown(viewer_id, account_id):\n",
        (f"{ENDORSED}::test_an_endorsement_is_shown_to_nobody_who_does_not_see_whom_the_account_follows",),
    ),
    Mistake(
        "an endorsement makes a follow",
        "chalicelib/models/people/reading/endorsements.py",
        "[chosen], condition=there))",
        "[chosen, Follow.id.set(new_id())]))",
        (f"{ENDORSED}::test_only_whom_one_follows_is_endorsed_and_no_longer_than_that",),
    ),
    Mistake(
        "familiar followers tell of whoever hides whom they follow",
        FAMILIAR,
        ' and not one.profile.get("hide_collections")}\n',
        "}\n",
        (UNTOLD,),
    ),
    Mistake(
        "familiar followers tell of private accounts",
        FAMILIAR,
        " or (one.is_private and (viewer_id, one.id) not in there)",
        "",
        (UNTOLD,),
    ),
    Mistake(
        "suggestions tell whom somebody follows who hides that",
        SUGGESTIONS,
        ' if not one.profile.get("hide_collections")}\n    told',
        "}\n    told",
        (f"{SUGGESTED}::test_whoever_hides_whom_they_follow_makes_nobody_a_friend_of_friends",),
    ),
    Mistake(
        "the posts of an account with a hashtag are all of its posts",
        "chalicelib/services/photos/timelines.py",
        'if not wanted or wanted in tags_in(view.proper.post.body["caption"])]',
        "if not wanted or tags_in(wanted) or view]",
        (f"{SEARCH}::test_the_posts_of_an_account_with_a_hashtag_are_listed_page_by_page",),
    ),
    Mistake(
        "whom one asked to follow is suggested",
        SUGGESTIONS,
        "    keys += [(FollowRequest, one, account_id) for one in wanted]\n",
        "",
        (f"{SUGGESTED}::test_whom_one_asked_to_follow_or_has_muted_is_not_suggested",),
    ),
    Mistake(
        "whom one has muted is in the directory",
        SUGGESTIONS,
        "    left_out = barriers.barred | barriers.muted\n",
        "    left_out = barriers.barred\n",
        (f"{SUGGESTED}::test_whom_one_asked_to_follow_or_has_muted_is_not_suggested",),
    ),
    Mistake(
        "the files of a picture that was taken off stay",
        "chalicelib/services/photos/making/pictures.py",
        "            media.discard(Media.find(media_id))\n",
        "",
        (f"{PICTURES}::test_a_picture_is_taken_off_the_account_and_its_posts_and_its_files_are_gone",),
    ),
    Mistake(
        "an edit that says nothing of a place takes it off",
        "chalicelib/services/photos/drafts.py",
        "    if draft.town_id is None:\n        return {}\n",
        "",
        (f"{PLACES}::test_an_edit_changes_the_place_only_where_it_says_so_and_the_pages_follow",),
    ),
    Mistake(
        "the page of a place shows posts that left it",
        "chalicelib/services/photos/search/posts.py",
        '    return bool(town) and town["id"] == town_id\n',
        "    return True or town or town_id\n",
        (f"{PLACES}::test_the_page_of_a_place_has_what_everybody_may_see_and_ends_where_it_ends",),
    ),
    Mistake(
        "a post for some stands on the page of its place",
        "chalicelib/services/photos/search/posts.py",
        "        return [view for view in found if view.post.public and fits(view)]\n",
        "        return [view for view in found if fits(view)]\n",
        (f"{PLACES}::test_a_post_that_is_taken_back_to_fewer_leaves_the_page_at_once",),
    ),
    Mistake(
        "whom one blocks is not found to be unblocked",
        NAMES,
        "    barred = barriers.barred - {row.id for row in found if query.names(row)} | barriers.blocked_by\n",
        "    barred = barriers.barred\n",
        (BY_HANDLE,),
    ),
    Mistake(
        "whoever is blocked finds the blocker by the whole handle",
        NAMES,
        " if query.names(row)} | barriers.blocked_by\n",
        " if query.names(row)}\n",
        (BY_HANDLE,),
    ),
    Mistake(
        "hashtags of one day are suggested by the second",
        "chalicelib/services/photos/search/tags.py",
        "-(int(tag.used_at) // DAY)",
        "-int(tag.used_at)",
        (f"{WORDS}::test_hashtags_of_one_day_are_suggested_in_the_order_of_their_names",),
    ),
    Mistake(
        "a page of a hashtag shows what has not all of them",
        "chalicelib/services/photos/search/posts.py",
        "said.issuperset(self.all_of)",
        "bool(said)",
        (f"{SEARCH}::test_the_pages_of_a_hashtag_take_others_in_and_leave_others_out",),
    ),
    Mistake(
        "a closed account is told to whoever has nothing to take back from it",
        "chalicelib/models/people/accounts.py",
        "            if not is_held():\n                raise\n",
        "            pass\n",
        (
            "tests/handlers/people/test_closed.py::test_nobody_begins_anything_with_a_closed_account_as_with_one_that_never_was",
        ),
    ),
    Mistake(
        "what one did with an account that closed stays",
        "chalicelib/models/people/accounts.py",
        "            if not is_held():\n                raise\n",
        "            raise\n",
        (f"{TAKEN}::test_what_one_did_with_an_account_that_closed_is_taken_back_once",),
    ),
    Mistake(
        "a note is begun about whoever blocks one",
        "chalicelib/services/people/relationships/notes.py",
        "partial(Note.is_there, account_id, about_id)",
        "lambda: True",
        (f"{TAKEN}::test_a_note_about_whom_one_no_longer_sees_is_kept_in_order_by_whoever_has_one",),
    ),
    Mistake(
        "whoever blocks one is told apart from nobody by one's lists",
        "chalicelib/services/people/reading/lists.py",
        "    if account_id in barriers.blocked_by:\n        raise NotFound\n",
        "",
        (f"{TAKEN}::test_ones_lists_do_not_tell_whoever_blocks_one_from_nobody",),
    ),
    Mistake(
        "a hidden post is told apart from none by unmuting it",
        "chalicelib/services/photos/interactions/threads.py",
        "        if not Barrier.is_there(account_id, root_id, SILENCES):\n            raise NotFound\n",
        "",
        (f"{THREADS}::test_the_mute_of_a_conversation_that_one_no_longer_sees_is_taken_back_once",),
    ),
)
