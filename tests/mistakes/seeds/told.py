"""Mistakes with what people are told."""

from tests.mistakes.trial import Mistake

TALK, READER = "tests/handlers/talk", "chalicelib/services/talk/reader.py"

MISTAKES = (
    Mistake(
        "a likes' group of anybody's post is told to whoever names it",
        READER,
        ' if kind == "favourite" and self._is_told_of(held) else []',
        ' if kind == "favourite" else []',
        (f"{TALK}/test_groups.py::test_the_group_of_anothers_post_is_404",),
    ),
    Mistake(
        "a mention is told of a post that one may not see",
        "chalicelib/services/talk/notifications.py",
        "    return not (told.post_id or told.is_for_staff) or (view is not None and not view.state.is_muted)",
        "    return not (told.post_id or told.is_for_staff) or view is None or not view.state.is_muted",
        (f"{TALK}/test_notifications.py::test_whoever_may_not_see_a_post_is_not_told_of_it",),
    ),
    Mistake(
        "a mute of notifications leaves them",
        "chalicelib/services/talk/notifications.py",
        "barriers.barred | barriers.silenced, joined",
        "barriers.barred, joined",
        (f"{TALK}/test_whom.py::test_a_mute_hides_notifications_where_it_says_so",),
    ),
    Mistake(
        "who blocks somebody is told to them",
        "chalicelib/services/talk/notifications.py",
        "barriers.barred | barriers.silenced, joined",
        "barriers.silenced, joined",
        (f"{TALK}/test_whom.py::test_a_block_hides_what_was_told_either_way",),
    ),
    Mistake(
        "a block hides from a creator who paid",
        "chalicelib/services/talk/notifications.py",
        "(one.is_certain or reported",
        "(reported",
        (f"{TALK}/test_whom.py::test_a_creator_is_told_of_a_sale_whatever_stands_between",),
    ),
    Mistake(
        "what was collected in part is told as funded",
        "chalicelib/services/money/funding/notices.py",
        '    "campaign_partly_collected": ENDED,',
        '    "campaign_partly_collected": FUNDED,',
        (
            "tests/services/money/funding/deadlines/test_telling.py::test_what_was_collected_in_part_is_not_said_to_be_funded",
        ),
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
