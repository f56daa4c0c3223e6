"""People who do things that others are told of, and a clock that stands still."""

from typing import Any

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import likes
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token

DAY = 24 * 3600
NOON = 20_800 * DAY + DAY // 2
PATH = "/api/v1/notifications"


class Scene:
    """Anna, who has a post, and Ben and Cleo, who do things with it."""

    def __init__(self) -> None:
        self.anna, self.ben, self.cleo = make_account(), make_account(), make_account()
        self.post = make_post(self.anna)
        self.client = Client(make_token(self.anna))

    def told(self, **query: Any) -> list[tuple[str, str]]:
        """Return the types of what Anna is told, each with who did it."""
        answer = self.client.get(PATH, params=query)
        assert answer.status_code == 200, answer.text
        return [(one["type"], one["account"]["id"]) for one in answer.json()]

    def like(self, account: Account, post: Post | None = None) -> None:
        likes.like(account.id, (post or self.post).id)
        deliver_events()


class Clock:
    """A clock that stands still, until it is moved."""

    def __init__(self) -> None:
        self.at = float(NOON)

    def __call__(self) -> float:
        return self.at
