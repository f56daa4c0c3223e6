"""Revenue by day."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.factories import make_account
from tests.kit.money.books import DAY, HOME, NOON, at, client_of, learn, read, sell


def test_revenue_by_day_lists_the_days_without_any(monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    at(monkeypatch, NOON)
    first = sell(creator, 500)
    sell(creator, 1_000)
    at(monkeypatch, NOON + 2 * DAY)
    learn(first, refunds={"re_1": [500, 2]}, fee_refunded=25)
    [book] = read(client_of(creator), "revenue?from=2026-03-10&to=2026-03-13")["currencies"]
    assert [(day["date"], day["gross"], day["fees"], day["refunds"], day["net"]) for day in book["days"]] == [
        ("2026-03-10", 1_500, 75, 0, 1_425),
        ("2026-03-11", 0, 0, 0, 0),
        ("2026-03-12", 0, -25, 500, -475),
        ("2026-03-13", 0, 0, 0, 0),
    ]
    assert book["days"][0]["kinds"]["purchase"]["payments_count"] == 2
    assert (book["total"]["net"], book["total"]["payments_count"], book["total"]["refunds_count"]) == (950, 2, 1)


def test_a_day_is_a_day_where_the_creator_lives(monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    # 23:30 UTC is the next day in Berlin; that night its clocks go forward.
    at(monkeypatch, int(datetime(2026, 3, 28, 23, 30, tzinfo=UTC).timestamp()))
    sell(creator)
    client = client_of(creator)
    for zone, dates in (
        ("UTC", ["2026-03-28"]),
        ("Europe/Berlin", ["2026-03-29"]),
        ("America/New_York", ["2026-03-28"]),
    ):
        [book] = read(client, f"revenue?from=2026-03-27&to=2026-03-30&timezone={zone}")["currencies"]
        assert [day["date"] for day in book["days"] if day["gross"]] == dates
    [book] = read(client, "revenue?from=2026-03-29&to=2026-03-29&timezone=Europe/Berlin")["currencies"]
    assert book["total"]["gross"] == 500


def test_the_last_day_is_today_in_the_zone_that_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    # It is 00:16 of the 26th in Moscow, and 10:16 of the 26th on Samoa, while the 25th goes on in London.
    at(monkeypatch, int(datetime(2026, 11, 25, 21, 16, tzinfo=UTC).timestamp()))
    sell(creator)
    client = client_of(creator)
    for zone, today in (
        *(("Europe/Moscow", "2026-11-26"), ("Pacific/Apia", "2026-11-26"), ("Asia/Kathmandu", "2026-11-26")),
        *(("Europe/London", "2026-11-25"), ("America/St_Johns", "2026-11-25"), ("UTC", "2026-11-25")),
    ):
        [book] = read(client, f"revenue?timezone={zone}")["currencies"]
        assert (book["days"][-1]["date"], book["days"][-1]["gross"], len(book["days"])) == (today, 500, 30)


def test_the_last_hour_before_clocks_skip_midnight_is_counted(monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    # In Beirut the 29th begins at one o'clock, which is 22:00 UTC of the 28th.
    at(monkeypatch, int(datetime(2026, 3, 28, 21, 30, tzinfo=UTC).timestamp()))
    sell(creator)
    for days, gross in (("from=2026-03-28&to=20260328", 500), ("from=20260329&to=2026-03-29", 0)):
        found = read(client_of(creator), f"revenue?{days}&timezone=Asia/Beirut")["currencies"]
        assert sum(book["total"]["gross"] for book in found) == gross


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-01-01&to=2027-01-02",
        "from=2026-01-02&to=2026-01-01",
        "from=yesterday",
        "from=1700000000",
        "from=٢٠٢٦-٠١-٠١",
        "from=0001-01-01&to=0001-01-02",
        "from=9999-12-30&to=9999-12-31",
        "timezone=../../etc/passwd",
        "timezone=/etc/passwd",
        "timezone=Mars/Base",
        "timezone=",
        "timezone=%00",
        "currency=xxx",
        "currency[]=eur",
    ],
)
def test_what_cannot_be_counted_is_refused(query: str):
    assert client_of(make_account()).get(f"{HOME}/revenue?{query}").status_code == 422


def test_a_whole_year_is_counted():
    creator = make_account()
    sell(creator)
    today = datetime.now(UTC).date()
    [book] = read(client_of(creator), f"revenue?from={today - timedelta(days=365)}&to={today}")["currencies"]
    assert (len(book["days"]), book["total"]["gross"]) == (366, 500)
