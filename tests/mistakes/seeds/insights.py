"""Mistakes in the numbers for one's own posts."""

from tests.mistakes.trial import Mistake

HANDLED = "tests/handlers/photos/test_insights.py"
ADDED = "tests/services/photos/insights/test_adding_up.py"
SERVICES = "chalicelib/services/photos/insights"
BATCHES = "chalicelib/models/photos/insights/view_batches.py"

MISTAKES = (
    Mistake(
        "anybody is shown how often a post was seen",
        f"{SERVICES}/reading.py",
        "        partial(posts.find_own, account_id, post_id),\n",
        "        partial(Post.find, post_id),\n",
        (f"{HANDLED}::test_nobody_else_learns_anything",),
    ),
    Mistake(
        "numbers tell whether a message was read",
        f"{SERVICES}/adding_up.py",
        " if not (post.removed_at or post.is_message))",
        " if not post.removed_at)",
        (f"{HANDLED}::test_who_read_a_message_is_not_told_by_numbers",),
    ),
    Mistake(
        "a report says who looked",
        f"{SERVICES}/reporting.py",
        'queue.send("views", nonce=secrets.token_hex(6),',
        'queue.send("views", viewer=viewer_id, nonce=secrets.token_hex(6),',
        (f"{HANDLED}::test_who_looked_is_kept_nowhere",),
    ),
    Mistake(
        "a report that is delivered twice counts twice",
        f"{SERVICES}/adding_up.py",
        "        if name in known:\n            continue\n",
        "",
        (f"{HANDLED}::test_what_is_reported_or_delivered_twice_counts_once",),
    ),
    Mistake(
        "whoever looks at their own profile is counted",
        f"{SERVICES}/reporting.py",
        "[one for one in dict.fromkeys(account_ids) if one != viewer_id]",
        "[*dict.fromkeys(account_ids)]",
        (f"{HANDLED}::test_what_is_not_there_and_ones_own_profile_count_nothing",),
    ),
    Mistake(
        "a day that one function added up is added up once more by many",
        BATCHES,
        "        guarded(lambda: row.update(first, condition=cls.parts.does_not_exist()))\n",
        "        row.update(first)\n",
        (f"{ADDED}::test_what_comes_late_is_added_by_as_many_functions_as_before",),
    ),
    Mistake(
        "what comes after a day was added up is lost",
        f"{SERVICES}/reporting.py",
        "        if day < day_of(now()) and ViewBatch.is_added_up(day):\n",
        "        if False:\n",
        (f"{HANDLED}::test_what_comes_late_is_added_to_its_day",),
    ),
    Mistake(
        "numbers are counted where the operator wants none",
        f"{SERVICES}/reporting.py",
        "    if config.INSIGHTS and (posts or accounts):\n",
        "    if posts or accounts:\n",
        (f"{HANDLED}::test_an_operator_turns_it_off",),
    ),
)
