"""What the demo community sells and funds: locked posts, a tier with subscribers, and two campaigns with backers.

The creators are let through onboarding at the local Stripe, as people who fill its page in. With the keys of a real
account nobody sells anything.
"""

import os
import time
import tomllib
from typing import Any

import requests

from local.demo.client import Member
from local.demo.community import FOLDER, PASSWORD, photo

SELLER = "lena"
SUBSCRIBERS = ("kofi", "yuki", "pavel")
BUYERS = ("kofi", "ines")
DAY = 86_400
PATIENCE_SECONDS = 60
OURS = "/api/rossgram/v1"

_FOUND: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "market.toml").read_text("utf-8"))
CAMPAIGNS, SOLD = _FOUND["campaigns"], _FOUND["sold"]


def open_market(members: dict[str, Member]) -> None:
    """Let the creators sell, and publish, fund and buy what is not there yet."""
    seller = members[SELLER]
    if not os.environ.get("STRIPE_URL"):
        return
    campaigns = {one["creator"]: _fund(members, one) for one in CAMPAIGNS}
    tier = _tier(seller)
    asked = {"price": {"amount": 450, "currency": "eur"}, "tier": tier, "campaign": campaigns[SELLER]}
    there = {media["description"]: post["id"] for post in _posts(seller) for media in post["media_attachments"]}
    there |= {_words(post): post["id"] for post in _posts(seller)}
    for sold in SOLD:
        if not any(sold["caption"].partition(" #")[0] in said for said in there) and sold["alt"] not in there:
            _sell(seller, sold, asked[sold["access"]])
    _shop(members, seller, tier)


def _posts(seller: Member) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seller.get(f"/api/v1/accounts/{seller.id}/statuses", limit="40")
    return found


def _words(post: dict[str, Any]) -> str:
    return str(post["content"])


def _sell(seller: Member, sold: dict[str, Any], asked: Any) -> None:
    field = "price" if sold["access"] == "price" else f"{sold['access']}_id"
    media_id = seller.upload(photo(sold["photo"]), sold["alt"])
    offer = {"access": sold["access"], field: asked}
    form = {"status": sold["caption"], "media_ids": [media_id], "rossgram": offer}
    seller.post("/api/v1/statuses", json=form, headers={"Idempotency-Key": sold["alt"]})


def _shop(members: dict[str, Member], seller: Member, tier: str) -> None:
    """Have people subscribe to the tier, and buy what has a price, who have not."""
    for handle in SUBSCRIBERS:
        if not members[handle].get(f"{OURS}/subscriptions"):
            _pay(members[handle], members[handle].post(f"{OURS}/subscriptions", json={"tier_id": tier}))
    priced = [post["id"] for post in _posts(seller) if (post.get("rossgram") or {}).get("access") == "price"]
    for handle in BUYERS if priced else ():
        if not members[handle].get(f"{OURS}/purchases"):
            _pay(members[handle], members[handle].post(f"{OURS}/posts/{priced[0]}/purchases"))


def _pay(member: Member, begun: dict[str, Any]) -> None:
    """Pay at the local Stripe, by a card that works."""
    card = {"email": member.person.email, "card": "4242424242424242", "act": "pay"}
    requests.post(begun["checkout_url"], data=card, timeout=60, allow_redirects=False).raise_for_status()


def _onboard(seller: Member, country: str) -> None:
    """Fill in the page that leads to Stripe, and the page of the local Stripe."""
    if seller.get(f"{OURS}/seller").get("charges_enabled"):
        return
    form = {"username": seller.person.handle, "password": PASSWORD, "country": country}
    led = requests.post(f"{seller.app.url}/checkout/selling", data=form, timeout=60, allow_redirects=False)
    led.raise_for_status()
    requests.post(led.headers["Location"], data={"act": "complete"}, timeout=60).raise_for_status()
    over = time.monotonic() + PATIENCE_SECONDS
    while not seller.get(f"{OURS}/seller").get("charges_enabled"):
        if time.monotonic() > over:
            raise TimeoutError("The local Stripe let nobody sell")
        time.sleep(0.25)


def _tier(seller: Member) -> str:
    found = seller.get(f"{OURS}/accounts/{seller.id}/tiers")
    form = {"name": "Studio", "text": "Sheets while they dry.", "level": 1, "currency": "eur", "amount": 300}
    return str((found or [seller.post(f"{OURS}/tiers", json=form)])[0]["id"])


def _fund(members: dict[str, Member], planned: dict[str, Any]) -> str:
    """Launch a campaign where it is not, publish its news, have people back it, and return its id."""
    creator = members[planned["creator"]]
    _onboard(creator, planned["country"])
    found = creator.get(f"{OURS}/accounts/{creator.id}/campaigns") or [_plan(creator, planned)]
    path = f"{OURS}/campaigns/{found[0]['id']}"
    if found[0]["state"] == "draft":
        creator.post(f"{path}/launch")
    for handle, amount in list(planned["backers"].items())[int(creator.get(path)["backers_count"]) :]:
        _pay(members[handle], members[handle].post(f"{path}/pledge", json={"amount": amount}))
    for news in planned["updates"][len(creator.get(f"{path}/updates")) :]:
        media_ids = [creator.upload(photo(news["photo"]), news["alt"])]
        form = {"text": news["text"], "media_ids": media_ids, "for_backers": news["for_backers"]}
        creator.post(f"{path}/updates", json=form)
    return str(found[0]["id"])


def _plan(creator: Member, planned: dict[str, Any]) -> dict[str, Any]:
    """Draft a campaign with its rewards."""
    form = {name: planned[name] for name in ("title", "story", "goal", "kind")}
    form |= {"currency": "eur", "deadline": int(time.time()) + planned["days"] * DAY}
    form["media_ids"] = [creator.upload(photo(planned["cover"]), planned["alt"])]
    drafted: dict[str, Any] = creator.post(f"{OURS}/campaigns", json=form)
    for position, reward in enumerate(planned["rewards"]):
        creator.post(f"{OURS}/campaigns/{drafted['id']}/rewards", json={**reward, "position": position})
    return drafted
