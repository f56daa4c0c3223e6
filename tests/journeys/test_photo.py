"""A photo travels the whole way, in this process."""

import boto3
import pytest
import requests

from chalicelib import config
from tests.journeys import story
from tests.kit.client import Client
from tests.kit.events import deliver_events


@pytest.fixture(autouse=True)
def _events_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever waits find the queues emptied meanwhile."""
    monkeypatch.setattr("time.sleep", lambda seconds: deliver_events())


def fetch(url: str) -> requests.Response:
    """Fetch a rendition from its bucket, as CloudFront does."""
    answer = requests.Response()
    found = boto3.client("s3").get_object(
        Bucket=config.RENDITIONS_BUCKET, Key=url.removeprefix(f"{config.PUBLIC_URL}/")
    )
    answer.status_code, answer.raw = 200, found["Body"]
    answer.headers["Content-Type"] = found["ContentType"]
    return answer


def test_a_photo_travels_from_one_phone_to_another():
    anna = story.register(config.PUBLIC_URL, "anna", Client())
    ben = story.register(config.PUBLIC_URL, "ben", Client())
    assert ben.api.account_follow(anna.account.id).following

    status = story.post_photo(anna, story.phone_photo(), "Home at last #hills @ben")
    deliver_events()

    found = ben.api.timeline_home()
    assert [item.id for item in found] == [status.id]
    assert found[0].account.acct == "anna"
    assert "#<span>hills</span>" in found[0].content
    assert [mention.acct for mention in found[0].mentions] == ["ben"]
    story.check_photo(found[0], fetch)

    assert ben.api.status_favourite(status.id).favourites_count == 1
    assert ben.api.status_bookmark(status.id).bookmarked
    assert (ben.api.timeline_home()[0].favourited, ben.api.timeline_home()[0].bookmarked) == (True, True)
    assert [item.id for item in ben.api.bookmarks()] == [item.id for item in ben.api.favourites()] == [status.id]
    assert ben.api.fetch_next(ben.api.bookmarks()) is None
    comment = ben.api.status_reply(status, "Lovely")
    context = anna.api.status_context(status.id)
    assert [item.id for item in context.descendants] == [comment.id]
    assert anna.api.status(status.id).replies_count == 1
    assert not anna.api.timeline_home()[0].favourited
    ben.api.account_unfollow(anna.account.id)
    assert ben.api.timeline_home() == []
    deliver_events()
    assert anna.api.account(anna.account.id).followers_count == 0
