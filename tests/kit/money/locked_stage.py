"""A locked post, its possible viewers, and the endpoints that show it."""

from typing import Any

from chalicelib.models.money.grants import campaign_key, gift_key, post_key, tier_key
from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_token
from tests.kit.money.paid import grant, make_locked

ENDED = 1_700_000_000
ACTIONS = ("favourite", "unfavourite", "bookmark", "unbookmark")
PEOPLE = (
    *("anonymous", "stranger", "follower", "author", "buyer", "buyer whose grant ended"),
    *("lower tier", "same tier", "higher tier", "tier that ended", "presented", "backer"),
)


class Stage:
    """A locked post and its possible viewers."""

    def __init__(self, access: str) -> None:
        self.clients: dict[str, Client] = {}
        self.author = make_account()
        self.accounts = {name: make_account() for name in PEOPLE if name not in ("anonymous", "author")}
        self.accounts["author"] = self.author
        for name, account in self.accounts.items():
            if name not in ("author", "stranger"):
                make_follow(account, self.author)
        self.post = make_locked(self.author, access)
        deliver_events("posts")
        self._pay()

    def _pay(self) -> None:
        tier = tier_key(self.author.id)
        self.grant("buyer", post_key(self.post.id))
        self.grant("buyer whose grant ended", post_key(self.post.id), expires_at=ENDED)
        self.grant("lower tier", tier, level=1)
        self.grant("same tier", tier, level=2)
        self.grant("higher tier", tier, level=3)
        self.grant("tier that ended", tier, level=3, expires_at=ENDED)
        self.grant("presented", gift_key(self.author.id), level=2)
        self.grant("backer", campaign_key("c"))

    def grant(self, name: str, key: str, **grant_of: Any) -> None:
        grant(self.accounts[name].id, key, **grant_of)

    def client(self, name: str) -> Client:
        if name not in self.clients:
            account: Account | None = self.accounts.get(name)
            self.clients[name] = Client(make_token(account) if account else None)
        return self.clients[name]

    def see(self, name: str, surface: str) -> Any:
        """Return the status that a viewer gets from an endpoint, or None."""
        client, path = self.client(name), f"/api/v1/statuses/{self.post.id}"
        if surface in ACTIONS:
            return client.post(f"{path}/{surface}").json()
        if surface == "single":
            return client.get(path).json()
        if surface == "answered":
            return self._answered(client)
        lists = {
            "home": "timelines/home",
            "public": "timelines/public",
            "account": f"accounts/{self.author.id}/statuses",
        }
        found = client.get(f"/api/v1/{lists.get(surface, surface)}").json()
        if not isinstance(found, list):
            return found
        return next((status for status in found if status["id"] == self.post.id), None)

    def _answered(self, client: Client) -> Any:
        """Return the post as the ancestor of the viewer's own comment; others see no comment at all."""
        context = client.get(f"/api/v1/statuses/{self.post.id}/context").json()
        above = [client.get(f"/api/v1/statuses/{item['id']}/context").json() for item in context["descendants"]]
        return above[0]["ancestors"][0] if above else None
