"""Put stories up for tests, and look at them as somebody does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import time_machine

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.stories.reels import Story
from chalicelib.services import sweeper
from chalicelib.services.photos import timelines
from chalicelib.services.photos.stories import highlights, publishing, watching
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.stored import make_stored

CAROUSEL = "/api/v1.1/stories/carousel"
HOURS = 3600


def put_up(author: Account, access: str = "followers", **said: Any) -> Story:
    """Put a photo of an author up whose files lie in the bucket."""
    return publishing.publish(author.id, make_stored(author).id, access, **said)


def keep(story: Story) -> Story:
    """Put a story into a highlight, and return it."""
    highlights.make(story.author_id, "Hills", [story.id])
    return story


def watch_more(story: Story, reader: Account) -> None:
    """Have one more account see a story, and a reader follow one more author and see a story of theirs."""
    viewer, author = make_account(), make_account()
    timelines.follow(viewer.id, story.author_id)
    watching.see(viewer.id, story.id)
    timelines.follow(reader.id, author.id)
    watching.see(reader.id, put_up(author).id)


def tray(viewer: Account) -> list[dict[str, Any]]:
    """Return the stories of others that somebody is shown, in their order."""
    found = Client(make_token(viewer)).get(CAROUSEL).json()["nodes"]
    return [story for node in found for story in node["nodes"]]


def ids_in_tray(viewer: Account) -> list[str]:
    """Return the ids of the stories of others that somebody is shown."""
    return [story["id"] for story in tray(viewer)]


@contextmanager
def later(hours: float) -> Iterator[None]:
    """Do something some hours later."""
    with time_machine.travel(timedelta(hours=hours)):
        yield


def sweep_later(hours: float) -> None:
    """Sweep twice some hours later, as it does every five minutes."""
    with later(hours):
        for _ in range(2):
            sweeper.sweep()
            deliver_events()
