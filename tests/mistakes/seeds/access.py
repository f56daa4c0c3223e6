"""Mistakes about who may see what was paid for, and for how long."""

from tests.mistakes.trial import Mistake

ACCESS = "chalicelib/services/photos/access.py"
VIEWS = "chalicelib/services/photos/views.py"
RULES = "tests/services/photos/test_access.py"
LISTS = "tests/handlers/photos/test_own_lists.py"
BOOKMARKS = "tests/services/photos/test_bookmarks.py"
LIKES = "tests/services/photos/test_likes.py"
STATES = "tests/services/photos/test_views.py"

MISTAKES = (
    Mistake(
        "grants hold after their end",
        "chalicelib/services/photos/viewers.py",
        "isinstance(item, Grant) and item.is_open(now())]",
        "isinstance(item, Grant)]",
        (f"{RULES}::test_grants_are_read_and_those_that_ended_do_not_count",),
    ),
    Mistake(
        "every tier opens every level",
        ACCESS,
        "type(wanted) is int and level >= wanted",
        "type(wanted) is int",
        (f"{RULES}::test_grants_open_what_they_are_for",),
    ),
    Mistake(
        "a grant for one post opens all",
        ACCESS,
        "    keys = [post_key(post.root_id or post.id)]\n",
        "    keys = [key for key in viewer.grants if key.startswith(post_key(''))]\n",
        (f"{RULES}::test_grants_open_what_they_are_for",),
    ),
    Mistake(
        "a locked post shows its photos",
        ACCESS,
        "may_react=viewer.barred.isdisjoint(met_in(post)),\n        is_author_muted=post.author_id in viewer.muted,\n"
        "        lock=lock_of(viewer, post),\n    ",
        "may_react=True,\n        is_author_muted=False,\n        lock=None,\n    ",
        ("tests/handlers/photos/test_locked.py::test_everybody_gets_on_every_surface_what_is_theirs",),
    ),
    Mistake(
        "on a page with gaps likes are lost",
        "chalicelib/services/photos/reading/marks.py",
        "    for rows in answers:\n",
        "    for rows in answers[:1]:\n",
        (f"{STATES}::test_a_page_of_many_posts_tells_of_each_what_its_viewer_did",),
    ),
    Mistake(
        "a list of one's own ends in an empty page that promises another",
        "chalicelib/models/filling.py",
        "or looked_at >= MOST_ROWS",
        "or rounds >= 1",
        (f"{LISTS}::test_what_one_may_not_see_is_left_out_and_leaves_no_empty_page_behind",),
    ),
    Mistake(
        "a deleted post leaves its bookmarks",
        "chalicelib/services/photos/files/clearing.py",
        "    Bookmark.clear(post_id)\n",
        "",
        (f"{BOOKMARKS}::test_a_deleted_post_takes_its_bookmarks_with_it",),
    ),
    Mistake(
        "a bookmark outlives its post",
        "chalicelib/models/photos/bookmarks.py",
        "            writes.condition_check(Post, post_id, condition=Post.id.exists())\n",
        "",
        (f"{BOOKMARKS}::test_a_post_that_is_deleted_while_somebody_bookmarks_it_leaves_no_bookmark",),
    ),
    Mistake(
        "a like that is taken back takes the bookmark with it",
        "chalicelib/models/photos/interactions/taking_back.py",
        "return any(getattr(row, name) for name in THINGS if name != thing)",
        "return False",
        (f"{BOOKMARKS}::test_a_like_and_a_bookmark_of_one_post_outlive_each_other",),
    ),
    Mistake(
        "whoever takes a like back reads what they may not see",
        VIEWS,
        "return replace(view, post=view.post.withheld(), campaign=None, reblogged=None)",
        "return view",
        (f"{LIKES}::test_a_like_is_taken_back_from_a_post_that_one_no_longer_sees_and_tells_nothing_of_it",),
    ),
    Mistake(
        "a post is told without what its viewer did",
        ACCESS,
        "is_liked=bool(interaction and interaction.like_id)",
        "is_liked=False",
        (f"{STATES}::test_what_one_did_shows_everywhere_in_whatever_order_it_happened",),
    ),
)
