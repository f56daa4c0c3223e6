"""Polls that are asked by the API, and votes in them."""

from typing import Any

from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.factories import make_token

ASKED: dict[str, Any] = {"options": ["Sea", "Hills", "Town"], "expires_in": 3600}


def ask(author: Account, poll: Any = None, **form: Any) -> Any:
    """Publish a post that asks something, and return what comes back."""
    given = {"status": "Where to?", "poll": ASKED if poll is None else poll, **form}
    return Client(make_token(author)).post("/api/v1/statuses", json=given)


def asked(author: Account, poll: Any = None, **form: Any) -> dict[str, Any]:
    """Publish a post that asks something, and return its status."""
    answer = ask(author, poll, **form)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def vote(client: Client, status: dict[str, Any], *choices: Any) -> Any:
    """Vote in the poll of a post, and return what comes back."""
    return client.post(f"/api/v1/polls/{status['id']}/votes", json={"choices": choices})


def numbers(poll: dict[str, Any]) -> list[int | None]:
    """Return how many chose each option."""
    return [option["votes_count"] for option in poll["options"]]
