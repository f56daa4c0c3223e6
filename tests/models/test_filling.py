"""Pages of lists whose rows are not all shown."""

import pytest

from chalicelib.models import filling
from chalicelib.models.paging import Page, Turned, key, merge, turn_at_hand


@pytest.mark.parametrize("limit", [1, 3, 7, 20])
@pytest.mark.parametrize("hidden", [range(0), range(40, 400), range(0, 400, 2), range(3, 397), range(1, 400)])
def test_walking_either_way_meets_every_shown_row_once_and_no_page_is_empty_before_the_end(hidden: range, limit: int):
    rows = [key(number) for number in range(1000, 1400)]
    shown = [row for row in rows if int(row) - 1000 not in hidden]

    def fill(page: Page) -> filling.Filled[str]:
        return filling.fill(
            lambda asked: merge([turn_at_hand(rows, asked)], asked),
            lambda some: [(row, row) for row in some if row in shown],
            page,
        )

    down, page = [], fill(Page(limit=limit))
    while page.has_more:
        assert page.shown
        down += page.shown
        page = fill(Page(limit=limit, max_id=page.oldest))
    assert [*down, *page.shown] == shown[::-1]
    up: list[str] = []
    page = fill(Page(limit=limit, min_id="999"))
    while page.shown:
        up += page.shown[::-1]
        page = fill(Page(limit=limit, min_id=page.newest))
    assert up == shown


def test_a_list_ends_where_very_many_rows_show_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filling, "MOST_ROWS", 100)
    rows = [key(number) for number in range(1000, 1400)]

    def read(asked: Page) -> Turned[str]:
        return merge([turn_at_hand(rows, asked)], asked)

    found: filling.Filled[str] = filling.fill(read, lambda _: [], Page(limit=20))
    assert (found.shown, found.has_more) == ([], False)
