"""Creators read their own books only."""

import csv
import io
import json
from typing import Any

import pytest

from chalicelib.handlers.money.creators import ledger as handler
from chalicelib.models.money.creators.ledger import Entry
from chalicelib.models.money.currencies import exponent
from chalicelib.services.money.creators import ledger
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.books import DAY, HOME, NOON, at, client_of, learn, read, sell
from tests.kit.money.stripe_objects import intent_id


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"{HOME}/ledger.csv{query}").text, newline="")))


def amounts(line: dict[str, Any]) -> tuple[int, ...]:
    return tuple(int(line[name]) for name in ("gross", "fee", "refund", "dispute", "net"))


def test_a_payment_its_refund_and_its_dispute_are_told_apart_to_the_cent():
    creator = make_account()
    purchase = sell(creator)
    learn(purchase, refunds={"re_1": [100, 2]})
    learn(purchase, reversed=100, fee_refunded=5)
    learn(purchase, disputes={"dp_1": [400, 7, "lost"]})
    # What a dispute took is refunded on top: what moves is only the reason.
    learn(purchase, refunds={"re_2": [400, 2]})
    lines = read(client_of(creator), "ledger")[::-1]
    told = [(line["type"], *amounts(line)) for line in lines]
    assert told == [
        ("payment", 500, 25, 0, 0, 475),
        ("refund", 0, 0, 100, 0, -100),
        ("fee", 0, -5, 0, 0, 5),
        ("dispute", 0, 0, 0, 400, -400),
        ("refund", 0, 0, 400, -400, 0),
    ]
    for line in lines:
        held = line["lines"]
        assert sum(held.values()) == 0
        assert line["net"] == sum(held.get(account, 0) for account in ("creator", "owed", "clearing"))


def test_the_book_pages_to_its_end_and_back():
    creator, buyer = make_account(), make_account()
    for _ in range(7):
        sell(creator, buyer=buyer)
    client = client_of(creator)
    every = [line["id"] for line in read(client, "ledger?limit=100")]
    assert len(every) == 7
    url, seen = f"{HOME}/ledger?limit=3", []
    while url:
        answer = client.get(url)
        seen.append([line["id"] for line in answer.json()])
        url = answer.links.get("next", {}).get("url", "")
    assert [len(one) for one in seen] == [3, 3, 1]
    assert [entry_id for one in seen for entry_id in one] == every
    back = client.get(f"{HOME}/ledger", params={"limit": 3, "min_id": every[-1]})
    assert [line["id"] for line in back.json()] == every[3:6]
    assert "next" in back.links


def test_a_span_and_a_currency_choose(monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    for moment, currency in ((NOON, "eur"), (NOON + DAY, "jpy"), (NOON + 2 * DAY, "eur")):
        at(monkeypatch, moment)
        sell(creator, 500, currency)
    client = client_of(creator)
    assert [line["currency"] for line in read(client, "ledger")] == ["eur", "jpy", "eur"]
    assert len(read(client, f"ledger?since={NOON + 1}")) == 2
    assert len(read(client, f"ledger?since={NOON}&until={NOON + DAY}")) == 1
    assert len(read(client, "ledger?since=2026-03-11&until=2026-03-12T00:00:00Z")) == 1
    assert len(read(client, "ledger?since=20260311&until=20260312")) == 2
    assert len(read(client, "ledger?since=2026-03-11&until=2026-03-11")) == 1
    # It is noon in London when the day of Apia begins.
    assert len(read(client, "ledger?until=20260310&timezone=Pacific/Apia")) == 0
    assert len(read(client, "ledger?until=20260310&timezone=Pacific/Pago_Pago")) == 1
    assert len(read(client, "ledger.json?currency=EUR")) == 2
    assert [line["text"] for line in read(client, "ledger?currency=jpy")] == ["475 JPY"]
    assert read(client, f"ledger?since={NOON + DAY}&until={NOON}") == []


@pytest.mark.parametrize("amount_and_currency", [(500, "eur"), (500, "jpy"), (18_600, "kwd")])
def test_the_export_is_exact_in_minor_units_and_in_decimals(amount_and_currency: tuple[int, str]):
    amount, currency = amount_and_currency
    creator, buyer = make_account(), make_account()
    purchase = sell(creator, amount, currency, buyer)
    learn(purchase, refunds={"re_1": [amount, 2]})
    found = rows(client_of(creator))
    assert [row["type"] for row in found] == ["payment", "refund"]
    for row in found:
        assert (row["payer"], row["payment_id"], row["order_id"]) == (buyer.handle, intent_id(purchase), purchase.id)
        for name in ("gross", "fee", "refund", "dispute", "net"):
            whole, _, part = row[f"{name}_decimal"].partition(".")
            assert (int(whole + part), len(part)) == (int(row[name]), exponent(currency))
    assert found[1]["net_decimal"].startswith("-")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", 'a"b,c\r\n=d'])
def test_no_cell_is_a_formula(name: str):
    creator = make_account()
    sell(creator)
    [entry] = Entry.in_book(creator.id)
    entry.order_id = entry.payer_id = name
    entry.save()
    answer = client_of(creator).get(f"{HOME}/ledger.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    [row] = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert row["order_id"] == (name if name.startswith("a") else f"'{name}")
    for cell in row.values():
        assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell


def test_a_book_is_ones_own():
    creator, stranger = make_account(), make_account()
    sell(creator, buyer=stranger)
    client = client_of(stranger)
    for path in (f"ledger?account_id={creator.id}", f"ledger.json?creator_id={creator.id}"):
        assert read(client, path) == []
    assert rows(client) == []
    assert read(client, f"revenue?id={creator.id}")["currencies"] == []
    for path in ("ledger", "ledger.json", "ledger.csv", "revenue"):
        assert Client().get(f"{HOME}/{path}").status_code == 401
        assert Client(make_token(creator, "follow")).get(f"{HOME}/{path}").status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "since=x",
        "since=20261325",
        "since=-1",
        "until=99999999999999",
        "since=9999-12-31T23:59:59-23:59",
        "max_id=1",
        "limit=x",
    ],
)
def test_a_span_that_is_none_is_refused(query: str):
    assert client_of(make_account()).get(f"{HOME}/ledger?{query}").status_code == 422


def test_more_than_one_answer_carries_is_refused(monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    for _ in range(3):
        sell(creator)
    client = client_of(creator)
    with monkeypatch.context() as few:
        few.setattr(ledger, "MOST_ENTRIES", 2)
        assert client.get(f"{HOME}/ledger.csv").status_code == 422
        few.setattr(ledger, "MOST_COUNTED", 2)
        assert client.get(f"{HOME}/revenue").status_code == 422
    size = len(json.dumps(client.get(f"{HOME}/ledger.json").text))
    monkeypatch.setattr(handler, "LARGEST_ANSWER", size)
    assert client.get(f"{HOME}/ledger.json").status_code == 200
    monkeypatch.setattr(handler, "LARGEST_ANSWER", size - 1)
    assert client.get(f"{HOME}/ledger.json").status_code == 422
