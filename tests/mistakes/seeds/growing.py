"""Mistakes that cost more the more there is, or lose what is read at once."""

from tests.mistakes.trial import Mistake

PULLED = "tests/services/people/test_pulled.py"
ROUNDS = "tests/models/test_rounds.py"
PASSES = "tests/services/money/audit/test_passes.py"
REPLAY = "chalicelib/services/money/audit/replay.py"
STAGES = "chalicelib/services/money/audit/stages.py"

NAMES = "tests/services/people/test_names.py"
UNFOLLOWING = "tests/services/photos/test_unfollowing.py"

MISTAKES = (
    Mistake(
        "posts of whom one has left stay until a message has taken them out",
        "chalicelib/models/photos/timelines.py",
        "        hidden = {*(self.unfollowed or ()), *(",
        "        hidden = {*(",
        (f"{UNFOLLOWING}::test_unfollowing_takes_the_posts_out",),
    ),
    Mistake(
        "posts of whom one follows again stay hidden",
        "chalicelib/services/people/homes.py",
        "if followee.id in (home.unfollowed or ()):",
        "if followee.id not in (home.unfollowed or (followee.id,)):",
        (f"{UNFOLLOWING}::test_whoever_follows_again_before_the_posts_are_taken_out_finds_them",),
    ),
    Mistake(
        "an unfollow takes out all posts within the request",
        "chalicelib/services/photos/timelines.py",
        "    Home.hide(follower_id, followee_id)\n",
        "    homes.clear(follower_id, followee_id)\n",
        (f"{UNFOLLOWING}::test_unfollowing_takes_the_posts_out",),
    ),
    Mistake(
        "whoever unfollows themselves loses their own posts",
        "chalicelib/services/photos/timelines.py",
        "    if follower_id == followee_id:\n        return\n    Home.hide",
        "    Home.hide",
        (f"{UNFOLLOWING}::test_whoever_unfollows_themselves_keeps_their_own_posts",),
    ),
    Mistake(
        "a post is not added to the recent ones of its author",
        "chalicelib/services/photos/timelines.py",
        "        RecentPosts.add(post)\n",
        "",
        (f"{PULLED}::test_posts_from_before_there_was_a_row_are_pulled",),
    ),
    Mistake(
        "what was posted before there was a row of recent posts is lost",
        "chalicelib/models/photos/lists/recent_posts.py",
        "*([cls.ids.add(set(post_ids))] if post_ids else [])",
        "",
        (f"{PULLED}::test_posts_from_before_there_was_a_row_are_pulled",),
    ),
    Mistake(
        "the oldest of the recent posts are kept",
        "chalicelib/models/photos/lists/recent_posts.py",
        "[:-RECENT_POSTS]",
        "[RECENT_POSTS:]",
        (f"{PULLED}::test_a_row_of_recent_posts_is_kept_short_and_whole",),
    ),
    Mistake(
        "each very large account is read by itself",
        "chalicelib/models/batches.py",
        "BATCH_GET_KEYS = 100",
        "BATCH_GET_KEYS = 1",
        (f"{PULLED}::test_trips_and_calls_do_not_grow_with_how_many_very_large_accounts_are_followed",),
    ),
    Mistake(
        "requests of a round forget the deadline of the one that asks",
        "chalicelib/models/rounds.py",
        "_pool(depth).submit(copy_context().run, _in_lane,",
        "_pool(depth).submit(_in_lane,",
        (f"{ROUNDS}::test_a_round_obeys_the_deadline_of_whoever_asks",),
    ),
    Mistake(
        "the acts of a round within a round follow each other",
        "chalicelib/models/rounds.py",
        "depth == DEEPEST",
        "depth",
        (f"{ROUNDS}::test_the_acts_of_a_round_within_a_round_run_at_once",),
    ),
    Mistake(
        "a pass that is under way begins anew each day",
        REPLAY,
        "    if last is None or last.finished_at:\n",
        "    if last is None or last.began_at:\n",
        (f"{PASSES}::test_a_pass_that_takes_longer_than_a_day_rings",),
    ),
    Mistake(
        "a pass that never ends rings nothing",
        REPLAY,
        "    if not audit.finished_at and now()",
        "    if audit.finished_at and now()",
        (f"{PASSES}::test_a_pass_that_takes_longer_than_a_day_rings",),
    ),
    Mistake(
        "two runs write their marks over each other",
        "chalicelib/models/money/audits.py",
        "unchanged = Audit.version == self.version if",
        "unchanged = Audit.id.exists() if",
        (f"{PASSES}::test_of_two_runs_at_once_one_goes_on",),
    ),
    Mistake(
        "balances without a book are passed over",
        STAGES,
        "is_empty = {row.creator_id: not Entry",
        "is_empty = {row.creator_id: Entry",
        (f"{PASSES}::test_every_difference_is_found_whatever_part_it_is_in",),
    ),
    Mistake(
        "payments that were never booked are passed over",
        STAGES,
        "strict=True) if not has]",
        "strict=True) if has]",
        (f"{PASSES}::test_every_difference_is_found_whatever_part_it_is_in",),
    ),
    Mistake(
        "an order that forgot its payment is believed",
        STAGES,
        "for order in rows if not order.payment_id]",
        "for order in rows if order.payment_id]",
        (f"{PASSES}::test_every_difference_is_found_whatever_part_it_is_in",),
    ),
    Mistake(
        "a search among whom one follows reads all of them",
        "chalicelib/services/people/search/names.py",
        "    followed = {followee_id for _, followee_id in Follow.among((viewer_id, one) for one in ids)}\n",
        "    followed = set(Follow.followee_ids(viewer_id))\n",
        (f"{NAMES}::test_a_search_among_whom_one_follows_costs_the_same_however_many_they_are",),
    ),
    Mistake(
        "the meter takes what is refused for small",
        "bench/units.py",
        "        return _written(size(_there(asked, ask)))\n",
        "        return 1.0\n",
        ("tests/bench/test_units.py::test_a_refused_write_is_a_trip_and_is_paid_for",),
    ),
    Mistake(
        "the meter counts what an answer has, and not what was read for it",
        "bench/units.py",
        "wide = ask(operation, whole(asked)) if any(name in asked for name in NARROWS) else answer\n"
        '        return _units(sum(map(size, wide["Items"]))',
        'wide = answer\n        return _units(sum(map(size, wide["Items"]))',
        ("tests/bench/test_units.py::test_a_query_takes_the_bytes_that_it_examines",),
    ),
)
