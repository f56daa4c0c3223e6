"""What the demo community sells: a locked post, a tier with a post for its subscribers, and a campaign.

The creator is let through onboarding at the local Stripe, as a person who fills its page in. With the keys of a real
account nobody sells anything.
"""

import os
import time
from typing import Any

import requests

from local.demo.client import Member
from local.demo.community import PASSWORD
from local.demo.pictures import draw

SELLER = "lena"
DAY = 86_400
PATIENCE_SECONDS = 60
STORY = (
    "Forty sheets of marbled paper, printed at their own size and sewn by hand. The paper is made; what is missing is "
    "the press.\n\nEverybody who backs this sees the sheets before the book is bound."
)
# Who pledges, and how much.
BACKERS = (("mira", 12_000), ("kofi", 25_000), ("yuki", 9_500), ("tomas", 18_000))
# Alt text, kind and seed of the picture, caption, and what opens the post.
SOLD = (
    ("A large sheet in gold and ink", "marble", 41, "The sheet I did not want to sell. #marbling", "price"),
    ("Three wet sheets on a line", "marble", 37, "How the colours are mixed, step by step. #paper", "tier"),
    ("The first page of the book", "marble", 33, "The first page, for those who make it possible.", "campaign"),
)


def open_market(members: dict[str, Member]) -> None:
    """Let the creator sell, and publish what is not there yet."""
    seller = members[SELLER]
    if not os.environ.get("STRIPE_URL"):
        return
    posts = _posts(seller)
    there = {photo["description"] for post in posts for photo in post["media_attachments"]}
    there |= {post["content"] for post in posts}
    missing = [one for one in SOLD if not any(one[3].partition("#")[0].strip() in text for text in there)]
    if not missing:
        return
    _onboard(seller)
    campaign = _campaign(seller)
    _back(members, campaign)
    asked = {"price": {"amount": 450, "currency": "eur"}, "tier": _tier(seller), "campaign": campaign}
    for alt, kind, seed, caption, access in missing:
        media_id = seller.upload(draw(kind, seed), alt)
        field = "price" if access == "price" else f"{access}_id"
        form = {"status": caption, "media_ids": [media_id], "rossgram": {"access": access, field: asked[access]}}
        seller.post("/api/v1/statuses", json=form, headers={"Idempotency-Key": alt})


def _posts(seller: Member) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seller.get(f"/api/v1/accounts/{seller.id}/statuses", limit="40")
    return found


def _onboard(seller: Member) -> None:
    """Fill in the page that leads to Stripe, and the page of the local Stripe."""
    if seller.get("/api/rossgram/v1/seller").get("charges_enabled"):
        return
    form = {"username": seller.person.handle, "password": PASSWORD, "country": "DE"}
    led = requests.post(f"{seller.app.url}/checkout/selling", data=form, timeout=60, allow_redirects=False)
    led.raise_for_status()
    requests.post(led.headers["Location"], data={"act": "complete"}, timeout=60).raise_for_status()
    over = time.monotonic() + PATIENCE_SECONDS
    while not seller.get("/api/rossgram/v1/seller").get("charges_enabled"):
        if time.monotonic() > over:
            raise TimeoutError("The local Stripe let nobody sell")
        time.sleep(0.25)


def _tier(seller: Member) -> str:
    found = seller.get(f"/api/rossgram/v1/accounts/{seller.id}/tiers")
    form = {"name": "Studio", "text": "Sheets while they dry.", "level": 1, "currency": "eur", "amount": 300}
    return str((found or [seller.post("/api/rossgram/v1/tiers", json=form)])[0]["id"])


def _back(members: dict[str, Member], campaign_id: str) -> None:
    """Have people pledge who have not, each by a card at the local Stripe."""
    found = members[SELLER].get(f"/api/rossgram/v1/campaigns/{campaign_id}")
    for handle, amount in BACKERS[int(found["backers_count"]) :]:
        begun = members[handle].post(f"/api/rossgram/v1/campaigns/{campaign_id}/pledge", json={"amount": amount})
        card = {"email": members[handle].person.email, "card": "4242424242424242", "act": "pay"}
        requests.post(begun["checkout_url"], data=card, timeout=60, allow_redirects=False).raise_for_status()


def _campaign(seller: Member) -> str:
    """Return the campaign's id, launching it where it is not."""
    found = seller.get(f"/api/rossgram/v1/accounts/{seller.id}/campaigns")
    if not found:
        cover = seller.upload(draw("marble", 34), "Sheets of marbled paper, laid out")
        form = {
            "title": "A book of marbled paper",
            "story": STORY,
            "goal": 90_000,
            "currency": "eur",
            "deadline": int(time.time()) + 24 * DAY,
            "kind": "all_or_nothing",
            "media_ids": [cover],
        }
        found = [seller.post("/api/rossgram/v1/campaigns", json=form)]
    if found[0]["state"] == "draft":
        seller.post(f"/api/rossgram/v1/campaigns/{found[0]['id']}/launch")
    return str(found[0]["id"])
