"""Draw the DATA folder of a release: `python -m tests.infra.released.draw COMMIT`.

The release's own code runs on this machine, and people use it over HTTP as any client does: they post, follow, sell,
buy, subscribe and pledge. What it left behind is kept, with what they knew of it; today's code goes on with it.
"""

import hashlib
import json
import signal
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import requests

from local.settings import ROOT
from tests.journeys import story
from tests.journeys.browser import Browser
from tests.journeys.story import Person, wait_for
from tests.kit.photos import make_photo
from tests.local import test_money_journey as money
from tests.local.running import Running

DATA = Path(__file__).with_name("data.tar.xz")
KEPT = ("notes.json", "aws", "s3", "stripe")


class Released(Running):
    """A stack that runs the code of a release."""


def use(stack: Running) -> dict[str, Any]:
    """Use a server as people do, and return what they know of it."""
    town = money.Town(stack)
    anna, ben = (story.register(stack.url, handle) for handle in ("anna", "ben"))
    ben.api.account_follow(anna.account.id)
    Browser().open(f"{stack.url}/checkout/selling").submit(**money.sign_in("anna"), country="US").submit(act="complete")
    wait_for(lambda: town.ask(anna, "GET", "/api/rossgram/v1/seller")["charges_enabled"])
    public = post(town, anna, "A walk #hills")
    friends = post(town, anna, "For followers", visibility="private")
    tier = {"name": "Friends", "level": 1, "currency": "usd", "amount": 300}
    tier = town.ask(anna, "POST", "/api/rossgram/v1/tiers", json=tier)
    campaign = money.campaign_of(town, anna)
    price = {"access": "price", "price": {"amount": 500, "currency": "usd"}}
    sold, unsold = (post(town, anna, caption, rossgram=price) for caption in ("The view", "Another view"))
    for_tier = post(town, anna, "For friends", rossgram={"access": "tier", "tier_id": tier["id"]})
    for_backers = post(town, anna, "For backers", rossgram={"access": "campaign", "campaign_id": campaign["id"]})
    ben.api.status_favourite(public)
    ben.api.status_post("What a hill", in_reply_to_id=public)
    money.buy(money.seen(ben, sold))
    wait_for(lambda: is_open(ben, sold))
    money.subscribe(money.seen(ben, for_tier))
    wait_for(lambda: is_open(ben, for_tier))
    money.back(stack.url, money.seen(ben, for_backers))
    wait_for(lambda: is_open(ben, for_backers))
    posts = {"public": public, "friends": friends, "sold": sold, "tier": for_tier, "campaign": for_backers}
    # What is for followers has an address that ends within a day, and is good at one port alone.
    lasting = {name: one for name, one in posts.items() if name != "friends"}
    urls = {name: ben.api.status(one).media_attachments[0].url for name, one in lasting.items()}
    photos = {name: hashlib.sha256(requests.get(url, timeout=60).content).hexdigest() for name, url in urls.items()}
    return {
        "tokens": {"anna": anna.api.access_token, "ben": ben.api.access_token},
        "accounts": {"anna": str(anna.account.id), "ben": str(ben.account.id)},
        "posts": posts,
        "unsold": unsold,
        "campaign": campaign["id"],
        "addresses": {name: url.removeprefix(stack.url) for name, url in urls.items()},
        "photos": photos,
    }


def post(town: money.Town, person: Person, caption: str, **more: Any) -> str:
    """Publish a small photo, and return the id of its post."""
    media = person.api.media_post(make_photo(320, 240), mime_type="image/jpeg", description="A hill")
    wait_for(lambda: story.ready(person, media.id))
    form = {"status": caption, "media_ids": [media.id], **more}
    return str(town.ask(person, "POST", "/api/v1/statuses", json=form)["id"])


def is_open(person: Person, status_id: str) -> bool:
    """Tell whether somebody sees a post's photo, and not the preview of what is locked."""
    return "locked" not in money.seen(person, status_id).media_attachments[0].url


def draw(commit: str) -> Path:
    """Run the code of a commit, use it, and keep what it left behind; return the file."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        Released.tree = tree = Path(place) / "tree"
        tree.mkdir()
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "x"], cwd=tree, input=archive, check=True)
        stack = Released(data).wait_until_ready()
        try:
            known = use(stack)
        finally:
            stack.stop(signal.SIGTERM)
        (data / "known.json").write_text(json.dumps({"commit": commit, **known}, indent=1))
        with tarfile.open(DATA, "w:xz") as packed:
            for one in (*KEPT, "known.json"):
                packed.add(data / one, one)
    return DATA


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which release: python -m tests.infra.released.draw COMMIT")
    sys.stdout.write(f"{draw(sys.argv[1])}\n")
