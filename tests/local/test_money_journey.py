"""A fan backs, buys and subscribes on a running server, with only an unmodified client and a browser."""

import io
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from PIL import Image

from tests.journeys import story
from tests.journeys.browser import Browser
from tests.journeys.story import Person, wait_for
from tests.local.running import Running

pytestmark = pytest.mark.local_aws

VISA = "4242424242424242"
DAY = 86_400


class Town:
    """The running server, with its Stripe."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.stripe = running.stripe_url

    def control(self, name: str, **wanted: Any) -> Any:
        """Call a control of the local Stripe: an action in its Dashboard, or a move of its clock."""
        answer = requests.post(f"{self.stripe}/_control/{name}", json=wanted, timeout=120)
        assert answer.ok, answer.text
        return answer.json()

    def stripe_list(self, what: str) -> list[dict[str, Any]]:
        """Return all objects of a kind at Stripe."""
        key = {"Authorization": f"Bearer {self.running.notes['stripe_key']}"}
        return list(requests.get(f"{self.stripe}/v1/{what}?limit=100", headers=key, timeout=60).json()["data"])

    def ask(self, person: Person, method: str, path: str, **sent: Any) -> Any:
        """Call an endpoint that an unmodified client has no method for; only the creator needs these."""
        token = {"Authorization": f"Bearer {person.api.access_token}"}
        answer = requests.request(method, self.running.url + path, headers=token, timeout=60, **sent)
        assert answer.ok, (path, answer.status_code, answer.text)
        return answer.json()


def sign_in(handle: str) -> dict[str, str]:
    return {"username": handle, "password": f"correct horse {handle}"}


def publish(town: Town, person: Person, caption: str, **offer: Any) -> Any:
    """Publish a paid photo."""
    media = person.api.media_post(story.phone_photo(), mime_type="image/jpeg", description="A hill")
    wait_for(lambda: story.ready(person, media.id))
    form = {"status": caption, "media_ids": [media.id], "rossgram": offer}
    return town.ask(person, "POST", "/api/v1/statuses", json=form)


def size(url: str) -> tuple[int, int]:
    answer = requests.get(url, timeout=60)
    assert answer.status_code == 200, (url, answer.text[:300])
    with Image.open(io.BytesIO(answer.content)) as image:
        return image.size


def seen(person: Person, status_id: str) -> Any:
    return person.api.status(status_id)


def is_full(status: Any) -> bool:
    """Tell whether a status shows the full photo, whose longer side is 1673 pixels."""
    return max(size(status.media_attachments[0].url)) == 1673


def unlock_link(status: Any) -> str:
    """Return the link that any client shows, after checking that it is in the card and in the text."""
    links = re.findall(r'href="([^"]+)"', status.content)
    assert status.card.url in links
    return str(status.card.url)


def test_a_fan_backs_buys_and_subscribes(start: Callable[..., Running]):
    town = Town(start().wait_until_ready())
    url = town.running.url
    anna, ben = (story.register(url, handle) for handle in ("anna", "ben"))
    ben.api.account_follow(anna.account.id)
    Browser().open(f"{url}/checkout/selling").submit(**sign_in("anna"), country="US").submit(act="complete")
    wait_for(lambda: town.ask(anna, "GET", "/api/rossgram/v1/seller")["charges_enabled"])

    campaign, offered = offer(town, anna)
    sold, for_friends, for_backers = (one["id"] for one in offered)

    # The unmodified client gets ordinary statuses with blurred photos, each with a link.
    locked = [seen(ben, one) for one in (sold, for_friends, for_backers)]
    assert not any(is_full(status) for status in locked)
    assert "5.00 USD" in locked[0].card.title

    buy(locked[0])
    wait_for(lambda: is_full(seen(ben, sold)))
    subscribe(locked[1])
    wait_for(lambda: is_full(seen(ben, for_friends)))
    back(url, locked[2])
    wait_for(lambda: is_full(seen(ben, for_backers)))
    check_private(seen(ben, sold))

    # The deadline passes: the saved card is charged, once.
    town.control("clock", advance=11 * DAY)
    wait_for(lambda: pledge_charges(town))
    wait_for(lambda: campaign_state(town, anna, campaign["id"]) == "funded")
    town.control("clock", advance=DAY)
    assert [charge["amount"] for charge in pledge_charges(town)] == [2_000]
    stranger = story.register(url, "carl")
    wait_for(lambda: is_full(seen(stranger, for_backers)))
    assert not is_full(seen(stranger, sold))

    # A refund in the Dashboard locks the post again, and the subscription's post stays open.
    [charge] = [one for one in town.stripe_list("charges") if one["amount"] == 500]
    town.control("refunds", charge=charge["id"], amount=500)
    ben = sign_in_again(url, "ben")
    wait_for(lambda: not is_full(seen(ben, sold)))
    assert is_full(seen(ben, for_friends))


def offer(town: Town, creator: Person) -> tuple[Any, list[Any]]:
    """Publish a post for a price, one for a tier and one for a campaign; return the campaign and the three."""
    price = {"access": "price", "price": {"amount": 500, "currency": "usd"}}
    tier = {"name": "Friends", "level": 1, "currency": "usd", "amount": 300}
    tier = town.ask(creator, "POST", "/api/rossgram/v1/tiers", json=tier)
    campaign = campaign_of(town, creator)
    return campaign, [
        publish(town, creator, "The view from the top", **price),
        publish(town, creator, "For friends", access="tier", tier_id=tier["id"]),
        publish(town, creator, "For backers", access="campaign", campaign_id=campaign["id"]),
    ]


def campaign_of(town: Town, creator: Person) -> Any:
    """Launch an all-or-nothing campaign that one pledge of 20.00 funds."""
    about = {"title": "A book of walks", "story": "Forty photos.", "goal": 2_000, "currency": "usd"}
    when = {"deadline": int(time.time()) + 10 * DAY, "kind": "all_or_nothing"}
    made = town.ask(creator, "POST", "/api/rossgram/v1/campaigns", json={**about, **when})
    return town.ask(creator, "POST", f"/api/rossgram/v1/campaigns/{made['id']}/launch")


def buy(status: Any) -> None:
    Browser().open(unlock_link(status)).submit(**sign_in("ben")).submit(email="ben@example.com", card=VISA, act="pay")


def subscribe(status: Any) -> None:
    page = Browser().open(unlock_link(status)).submit(**sign_in("ben"))
    page.submit(email="ben@example.com", card=VISA, act="pay")


def back(url: str, status: Any) -> None:
    page = Browser().open(unlock_link(status)).follow("/checkout/campaigns/")
    assert page.page.url.startswith(f"{url}/checkout/campaigns/")
    page.submit(**sign_in("ben"), amount="20", act="pledge").submit(email="ben@example.com", card=VISA, act="pay")


def check_private(status: Any) -> None:
    """Check that the address leads to a file that needs its signature, and that nobody on the way keeps either."""
    led = requests.get(status.media_attachments[0].url, timeout=60, allow_redirects=False)
    assert (led.status_code, led.headers["Cache-Control"].split(",")[0]) == (302, "private")
    signed = led.headers["Location"]
    assert requests.get(signed, timeout=60).headers["Cache-Control"].startswith("private")
    assert requests.get(signed.partition("?")[0], timeout=60).status_code == 403


def pledge_charges(town: Town) -> list[dict[str, Any]]:
    """Return the charges of pledges at Stripe."""
    charges = town.stripe_list("charges")
    return [charge for charge in charges if charge["metadata"].get("kind") == "pledge" and charge["paid"]]


def campaign_state(town: Town, creator: Person, campaign_id: str) -> str:
    return str(town.ask(creator, "GET", f"/api/rossgram/v1/campaigns/{campaign_id}")["state"])


def sign_in_again(url: str, handle: str) -> Person:
    """Sign in again, as an app does whose token may have been revoked."""
    from mastodon import Mastodon

    known = Mastodon.create_app("Journey", scopes=story.SCOPES, api_base_url=url)
    api = Mastodon(client_id=known[0], client_secret=known[1], api_base_url=url, ratelimit_method="throw")
    api.log_in(handle, f"correct horse {handle}", scopes=story.SCOPES, allow_http=True)
    return Person(api, api.account_verify_credentials())
