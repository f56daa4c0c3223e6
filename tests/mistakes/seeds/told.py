"""Mistakes with what people are told."""

from tests.mistakes.trial import Mistake

TALK, TOLD = "tests/handlers/talk", "chalicelib/services/talk/told.py"

MISTAKES = (
    Mistake(
        "a likes' group of anybody's post is told to whoever names it",
        TOLD,
        ' if kind == "favourite" and self._is_told_of(held) else []',
        ' if kind == "favourite" else []',
        (f"{TALK}/test_groups.py::test_the_group_of_anothers_post_is_404",),
    ),
    Mistake(
        "a mention is told of a post that one may not see",
        "chalicelib/services/talk/notifications.py",
        "        if one.from_id in by_id and (not one.post_id or one.post_id in posts)",
        "        if one.from_id in by_id",
        (f"{TALK}/test_notifications.py::test_whoever_may_not_see_a_post_is_not_told_of_it",),
    ),
    Mistake(
        "each like of a day writes a row for its author",
        "chalicelib/services/people/counts.py",
        "    post.likes_told = max(days)\n",
        "    post.likes_told = None\n",
        (f"{TALK}/test_dismissing.py::test_the_likes_of_a_post_write_one_row_a_day",),
    ),
    Mistake(
        "hints of two days tell of the later one alone",
        "chalicelib/services/people/counts.py",
        "    days = {day_of((at - LATE) / 1000), ",
        "    days = {",
        (f"{TALK}/test_dismissing.py::test_a_like_just_after_midnight_is_told_however_hints_come_together",),
    ),
    Mistake(
        "every payment of a subscription tells of a new subscriber",
        "chalicelib/services/talk/sales.py",
        "    if earlier:\n        return []\n",
        "",
        ("tests/services/money/selling/test_told.py::test_a_subscriber_is_told_once_however_many_months_are_paid",),
    ),
)
