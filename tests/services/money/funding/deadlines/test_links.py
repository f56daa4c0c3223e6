"""The links in the mails about a card that is not charged, as a person opens them, and as what reads mails does."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.models.money.funding.backings import Backing
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.local_stripe import running
from tests.services.money.funding.deadlines.kit import ASKS, DECLINES, VISA, Stage, carry, states


def failing(stage: Stage, card: str) -> tuple[Campaign, Pledge, str]:
    """Return a campaign with a pledge whose card was not charged, and the path of the link in its mail."""
    campaign, [pledge] = stage.make_campaign([card])
    stage.pass_deadline(campaign)
    stage.run()
    [mail] = [mail for mail in Mail.scan() if mail.account_id == pledge.backer_id]
    return campaign, pledge, str(mail.fields["link"]).removeprefix(config.PUBLIC_URL)


def client_of(pledge: Pledge) -> Client:
    """Return the client of a pledge's backer, who on the stage is an id alone, and has an account from now on."""
    backer = make_account()
    Pledge(pledge.id).update([Pledge.backer_id.set(backer.id)])
    Backing(f"{pledge.campaign_id}#{backer.id}", pledge_id=pledge.id).save()
    return Client(make_token(backer))


def confirmed(path: str, key: str) -> Any:
    return Client().post(path, data={"key": key}, allow_redirects=False)


def test_a_declined_card_leads_to_where_another_is_saved(stage: Stage):
    _, pledge, link = failing(stage, DECLINES)
    assert link == f"/checkout/card/{pledge.id}?key={pledge.secret}"
    answer = Client().get(link, allow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(stage.local.url)


@pytest.mark.parametrize("card", [DECLINES, ASKS])
def test_a_backer_is_led_there_by_the_api_too_and_nobody_else_learns_the_secret(stage: Stage, card: str):
    campaign, pledge, link = failing(stage, card)
    path = f"/api/rossgram/v1/campaigns/{campaign.id}"
    backer = client_of(pledge)
    told = backer.get(f"{path}/pledge").json()
    assert told["action_url"] == f"{config.PUBLIC_URL}{link}"
    assert told["action_by"] > told["created_at"]
    assert backer.get("/api/rossgram/v1/pledges").json()[0]["action_url"] == told["action_url"]

    [seen] = Client(make_token(Account.find(campaign.creator_id))).get(f"{path}/backers").json()
    assert (seen["pledge"]["state"], seen["pledge"]["action_url"]) == (told["state"], None)
    assert str(pledge.secret) not in str(seen)


def test_a_pledge_that_waits_for_nobody_leads_nowhere(stage: Stage):
    campaign, [pledge] = stage.make_campaign([VISA])
    backer = client_of(pledge)
    told = backer.get(f"/api/rossgram/v1/campaigns/{campaign.id}/pledge").json()
    assert (told["action_url"], told["action_by"]) == (None, None)


def test_a_backer_who_is_asked_to_confirm_is_shown_what_before_anything_happens(stage: Stage):
    campaign, pledge, link = failing(stage, ASKS)
    path = f"/checkout/authenticate/{pledge.id}"
    assert link == f"{path}?key={pledge.secret}"
    before = payments.find_intent(Pledge.find(pledge.id).payment_id or "")
    page = Client().get(link, allow_redirects=False)
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert all(text in page.text for text in (campaign.title, "10.00 USD", f'value="{pledge.secret}"'))
    assert payments.find_intent(before["id"]) == before
    answer = confirmed(path, pledge.secret or "")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{stage.local.url}/authenticate/")


def test_what_reads_mails_charges_nobody(stage: Stage):
    """A card that needs no authentication any more is charged by the button, not by opening the link."""
    _, pledge, link = failing(stage, ASKS)
    method = Pledge.find(pledge.id).payment_method_id
    stage.local.control("cards", payment_method=method, number=running.VISA)
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().request("HEAD", link).status_code == 200
    stage.run()
    assert states([pledge]) == ["action_required"]
    path, _, _ = link.partition("?")
    assert confirmed(path, pledge.secret or "").headers["Location"].endswith(f"/campaigns/{pledge.campaign_id}")
    assert states([pledge]) == ["authorized"]
    carry()
    assert states([pledge]) == ["collected"]
    assert Client().get(link, allow_redirects=False).headers["Location"].endswith(f"/campaigns/{pledge.campaign_id}")


@pytest.mark.parametrize(("card", "path"), [(ASKS, "authenticate"), (DECLINES, "card")])
def test_a_link_needs_its_secret(stage: Stage, card: str, path: str):
    _, pledge, link = failing(stage, card)
    for wrong in (link[:-1], f"/checkout/{path}/{pledge.id}", f"/checkout/{path}/nothing?key=x"):
        assert Client().get(wrong, allow_redirects=False).status_code == 404
    for key in ("", (pledge.secret or "")[:-1]):
        assert confirmed(f"/checkout/authenticate/{pledge.id}", key).status_code == 404
