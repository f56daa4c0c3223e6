"""Look at highlights for tests."""

from typing import Any

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories.highlights import Highlights
from chalicelib.models.photos.stories.reels import Reel
from tests.kit.client import Client
from tests.kit.factories import make_token
from tests.kit.money.paid import objects


def shown(viewer: Account, author: Account) -> list[dict[str, Any]]:
    """Return the highlights of an author that somebody is shown."""
    answer = Client(make_token(viewer)).get(f"/api/rossgram/v1/accounts/{author.id}/highlights")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def ids(viewer: Account, author: Account) -> list[str]:
    """Return the ids of the stories in them."""
    return [node["id"] for one in shown(viewer, author) for node in one["nodes"]]


def is_empty() -> bool:
    """Tell whether nothing is left of any story."""
    return ([*Media.scan()], [*Reel.scan()], [*Highlights.scan()], objects()) == ([], [], [], set())
