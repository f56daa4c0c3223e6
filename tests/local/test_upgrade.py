"""A DATA folder of the last release comes up under this code, and everybody goes on with what they had."""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from local.settings import ROOT
from tests.infra.released.draw import DATA
from tests.journeys.browser import Browser
from tests.journeys.story import wait_for
from tests.local.running import Running
from tests.local.test_money_journey import VISA, sign_in

pytestmark = pytest.mark.local_aws


class Upgraded:
    """A stack of today that goes on with the last release's data, and what its people know."""

    def __init__(self, stack: Running, known: dict[str, Any]) -> None:
        self.stack, self.known = stack, known

    def get(self, path: str, handle: str = "", **more: Any) -> requests.Response:
        """Ask for a path with the token that somebody has had since before the upgrade."""
        token = {"Authorization": f"Bearer {self.known['tokens'][handle]}"} if handle else {}
        return requests.get(self.stack.url + path, headers=token, timeout=60, **more)

    def json(self, path: str, handle: str = "") -> Any:
        """Return what is told at a path."""
        answer = self.get(path, handle)
        assert answer.ok, (path, answer.status_code, answer.text)
        return answer.json()

    def is_open(self, post: str, handle: str = "") -> bool:
        """Tell whether somebody sees the photo of a post, and not its preview."""
        (photo,) = self.json(f"/api/v1/statuses/{self.known['posts'].get(post, post)}", handle)["media_attachments"]
        shown = self.get(photo["url"].removeprefix(self.stack.url))
        assert shown.ok, (photo["url"], shown.status_code)
        return "locked" not in photo["url"]

    def operate(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run an operator's command against the stack."""
        settings = {"DATA": str(self.stack.data), "STRIPE_API_KEY": "", "STRIPE_WEBHOOK_SECRET": ""}
        command = [sys.executable, "-m", "infra.operate", *words]
        return subprocess.run(command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False)


@pytest.fixture
def upgraded(tmp_path: Path, start: Callable[..., Running]) -> Upgraded:
    with tarfile.open(DATA) as packed:
        packed.extractall(tmp_path / "data", filter="data")
    known = json.loads((tmp_path / "data/known.json").read_text())
    return Upgraded(start().wait_until_ready(), known)


def test_people_go_on_with_what_they_had(upgraded: Upgraded):
    people, posts = upgraded.known["accounts"], upgraded.known["posts"]
    # Tokens, pages and lists.
    for handle, account in people.items():
        assert upgraded.json("/api/v1/accounts/verify_credentials", handle)["id"] == account
    profile = f"/api/v1/accounts/{people['anna']}"
    own = upgraded.json(f"{profile}/statuses?limit=40", "anna")
    assert {one["id"] for one in own} >= set(posts.values())
    assert upgraded.json(profile)["statuses_count"] == len(own)
    # Who has not looked for long has a home that is rebuilt within seconds.
    wait_for(lambda: {one["id"] for one in upgraded.json("/api/v1/timelines/home", "ben")} >= set(posts.values()))
    public = {one["id"] for one in upgraded.json("/api/v1/timelines/public")}
    assert posts["public"] in public
    assert posts["friends"] not in public
    (answer,) = upgraded.json(f"/api/v1/statuses/{posts['public']}/context")["descendants"]
    assert "What a hill" in answer["content"]
    assert upgraded.json(f"/api/v1/statuses/{posts['public']}", "ben")["favourited"] is True
    assert upgraded.get(f"/campaigns/{upgraded.known['campaign']}").ok
    assert upgraded.get(f"/api/v1/statuses/{posts['friends']}").status_code == 404
    # What was paid for is open to who paid, and to nobody else.
    for post in ("sold", "tier", "campaign"):
        # A payment of a moment before the upgrade is learned of after it.
        wait_for(partial(upgraded.is_open, post, "ben"))
        assert not upgraded.is_open(post)
    # The addresses that apps and pages kept lead to the photo.
    for post, address in upgraded.known["addresses"].items():
        kept = upgraded.get(address)
        assert kept.ok, (post, address, kept.status_code)
        assert hashlib.sha256(kept.content).hexdigest() == upgraded.known["photos"][post]
    check_books(upgraded)
    # And what was offered is sold.
    link = upgraded.json(f"/api/v1/statuses/{upgraded.known['unsold']}", "ben")["card"]["url"]
    page = Browser().open(link).submit(**sign_in("ben"))
    page.submit(email="ben@example.com", card=VISA, act="pay")
    wait_for(lambda: upgraded.is_open(upgraded.known["unsold"], "ben"))
    check_books(upgraded)


def check_books(upgraded: Upgraded) -> None:
    """Check that the books agree with what is stored, and with Stripe."""
    for words in (("replay",), ("reconcile", "--days", "2")):
        done = upgraded.operate(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
