"""The people and posts with which clients work: so many that no call meets what an earlier one did to them."""

import base64
import itertools
import re
import time
from collections.abc import Callable
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.clients import staff
from tests.kit.photos import make_photo

SCOPES = "read write follow push profile admin:read admin:write"
PASSWORD = "a long password of nobody"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
# How many accounts and posts one client may use up.
PEOPLE, POSTS, OTHERS = 30, 24, 6
ENDPOINT = "https://push.example.org/x"
POLL = {"options": ["Sea", "Hills"], "expires_in": 3600}


class Person:
    """Somebody who is signed in."""

    def __init__(self, scene: "Scene", handle: str) -> None:
        self.scene, self.handle, self.token = scene, handle, ""
        form = {"username": handle, "email": f"{handle}@example.com", "password": PASSWORD, "agreement": "true"}
        own = scene.call("POST", "/oauth/token", grant_type="client_credentials", **scene.secrets, scope=SCOPES)
        self.app_token = self.token = own["access_token"]
        signed_in = self("POST", "/api/v1/accounts", **form, locale="en")
        self.token, self.refresh_token = signed_in["access_token"], signed_in.get("refresh_token", "")
        self.id = str(self("GET", "/api/v1/accounts/verify_credentials")["id"])

    def __call__(self, method: str, path: str, **form: Any) -> Any:
        """Send a request as this person, and return the JSON of its answer."""
        return self.scene.call(method, path, self.token, **form)


class Scene:
    """One client's surroundings: `me`, whose account is private, and everything that it is shown and may change.

    `promote` makes an account one of the staff; without it `me` is none of them.
    """

    def __init__(self, url: str, name: str, promote: Callable[[str], None] | None) -> None:
        """Make it all anew, under handles of this moment."""
        self.url, self.session = url, requests.Session()
        self.secrets: dict[str, str] = {}
        app = self.call("POST", "/api/v1/apps", client_name=name, redirect_uris=OUT_OF_BAND, scopes=SCOPES)
        self.secrets = {name: app[name] for name in ("client_id", "client_secret")}
        self.mark = f"{int(time.time() * 10) % 10**8}"
        self.photo = make_photo(1200, 900)
        self.browser = {"pubkey": _point(), "auth": bytes(16)}
        self.me, self.friend = self.person("me"), self.person("friend")
        self.pools = self._pools()
        if promote:
            promote(f"@{self.me.handle}")
            self.pools |= staff.pools(self)

    def call(self, method: str, path: str, token: str = "", **form: Any) -> Any:
        """Send a request, and return the JSON of its answer. Raises HTTPError where it is refused."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.session.request(method, self.url + path, json=form or None, headers=headers, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def person(self, name: str) -> Person:
        """Sign somebody new up."""
        return Person(self, f"{name}{self.mark}")

    def upload(self, person: Person) -> str:
        """Upload a photo, wait until it is ready, and return its id."""
        headers = {"Authorization": f"Bearer {person.token}"}
        file = {"file": ("photo.jpg", self.photo, "image/jpeg")}
        answer = self.session.post(f"{self.url}/api/v1/media", files=file, headers=headers, timeout=60)
        answer.raise_for_status()
        return str(answer.json()["id"])

    def code(self) -> str:
        """Return what a person copies from the page on which they allow the app."""
        asked = {"response_type": "code", "redirect_uri": OUT_OF_BAND, "scope": SCOPES, "decision": "approve"}
        person = {"username": self.friend.handle, "password": PASSWORD}
        form = {**asked, **person, "client_id": self.secrets["client_id"]}
        page = self.session.post(f"{self.url}/oauth/authorize", data=form, timeout=60)
        page.raise_for_status()
        shown = re.search(r'id="code"[^>]*value="([^"]+)"', page.text)
        assert shown, page.text
        return shown[1]

    def _pools(self) -> dict[str, list[str]]:
        me, friend = self.me, self.friend
        people = [self.person(f"p{number}x") for number in range(PEOPLE)]
        askers = [self.person(f"a{number}x") for number in range(OTHERS)]
        me("PATCH", "/api/v1/accounts/update_credentials", locked=True)
        for asker in askers:
            asker("POST", f"/api/v1/accounts/{me.id}/follow")
        followed = [self.person(f"f{number}x") for number in range(OTHERS)]
        for one in followed:
            me("POST", f"/api/v1/accounts/{one.id}/follow")
        photo = self.upload(friend)
        posts = [friend("POST", "/api/v1/statuses", status="On the #hills", media_ids=[photo])["id"]]
        posts += [self._post(friend, "More of the hills") for _ in range(POSTS)]
        for number, one in enumerate(followed):
            one("POST", "/api/v1/statuses", status=f"@{me.handle} number {number}")
        return {
            "account": [one.id for one in people],
            "asker": [one.id for one in askers],
            "followed": [one.id for one in followed],
            "status": posts,
            "own_status": [self._post(me, f"Mine, of #{tag}") for tag in itertools.islice(TAGS, 0, 16)],
            "asking": [self._post(friend, "Where to?", poll=POLL) for _ in range(OTHERS)],
            "tag": list(TAGS),
            "token": [self.person(f"t{number}x").token for number in range(2)],
            "conversation": self._talks(followed),
            **self._kept(),
            **self._later(),
        }

    def _talks(self, people: list[Person]) -> list[str]:
        """Return the conversations that people whom `me` follows have begun."""
        for one in people:
            one("POST", "/api/v1/statuses", status=f"@{self.me.handle} Are you there?", visibility="direct")
        return [one["id"] for one in self._awaited("/api/v1/conversations", len(people))]

    def _kept(self) -> dict[str, list[str]]:
        """Return what `me` keeps: lists, filters, hashtags on the profile, photos, and what has been told."""
        me, post = self.me, self._post(self.friend, "To be filtered")

        def made(number: int, make: Callable[[int], Any]) -> list[str]:
            return [str(make(count)["id"]) for count in range(number)]

        def keep(number: int) -> Any:
            words = {"keywords_attributes": [{"keyword": f"rain {number}"}]}
            return me("POST", "/api/v2/filters", title=f"Rain {number}", context=["home"], **words)

        filters = [keep(number) for number in range(20)]
        named = [me("POST", f"/api/v2/filters/{one['id']}/statuses", status_id=post) for one in filters[:4]]
        told = self._told()
        return {
            "list": made(14, lambda number: me("POST", "/api/v1/lists", title=f"List {number}")),
            "filter": [one["id"] for one in filters[10:]],
            "keyword": [one["keywords"][0]["id"] for one in filters[:10]],
            "filtered": [one["id"] for one in named],
            "featured": made(3, lambda number: me("POST", "/api/v1/featured_tags", name=f"kept{number}")),
            "media": [self.upload(me) for _ in range(8)],
            "announcement": [one["id"] for one in me("GET", "/api/v1/announcements")],
            "notification": [one["id"] for one in told],
            # Not those that are dismissed by their ids.
            "group": [str(one["group_key"]) for one in reversed(told)],
        }

    def _told(self) -> list[Any]:
        found = self._awaited("/api/v1/notifications", OTHERS)
        return [one for one in found if one["type"] == "mention"]

    def _later(self) -> dict[str, list[str]]:
        """Return the posts that `me` scheduled, and the requests of those whose mentions are filtered."""
        at = "2030-01-01T00:00:00Z"
        scheduled = [self.me("POST", "/api/v1/statuses", status="Later", scheduled_at=at)["id"] for _ in range(OTHERS)]
        self.me("PATCH", "/api/v2/notifications/policy", for_not_following="filter")
        for number in range(2 * OTHERS):
            self.person(f"r{number}x")("POST", "/api/v1/statuses", status=f"@{self.me.handle} Look")
        requests_of = self._awaited("/api/v1/notifications/requests", 2 * OTHERS)
        return {"scheduled": scheduled, "request": [one["id"] for one in requests_of]}

    def _awaited(self, path: str, number: int) -> list[Any]:
        over = time.monotonic() + 30
        while time.monotonic() < over:
            if len(found := self.me("GET", path)) >= number:
                return list(found)
            time.sleep(0.2)
        raise TimeoutError(f"{path} did not fill")

    def _post(self, person: Person, text: str, **more: Any) -> str:
        return str(person("POST", "/api/v1/statuses", status=text, **more)["id"])

    def told(self, folder: str, kind: str = "") -> dict[str, Any]:
        """Return all that a client in another process has to know."""
        photo = base64.b64encode(self.photo).decode()
        known = {"url": self.url, "token": self.me.token, "pools": self.pools, "photo": photo}
        keys = {name: base64.b64encode(key).decode() for name, key in self.browser.items()}
        known |= {"subscription": {"endpoint": ENDPOINT, "keys": {"p256dh": keys["pubkey"], "auth": keys["auth"]}}}
        tokens = {"code": self.code(), "app_token": self.me.app_token, "refresh_token": self.friend.refresh_token}
        return {**known, **tokens, **self.secrets, "friend": self.friend.handle, "folder": folder, "kind": kind}


def _point() -> bytes:
    """Return a browser's public key."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


TAGS = ("hills", "sea", "tiles", "night", "garden", "stone", "paper", "rain", "snow", "fog", "sand", "salt", "wood",
        "iron", "clay", "wool")  # fmt: skip
