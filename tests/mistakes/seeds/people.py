"""Mistakes about how people stand to each other: blocks, mutes, private accounts."""

from tests.mistakes.trial import Mistake

ACCESS = "chalicelib/services/photos/access.py"
BARRIERS = "chalicelib/models/people/barriers.py"
BLOCKS = "chalicelib/services/people/relationships/blocks.py"
HOMES = "chalicelib/services/people/homes.py"
DOOR = "tests/handlers/people/test_blocks.py"
MUTED = "tests/handlers/people/test_mutes.py"
PRIVATE = "tests/handlers/people/test_private.py"
WALKS = "tests/services/photos/test_privacy.py"
STAND = "tests/handlers/people/test_relationships.py"
WORK = "tests/services/people/test_blocks.py"
BARRED = "tests/services/photos/test_barred.py"
BOUGHT = "tests/handlers/money/selling/test_purchases.py"
CLOSED = "tests/services/money/selling/test_private.py"
CLOSING = "tests/services/people/test_closing_follows.py"

MISTAKES = (
    Mistake(
        "whoever blocks goes on to see the other",
        BARRIERS,
        "return self.blocking | self.blocked_by",
        "return self.blocked_by",
        (f"{DOOR}::test_neither_of_two_sees_anything_of_the_other_and_whoever_blocks_finds_the_profile",),
    ),
    Mistake(
        "what is said to one's own followers below a post is for its author's",
        "chalicelib/services/photos/drafts.py",
        "    post.root_author_id = (",
        "    post.audience_id = post.root_author_id = (",
        ("tests/services/photos/test_full_lists.py",),
    ),
    Mistake(
        "a comment under the post of somebody who blocks the viewer is shown",
        ACCESS,
        "for one in (post.author_id, post.owner_id, post.parent_author_id) if one",
        "for one in (post.author_id,) if one",
        (
            f"{BARRED}::test_a_comment_is_hidden_from_whom_its_author_the_posts_author_or_whoever_it_answers_must_not_meet",
        ),
    ),
    Mistake(
        "a blocked buyer loses what was bought",
        ACCESS,
        "return not post.parent_id and _has_bought(viewer, post)",
        "return False",
        (f"{BARRED}::test_what_was_bought_stays_with_a_buyer_who_is_blocked",),
    ),
    Mistake(
        "what a blocked account sells is shown locked",
        ACCESS,
        "is_hidden = is_away or _is_barred(viewer, post) or",
        "is_hidden = is_away or",
        (f"{BARRED}::test_what_is_of_somebody_whom_the_viewer_must_not_meet_is_hidden_and_not_locked",),
    ),
    Mistake(
        "of very many blocks only the first count",
        BARRIERS,
        "if other >= self.covered})",
        "if other > HIGHEST})",
        (f"{WORK}::test_of_very_many_blocks_each_counts",),
    ),
    Mistake(
        "a follow that meets a block stays",
        HOMES,
        "if found and Barrier.is_between(follower_id, followee_id):",
        "if found and not follower_id:",
        (f"{WORK}::test_a_follow_that_comes_while_a_block_is_written_ends",),
    ),
    Mistake(
        "a block sends its messages after its write alone",
        BLOCKS,
        '        queue.announce("follows", **_ending(way), **counts.late(*_totals(way)))\n',
        "        assert way\n",
        (f"{WORK}::test_a_block_that_is_cut_anywhere_ends_everything_or_did_not_happen",),
    ),
    Mistake(
        "a mute never ends",
        BARRIERS,
        "held = [row for row in rows if not row.is_over]",
        "held = list(rows)",
        (f"{MUTED}::test_a_mute_ends_when_it_was_said_to",),
    ),
    Mistake(
        "whoever is muted stays in the public timeline",
        "chalicelib/services/photos/views.py",
        "    return state.is_author_muted or state.is_author_silenced\n",
        "    return state.is_author_silenced\n",
        (f"{MUTED}::test_whoever_is_muted_leaves_timelines_and_conversations_and_nothing_else",),
    ),
    Mistake(
        "a post waits for its walk before it is closed",
        ACCESS,
        "if not post.is_private and post.owner_id not in viewer.closing:",
        "if not post.is_private:",
        (f"{PRIVATE}::test_whoever_is_not_let_in_finds_nothing_of_a_private_account",),
    ),
    Mistake(
        "a post that became private stays in the open",
        "chalicelib/models/photos/posts.py",
        " in (PUBLIC, UNLISTED) and not self.is_private and not self.closed_by",
        " in (PUBLIC, UNLISTED) and not self.closed_by",
        (f"{WALKS}::test_the_bytes_of_public_posts_leave_the_open_and_come_back",),
    ),
    Mistake(
        "what was sold by an account that becomes private is lost",
        ACCESS,
        "    if _is_closed(viewer, post):\n        return _has_bought(viewer, post)\n",
        "    if _is_closed(viewer, post):\n        return False\n",
        (f"{WALKS}::test_what_was_sold_stays_with_its_buyer_and_is_offered_to_those_who_follow",),
    ),
    Mistake(
        "a walk of an earlier change goes on",
        "chalicelib/services/photos/files/privacy.py",
        'if account.privacy_version != walk["version"]:',
        'if account.privacy_version < walk["version"]:',
        (f"{WALKS}::test_a_walk_of_an_earlier_change_does_nothing",),
    ),
    Mistake(
        "a post that comes at the same time is left public",
        "chalicelib/models/photos/publishing.py",
        "same = _same_author(post) if difference > 0 else None",
        "same = None",
        (f"{WALKS}::test_a_post_and_a_comment_that_come_at_the_same_time_are_private",),
    ),
    Mistake(
        "whoever asks to follow a private account follows it",
        "chalicelib/services/photos/timelines.py",
        " and followee.is_private and FollowRequest",
        " and not followee.is_private and FollowRequest",
        (f"{PRIVATE}::test_a_private_account_is_asked_and_answers",),
    ),
    Mistake(
        "lists that are hidden by choice are shown",
        "chalicelib/services/people/relationships/standing.py",
        'return is_let_in and not account.profile.get("hide_collections")',
        "return is_let_in",
        (f"{STAND}::test_lists_of_people_are_hidden_by_choice_and_by_being_private",),
    ),
    Mistake(
        "things are sold to somebody who is not shown them",
        "chalicelib/services/money/selling/buying.py",
        "    if not views.of_posts(buyer_id, [post]):\n",
        "    if not post:\n",
        (f"{BOUGHT}::test_a_private_account_sells_to_those_alone_whom_it_lets_follow",),
    ),
    Mistake(
        "a tier of a private account is sold to anybody",
        "chalicelib/services/people/relationships/requests.py",
        "    if seller.is_private and not Follow",
        "    if not seller.id and not Follow",
        (f"{CLOSED}::test_a_tier_is_not_sold_to_a_stranger_nor_given_to_one",),
    ),
    Mistake(
        "money lets a subscriber follow a private account",
        "chalicelib/services/money/selling/sync.py",
        "        if Account.find(row.creator_id).is_private and ",
        "        if not row.creator_id and ",
        (f"{CLOSED}::test_whoever_pays_a_page_that_was_open_before_asks_to_follow_and_sees_what_was_paid_for",),
    ),
    Mistake(
        "a tip tells of a hidden post",
        "chalicelib/services/money/selling/gifts.py",
        "views.find(giver_id, post_id)",
        "views.find(creator_id, post_id)",
        (f"{CLOSED}::test_a_tip_for_a_post_that_one_does_not_see_tells_nothing_of_it",),
    ),
    Mistake(
        "whoever follows as an account becomes private is let in",
        "chalicelib/services/people/follows.py",
        "    if not Account.find(followee_id).is_private:\n        return True\n",
        "    return True\n",
        (f"{CLOSING}::test_whoever_follows_as_an_account_closes_asks_to",),
    ),
    Mistake(
        "a follow that was cut as an account became private stays",
        HOMES,
        "not (found.came_as_it_closed(followee) and",
        "not (found.is_accepted and",
        (f"{CLOSING}::test_a_follow_that_was_cut_before_it_looked_becomes_a_request_too",),
    ),
    Mistake(
        "whom a private account let in is put back among those who ask",
        "chalicelib/models/people/follows.py",
        "or self.is_accepted or",
        "or",
        (f"{CLOSING}::test_whom_a_private_account_let_in_stays_and_so_does_whoever_followed_before",),
    ),
)
