"""Mistakes about what accounts show once more, pin, put together and take back."""

from tests.mistakes.trial import Mistake

REBLOGS = "tests/services/photos/interactions/test_reblogs.py"
DISCUSSIONS = "tests/services/photos/interactions/test_discussions.py"

MISTAKES = (
    Mistake(
        "a reblog shows what its viewer may not see",
        "chalicelib/services/photos/reading/pages.py",
        "if self.post.reblog_of_id and (self.reblogged is None or not self.reblogged.state.may_see):",
        "if self.post.reblog_of_id and self.reblogged is None:",
        (f"{REBLOGS}::test_a_reblog_shows_what_its_viewer_may_see_at_that_moment",),
    ),
    Mistake(
        "somebody who is muted comes back by a reblog",
        "chalicelib/services/photos/views.py",
        "for one in (view, view.proper))]",
        "for one in (view,))]",
        (f"{REBLOGS}::test_a_reblog_shows_what_its_viewer_may_see_at_that_moment",),
    ),
    Mistake(
        "what is for followers is reblogged to others",
        "chalicelib/services/photos/interactions/reblogs.py",
        "(is_own and is_for_followers)",
        "is_own or is_for_followers or shown.post.access == FOLLOWERS",
        (f"{REBLOGS}::test_what_is_not_for_everybody_is_not_reblogged",),
    ),
    Mistake(
        "a post changes its audience while it is reblogged",
        "chalicelib/models/photos/sharing/reblogs.py",
        "(Post.access == post.access) & private & Post.withdrawn_at.does_not_exist()",
        "Post.id.exists()",
        (f"{REBLOGS}::test_a_post_that_changes_its_audience_meanwhile_is_not_reblogged",),
    ),
    Mistake(
        "a deleted post leaves its reblogs behind",
        "chalicelib/services/photos/files/clearing.py",
        "if _clear_reblogs(post_id):",
        "if False:",
        ("tests/services/photos/interactions/test_reblogs_cut.py::test_a_deleted_post_takes_its_reblogs_with_it",),
    ),
    Mistake(
        "what a private account reblogged before stays everybody's",
        "chalicelib/services/photos/files/privacy.py",
        "listings.names(account.id, comments=False, with_reblogs=True)",
        "listings.names(account.id, comments=False)",
        (f"{REBLOGS}::test_what_a_private_account_reblogs_is_for_its_followers",),
    ),
    Mistake(
        "two pins at once lose one, or are too many",
        "chalicelib/models/photos/sharing/pins.py",
        "condition=Account.id.exists() & same))",
        "condition=Account.id.exists()))",
        ("tests/services/photos/interactions/test_pins.py::test_two_pins_at_once_are_both_kept_and_never_four",),
    ),
    Mistake(
        "comments that are off are answered all the same",
        "chalicelib/services/photos/comments.py",
        "if discussions.are_off(_root_of(parent.post)):",
        "if discussions.are_off(parent.post):",
        (f"{DISCUSSIONS}::test_nobody_comments_where_comments_are_off_and_those_that_are_there_stay",),
    ),
    Mistake(
        "what is said of comments is written over an edit",
        "chalicelib/models/photos/sharing/discussions.py",
        "condition=Post.version == post.version))",
        "condition=Post.id.exists()))",
        (f"{DISCUSSIONS}::test_what_is_said_at_the_same_time_as_an_edit_loses_neither",),
    ),
    Mistake(
        "what happens in a muted conversation is told",
        "chalicelib/services/talk/notifications.py",
        "(view is not None and not view.state.is_muted)",
        "view is not None",
        ("tests/services/photos/interactions/test_threads.py::test_a_muted_conversation_says_so_and_tells_nothing",),
    ),
    Mistake(
        "a conversation is muted only among the first things that somebody mutes",
        "chalicelib/services/photos/viewers.py",
        "met | threads, barriers)",
        "met, barriers)",
        ("tests/services/photos/interactions/test_threads.py::test_a_conversation_stays_muted_however_much_else_is",),
    ),
)
