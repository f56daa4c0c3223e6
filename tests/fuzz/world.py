"""Who asks, and for what: two people of the demo community, what is there to be asked for, and people to throw away."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from local.demo.client import App, Member
from local.demo.community import PEOPLE

API, OURS = "/api/v1", "/api/rossgram/v1"
# One pixel.
PHOTO = bytes.fromhex("47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b")
Note = Callable[..., None]


@dataclass(frozen=True)
class World:
    """Tokens of two people, and by the name of a path's parameter what there is."""

    url: str
    tokens: list[str]
    things: dict[str, list[str]]

    def write(self, file: Path) -> None:
        """Leave it for the hooks, which are another process."""
        file.write_text(json.dumps(vars(self)))


def read(file: Path) -> World:
    """Return what was left."""
    return World(**json.loads(file.read_text()))


def look_around(url: str) -> World:
    """Sign two people in, and note what they find."""
    app = App(url)
    members = [app.let_in(person) for person in PEOPLE[:2]]
    first, second = members
    things: dict[str, list[str]] = {}

    def note(name: str, *found: Any) -> None:
        things.setdefault(name, []).extend(str(one) for one in found)

    for status in first.get(f"{API}/timelines/public"):
        note("post_id", status["id"])
        note("account_id", status["account"]["id"])
        note("name", *(tag["name"] for tag in status["tags"]))
    for campaign in first.get(f"{OURS}/campaigns"):
        note("campaign_id", campaign["id"])
        note("reward_id", *(reward["id"] for reward in campaign["rewards"]))
    for member in members:
        note("list_id", member.post(f"{API}/lists", data={"title": "Fuzz"})["id"])
        made = member.post("/api/v2/filters", json={"title": "Fuzz", "context": ["home"]})
        note("filter_id", made["id"])
        note("keyword_id", member.post(f"/api/v2/filters/{made['id']}/keywords", data={"keyword": "fuzz"})["id"])
        _note_posts(member, note)
    first.post(f"{API}/accounts/{second.id}/follow")
    _note_told(first, second, note)
    return World(url, [member.headers["Authorization"] for member in members], things)


def _note_posts(member: Member, note: Note) -> None:
    """Note a photo, and posts in each state in which they are not published, or put together."""
    photo = {"file": ("fuzz.gif", PHOTO, "image/gif")}
    note("media_id", member.post("/api/v2/media", files=photo)["id"])
    # Only photos are put together.
    own = [post["id"] for post in member.get(f"{API}/accounts/{member.id}/statuses", only_media="true")]
    form = {"title": "Fuzz", "visibility": "public", "post_ids": own[:1]} if own else {"title": "Fuzz"}
    note("collection_id", member.post(f"{OURS}/collections", json=form)["id"])
    note("post_id", member.post(f"{OURS}/drafts", data={"status": "Fuzz"})["id"])
    soon = (datetime.now(UTC) + timedelta(days=7)).isoformat()
    note("post_id", member.post(f"{API}/statuses", data={"status": "Fuzz", "scheduled_at": soon})["id"])


def _note_told(first: Member, second: Member, note: Note) -> None:
    """Note what two people were told; the first has those kept apart who are new, as all are here."""
    for group in second.get("/api/v2/notifications")["notification_groups"]:
        note("group_key", group["group_key"])
        note("notification_id", group["most_recent_notification_id"])
    policy = {"for_new_accounts": "filter"}
    first.app.call("PATCH", "/api/v2/notifications/policy", data=policy, headers=first.headers)
    note("request_id", *(request["id"] for request in first.get(f"{API}/notifications/requests")))


def throwaway(url: str, number: int) -> str:
    """Return the token of a new account, which nobody misses."""
    form = {"client_name": "fuzz", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write follow"}
    app = requests.post(f"{url}{API}/apps", data=form, timeout=60).json()
    grant = {name: app[name] for name in ("client_id", "client_secret")} | {"grant_type": "client_credentials"}
    token = requests.post(f"{url}/oauth/token", data={**grant, "scope": form["scopes"]}, timeout=60).json()
    name = f"throwaway{number}"
    person = {"username": name, "email": f"{name}@example.com", "password": "a long password", "agreement": "1"}
    own = {"Authorization": f"Bearer {token['access_token']}"}
    made = requests.post(f"{url}{API}/accounts", data={**person, "locale": "en"}, headers=own, timeout=60).json()
    return f"Bearer {made['access_token']}"
