"""Mistakes about what lists leave out, and what conversations show."""

from tests.mistakes.trial import Mistake

LISTS = "tests/services/photos/test_full_lists.py"
FILLING = "tests/models/test_filling.py"
THREADS = "tests/services/photos/test_threads.py"
AUTHORS = "tests/services/photos/test_authors.py"
LISTINGS = "chalicelib/models/photos/lists/listings.py"
POSTS = "chalicelib/models/photos/posts.py"
TIMELINES = "chalicelib/services/photos/timelines.py"

MISTAKES = (
    Mistake(
        "photos are looked for among all comments",
        LISTINGS,
        "for has_media in ((True,) if only_media else (True, False))",
        "for has_media in (True, False)",
        (f"{LISTS}::test_photos_stand_behind_any_number_of_comments_at_no_more_trips",),
    ),
    Mistake(
        "an empty page says that there is more",
        "chalicelib/models/filling.py",
        "    filled.has_more = filled.has_more and bool(filled.shown)\n",
        "",
        (f"{FILLING}::test_a_list_ends_where_very_many_rows_show_nothing",),
    ),
    Mistake(
        "a page that looked further loses what it had no room for",
        "chalicelib/models/filling.py",
        "filled.oldest = kept[-1][0] if is_cut else turned.rows[-1]",
        "filled.oldest = turned.rows[-1]",
        (f"{FILLING}::test_walking_either_way_meets_every_shown_row_once_and_no_page_is_empty_before_the_end",),
    ),
    Mistake(
        "what is for followers is listed for everybody",
        "chalicelib/models/photos/lists/enlisting.py",
        "return listings.FOLLOWERS if post.access == FOLLOWERS and post.audience == post.author_id else listings.OWN",
        "return listings.ALL",
        (f"{LISTS}::test_comments_below_what_is_not_for_everybody_are_listed_for_their_author_alone",),
    ),
    Mistake(
        "what was held back stays on its author's list when its campaign is launched",
        TIMELINES,
        "        _release(post)\n",
        "",
        (f"{LISTS}::test_what_is_held_back_until_a_launch_is_listed_for_its_author_alone_and_then_for_all",),
    ),
    Mistake(
        "a post that an edit opens is not delivered",
        "chalicelib/services/photos/posts.py",
        "        is_released = _comes_home(post, changed)\n",
        "        is_released = False\n",
        (f"{LISTS}::test_a_post_that_is_held_back_and_opened_by_an_edit_is_listed_and_delivered",),
    ),
    Mistake(
        "news for backers is delivered to all followers",
        "chalicelib/services/photos/sharing/members.py",
        "    if post.access != CAMPAIGN or post.shows_lock:\n",
        "    if post:\n",
        (f"{LISTS}::test_news_for_backers_stands_in_nobody_elses_way",),
    ),
    Mistake(
        "a deleted post stays in home timelines",
        "chalicelib/services/photos/files/clearing.py",
        "        homes.take_out(post_id, author_id, after)\n",
        "        pass\n",
        (f"{LISTS}::test_deleted_posts_leave_home_timelines",),
    ),
    Mistake(
        "a list of backers ends where many pledges were never completed",
        "chalicelib/models/filling.py",
        "filled.shown and rounds >= ROUNDS",
        "rounds >= 1",
        (
            "tests/services/money/funding/test_passed_over.py::test_drafts_and_pledges_that_nobody_completed_end_no_list_early",
        ),
    ),
    Mistake(
        "a list of subscriptions ends where many were never begun",
        "chalicelib/services/money/selling/subscriptions.py",
        "partial(_listed, needs_begun=True), page)",
        "lambda ids: _listed(ids[:0], needs_begun=True), page)",
        (
            "tests/services/money/funding/test_passed_over.py::test_subscriptions_that_were_undone_or_never_begun_end_no_list_early",
        ),
    ),
    Mistake(
        "what hangs on a deleted comment is lost",
        "chalicelib/models/photos/lists/threads.py",
        '    known = (comment.branch or "").split(STEP)[:-1] or [comment.parent_id or comment.root_id]\n',
        "    known = [comment.parent_id or comment.root_id]\n",
        (f"{THREADS}::test_a_comment_that_is_gone_leaves_a_gap_and_what_hung_on_it",),
    ),
    Mistake(
        "the newest comments are nowhere",
        "chalicelib/services/photos/comments.py",
        "    newest = page(viewer_id, post, Page(limit=most))\n",
        '    newest = page(viewer_id, post, Page(limit=most, min_id="1"))\n',
        (f"{THREADS}::test_of_a_long_conversation_the_newest_are_shown_at_once_and_all_by_pages",),
    ),
    Mistake(
        "answers that an earlier release wrote are lost",
        "chalicelib/services/photos/comments.py",
        " or _below_older(viewer_id, post, most)",
        "",
        (f"{THREADS}::test_answers_of_an_earlier_release_are_found_without_a_branch",),
    ),
    Mistake(
        "followed accounts are listed by their age",
        "chalicelib/models/people/follows.py",
        "            return cls.following.query(account_id, between, ",
        "            return cls.query(account_id, cls.followee_id.between(low, high), ",
        (
            "tests/handlers/people/test_follows.py::test_followed_accounts_are_listed_by_the_follow_and_not_by_their_age",
        ),
    ),
    Mistake(
        "a photo that leaves its post has its first alt text again",
        "chalicelib/models/photos/attachments.py",
        "    if move.alt is not None:\n",
        "    if move.alt is None:\n",
        ("tests/handlers/photos/test_edits.py::test_an_alt_text_that_was_edited_with_the_post_is_the_photos_own",),
    ),
    Mistake(
        "an account in its posts has no counts and the name of another day",
        "chalicelib/services/photos/views.py",
        "authors.get(post.author_id), people) for post in looked_at}",
        "None, people) for post in looked_at}",
        (
            f"{AUTHORS}::test_an_account_is_the_same_in_its_posts_as_on_its_page",
            f"{AUTHORS}::test_an_account_that_is_renamed_while_it_publishes_has_its_new_name",
        ),
    ),
)
