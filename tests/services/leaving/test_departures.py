"""An account leaves: closed at once, taken back whole within thirty days, and refused while money is expected."""

from typing import Any

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.leaving import GRACE_SECONDS, Leaving
from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.funding.campaigns import COLLECTING, DRAFT, FUNDED, LIVE
from chalicelib.models.money.funding.pledges import HELD, Pledge
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.talk.mails import Mail
from chalicelib.services.leaving import deleting, departed, departures
from chalicelib.services.money.selling import subscriptions
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.killing import every_kill
from tests.kit.money.funding import make_campaign
from tests.kit.surfaces import Meeting, seen

API = "/api/rossgram/v1/leaving"
PASSWORD = "correct horse battery"


def test_who_says_so_with_the_password_is_gone_at_once_and_back_by_a_word():
    account = make_account(password=PASSWORD)
    post, own = make_post(account), Client(make_token(account))
    assert own.post(API, json={"password": "wrong"}).status_code == 422
    assert own.get(API).json()["leaving"] is False
    told = own.post(API, json={"password": PASSWORD}).json()
    assert (told["leaving"], told["can_stay"], told["left"]) == (True, True, [])
    assert Client().get(f"/api/v1/accounts/{account.id}").status_code == 404
    assert Client().get(f"/api/v1/statuses/{post.id}").status_code == 404
    # Saying it again does not put it off.
    assert own.post(API, json={"password": PASSWORD}).json()["delete_at"] == told["delete_at"]
    [mail] = [one for one in Mail.scan() if one.template == "leaving"]
    assert mail.account_id == account.id
    assert own.delete(API).status_code == 200
    deliver_events()
    assert Client().get(f"/api/v1/statuses/{post.id}").status_code == 200
    assert Leaving.of(account.id) is None


def test_the_page_asks_for_the_password_and_closes_and_opens():
    account = make_account("lea", password=PASSWORD)
    page = "/oauth/leaving"
    assert "Keep my account" in Client().get(page).text
    sent = {"username": "lea", "password": PASSWORD}
    assert Client().post(page, data={**sent, "password": "no", "act": "leave"}).status_code == 422
    assert Client().post(page, data=sent).status_code == 422
    assert Account.find(account.id).closed is None
    assert Client().post(page, data={**sent, "act": "leave"}).status_code == 200
    assert Account.find(account.id).closed == LEAVING
    assert Client().post(page, data={**sent, "act": "stay"}).status_code == 200
    assert Account.find(account.id).closed is None


@pytest.mark.parametrize("state", [LIVE, COLLECTING])
def test_nobody_leaves_a_campaign_that_has_not_ended(state: str):
    account = make_account()
    make_campaign(account, state=DRAFT)
    make_campaign(account, state=FUNDED)
    campaign = make_campaign(account, state=state)
    with pytest.raises(Unprocessable, match="1 of your campaigns"):
        departures.begin(account.id)
    assert Account.find(account.id).closed is None
    campaign.update([type(campaign).state.set(FUNDED)])
    departures.begin(account.id)


def test_nobody_leaves_subscribers_pledges_or_debts():
    account, other = make_account(), make_account()
    about: dict[str, Any] = {"tier_id": "1", "level": 1, "amount": 500, "currency": "eur"}
    row = Subscription(subscriber_id=other.id, creator_id=account.id, begun_with=account.id, status="active", **about)
    row.save()
    pledge = Pledge(campaign_id="1", backer_id=account.id, creator_id=other.id, amount=5, currency="eur", state=HELD)
    pledge.save()
    Balance(account.id, "eur", owed=-5).save()
    with pytest.raises(Unprocessable) as refused:
        departures.begin(account.id)
    for said in ("1 subscriptions to you", "1 of your pledges", "A refund or a dispute"):
        assert said in refused.value.message
    row.update([Subscription.status.set("canceled")])
    pledge.update([Pledge.state.set("collected")])
    Balance(account.id, "eur").save()
    departures.begin(account.id)


def test_subscriptions_end_with_what_is_paid_for_where_their_creator_says_so(monkeypatch: pytest.MonkeyPatch):
    account, other = make_account(password=PASSWORD), make_account()
    about: dict[str, Any] = {"tier_id": "1", "level": 1, "amount": 500, "currency": "eur", "status": "active"}
    rows = [
        Subscription(subscriber_id=other.id, creator_id=account.id, begun_with=account.id, cancel_at=end, **about)
        for end in (None, None, now())
    ]
    for row in rows:
        row.save()
    ended: list[str] = []
    monkeypatch.setattr(subscriptions, "cancel", lambda subscriber_id, row_id: ended.append(row_id))
    own = Client(make_token(account))
    assert own.post(API, json={"password": PASSWORD}).status_code == 422
    assert ended == []
    # A wrong password ends nothing.
    assert own.post(API, json={"password": "no", "end_subscriptions": True}).status_code == 422
    assert ended == []
    refused = own.post(API, json={"password": PASSWORD, "end_subscriptions": True})
    assert (refused.status_code, "3 subscriptions to you" in refused.json()["error"]) == (422, True)
    assert sorted(ended) == sorted(row.id for row in rows[:2])
    for row in rows:
        row.update([Subscription.status.set("canceled")])
    assert own.post(API, json={"password": PASSWORD}).status_code == 200


def test_leaving_and_taking_back_are_whole_wherever_they_are_cut(monkeypatch: pytest.MonkeyPatch):
    begun = every_kill(monkeypatch, make_account, lambda account: departures.begin(account.id))
    drop_events()
    deliver_events()
    left = [Account.find(one.id).closed == LEAVING for one in begun]
    assert [Leaving.of(one.id) is not None for one in begun] == left
    assert {mail.account_id for mail in Mail.scan() if mail.template == "leaving"} == {
        one.id for one, is_left in zip(begun, left, strict=True) if is_left
    }

    def leave() -> Account:
        account = make_account()
        departures.begin(account.id)
        return account

    begun = every_kill(monkeypatch, leave, lambda account: departures.take_back(account.id))
    assert [Leaving.of(one.id) is None for one in begun] == [Account.find(one.id).closed is None for one in begun]


def test_the_sweeper_finds_what_is_due_and_nobody_takes_back_what_has_begun(monkeypatch: pytest.MonkeyPatch):
    met = Meeting()
    departures.begin(met.anna.id)
    deliver_events()
    assert departed.queue_due(10) == 0
    deleting.carry_on(met.anna.id)
    assert Account.find(met.anna.id).id
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    assert departed.queue_due(10) == 1
    # Another sweep leaves it alone for an hour.
    assert departed.queue_due(10) == 0
    deleting.carry_on(met.anna.id)
    with pytest.raises(Unprocessable, match="being deleted"):
        departures.take_back(met.anna.id)
    assert seen(met.as_ben(), met) == set()


def test_money_that_came_in_between_puts_the_deletion_off(monkeypatch: pytest.MonkeyPatch):
    account = make_account()
    departures.begin(account.id)
    Balance(account.id, "eur", clearing=-5).save()
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    deleting.carry_on(account.id)
    found = Leaving.of(account.id)
    assert found is not None
    assert not found.begun_at
    departures.take_back(account.id)
    assert Account.find(account.id).closed is None
