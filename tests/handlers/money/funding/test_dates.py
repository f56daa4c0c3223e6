"""A campaign's dates: what its creator means, in the creator's own zone, and what people read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import ACTION_REQUIRED, Pledge
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.funding import notices
from chalicelib.services.talk import writing
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.stripe_objects import make_seller

PATH = "/api/rossgram/v1/campaigns"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", NOW.timestamp)


@pytest.fixture
def creator() -> Account:
    account = make_account("anna")
    make_seller(account)
    return account


def create(creator: Account, **fields: Any) -> dict[str, Any]:
    form = {"title": "A book", "currency": "EUR", "goal": 100_000, **fields}
    answer = Client(make_token(creator)).post(PATH, json=form)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("deadline", "timezone", "moment"),
    [
        ("2026-11-27", "Europe/Berlin", "2026-11-27T22:59:59.000Z"),
        ("20261127", "Asia/Kathmandu", "2026-11-27T18:14:59.000Z"),
        ("2026-11-27T18:00", "America/New_York", "2026-11-27T23:00:00.000Z"),
        ("2026-11-27T18:00:00+01:00", "America/New_York", "2026-11-27T17:00:00.000Z"),
    ],
)
def test_a_deadline_is_what_its_creator_means(creator: Account, deadline: str, timezone: str, moment: str):
    made = create(creator, deadline=deadline, timezone=timezone)
    assert (made["deadline"], made["timezone"]) == (moment, timezone)
    assert timezone in made["deadline_text"]


def test_without_a_zone_it_is_the_servers(creator: Account, monkeypatch: pytest.MonkeyPatch):
    assert create(creator, deadline="2026-11-27")["timezone"] == "UTC"
    monkeypatch.setattr(config, "TIMEZONE", "Europe/Berlin")
    made = create(creator, deadline="2026-11-27")
    assert (made["timezone"], made["deadline"]) == ("Europe/Berlin", "2026-11-27T22:59:59.000Z")


def test_an_edit_means_the_zone_that_was_named_before(creator: Account):
    client, made = Client(make_token(creator)), create(creator, deadline="2026-11-27", timezone="Europe/Berlin")
    edited = client.put(f"{PATH}/{made['id']}", json={"deadline": "2026-12-01"}).json()
    assert (edited["deadline"], edited["timezone"]) == ("2026-12-01T22:59:59.000Z", "Europe/Berlin")
    moved = client.put(f"{PATH}/{made['id']}", json={"deadline": "2026-12-01", "timezone": "UTC"}).json()
    assert (moved["deadline"], moved["timezone"]) == ("2026-12-01T23:59:59.000Z", "UTC")
    assert client.put(f"{PATH}/{made['id']}", json={"timezone": "Mars/Base"}).status_code == 422
    assert client.put(f"{PATH}/{made['id']}", json={"deadline": 20261201}).json()["deadline"] == moved["deadline"]


def test_a_delivery_is_a_day_of_the_campaigns_zone(creator: Account):
    client, made = Client(make_token(creator)), create(creator, deadline="2026-11-27", timezone="Pacific/Apia")
    reward: dict[str, Any] = {"title": "A print", "amount": 2_000, "delivers_at": "2027-05-31"}
    told = client.post(f"{PATH}/{made['id']}/rewards", json=reward).json()
    assert (told["delivers_at"], told["delivers_on"]) == ("2027-05-31T10:59:59.000Z", "2027-05-31")
    changed = client.put(f"{PATH}/{made['id']}/rewards/{told['id']}", json={"delivers_at": "2027-06-30"}).json()
    assert changed["delivers_on"] == "2027-06-30"
    assert client.get(f"{PATH}/{made['id']}").json()["rewards"][0]["delivers_on"] == "2027-06-30"


def test_the_page_says_until_when_where_and_when_rewards_are_delivered(creator: Account):
    client, made = Client(make_token(creator)), create(creator, deadline="2026-11-27", timezone="Europe/Berlin")
    client.post(f"{PATH}/{made['id']}/rewards", json={"title": "A print", "amount": 2_000, "delivers_at": "2027-05-31"})
    client.post(f"{PATH}/{made['id']}/launch")
    page = Client().get(f"/checkout/campaigns/{made['id']}").text
    assert "Ends on 27 November 2026, 23:59 (Europe/Berlin, UTC+01:00)" in page
    assert "Estimated delivery: 31 May 2027" in page
    Campaign(made["id"]).update([Campaign.deadline.set(int(NOW.timestamp()) - 1)])
    assert "Ended on 20 November 2026, 12:59 (Europe/Berlin" in Client().get(f"/checkout/campaigns/{made['id']}").text


def test_a_row_without_a_zone_is_read_in_utc(creator: Account):
    made = create(creator, deadline="2026-11-27", timezone="Europe/Berlin")
    Campaign(made["id"]).update([Campaign.timezone.remove()])
    told = Client(make_token(creator)).get(f"{PATH}/{made['id']}").json()
    assert told["deadline_text"] == "27 November 2026, 22:59 (UTC)"


def test_letters_name_the_moment_that_the_page_does(creator: Account):
    made = create(creator, deadline="2026-11-27", timezone="Pacific/Apia")
    campaign, at = Campaign.find(made["id"]), int(Campaign.find(made["id"]).deadline or 0)
    of: dict[str, Any] = {"campaign_id": campaign.id, "creator_id": creator.id, "backer_id": creator.id}
    pledge = Pledge("1", **of, amount=500, currency="eur")
    mails = [
        notices.held(pledge, campaign),
        notices.failing(pledge, campaign, "failed", at, "1"),
        notices.failing(pledge, campaign, ACTION_REQUIRED, at, "2"),
        notices.waiting(pledge, campaign, at),
        notices.stopped(campaign, at),
    ]
    for mail in mails:
        assert made["deadline_text"] in writing.write(mail.template, mail.fields).text, mail.template
