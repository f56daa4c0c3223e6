"""A tour of the network with Mastodon.py, an unmodified client: what people do here in their first week."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from mastodon import MastodonNotFoundError

from chalicelib import config
from tests.journeys import story
from tests.journeys.story import Person
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.photos import make_photo


@pytest.fixture(autouse=True)
def _events_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever waits find the queues emptied meanwhile."""
    monkeypatch.setattr("time.sleep", lambda seconds: deliver_events())


@pytest.fixture
def anna() -> Person:
    """Anna photographs."""
    return story.register(config.PUBLIC_URL, "anna", Client())


@pytest.fixture
def ben() -> Person:
    """Ben looks."""
    return story.register(config.PUBLIC_URL, "ben", Client())


@pytest.fixture
def carl() -> Person:
    """Carl comes by."""
    return story.register(config.PUBLIC_URL, "carl", Client())


def publish(person: Person, caption: str, *alts: str, **said: Any) -> Any:
    """Publish photos, a description each, and return the post."""
    found = [person.api.media_post(make_photo(640, 480), mime_type="image/jpeg", description=alt) for alt in alts]
    for media in found:
        story.wait_for(partial(story.ready, person, media.id))
    status = person.api.status_post(caption, media_ids=[media.id for media in found], **said)
    deliver_events()
    return status


def told(person: Person) -> list[tuple[str, str]]:
    """Return what somebody is told, and of whom, the latest first."""
    deliver_events()
    return [(one.type, one.account.acct) for one in person.api.notifications()]


def test_a_private_account_lets_in_whom_it_wants(anna: Person, ben: Person, carl: Person):
    assert anna.api.account_update_credentials(locked=True, display_name="Anna", note="Hills and dogs").locked
    status = publish(anna, "For those I know", "A hill")
    for stranger in (ben, carl):
        with pytest.raises(MastodonNotFoundError):
            stranger.api.status(status.id)
        assert stranger.api.account_follow(anna.account.id).requested
    assert told(anna) == [("follow_request", "carl"), ("follow_request", "ben")]
    assert [one.acct for one in anna.api.follow_requests()] == ["carl", "ben"]

    anna.api.follow_request_authorize(ben.account.id)
    anna.api.follow_request_reject(carl.account.id)
    deliver_events()
    assert [one.acct for one in anna.api.account_followers(anna.account.id)] == ["ben"]
    assert [one.id for one in ben.api.timeline_home()] == [status.id]
    assert not carl.api.account_relationships(anna.account.id)[0].requested
    assert carl.api.account_statuses(anna.account.id) == []

    anna.api.account_remove_from_followers(ben.account.id)
    with pytest.raises(MastodonNotFoundError):
        ben.api.status(status.id)
    assert anna.api.account_update_credentials(locked=False).locked is False
    deliver_events()


def test_an_album_is_published_talked_about_shared_edited_and_deleted(anna: Person, ben: Person, carl: Person):
    carl.api.account_follow(ben.account.id)
    status = publish(anna, "Two hills #hills", "The lower hill", "The higher hill")
    assert [media.description for media in status.media_attachments] == ["The lower hill", "The higher hill"]

    comment = ben.api.status_reply(status, "Which one is steeper?")
    answer = anna.api.status_reply(comment, "The first", untag=False)
    carl.api.status_favourite(comment.id)
    ben.api.status_favourite(status.id)
    assert ben.api.status_reblog(status.id).reblog.id == status.id
    deliver_events()
    tree = carl.api.status_context(status.id).descendants
    assert [(one.id, one.in_reply_to_id) for one in tree] == [(comment.id, status.id), (answer.id, comment.id)]
    assert sorted(told(anna)) == [("favourite", "ben"), ("mention", "ben"), ("reblog", "ben")]
    assert sorted(told(ben)) == [("favourite", "carl"), ("follow", "carl"), ("mention", "anna")]
    assert [one.reblog.id for one in carl.api.timeline_home() if one.reblog] == [status.id]
    seen = carl.api.status(status.id)
    assert (seen.favourites_count, seen.reblogs_count, seen.replies_count) == (1, 1, 1)
    assert [one.acct for one in carl.api.status_favourited_by(status.id)] == ["ben"]
    assert [one.acct for one in carl.api.status_reblogged_by(status.id)] == ["ben"]

    assert anna.api.notifications_unread_count().count == 3
    anna.api.notifications_dismiss(anna.api.notifications()[0].id)
    assert len(told(anna)) == 2
    anna.api.notifications_clear()
    assert told(anna) == []

    assert anna.api.status_pin(status.id).pinned
    assert [one.id for one in carl.api.account_statuses(anna.account.id, pinned=True)] == [status.id]
    assert anna.api.status_update(status.id, "Two hills, one dog #hills").edited_at
    assert [version.content for version in carl.api.status_history(status.id)][-1] == seen.content.replace(
        "Two hills ", "Two hills, one dog "
    )
    assert anna.api.status_source(status.id).text == "Two hills, one dog #hills"
    anna.api.status_delete(status.id)
    deliver_events()
    assert carl.api.timeline_home() == []
    with pytest.raises(MastodonNotFoundError):
        ben.api.status(status.id)


def test_people_words_and_hashtags_are_found_and_followed(anna: Person, ben: Person):
    anna.api.account_update_credentials(display_name="Anna of the hills", note="Film only", discoverable=True)
    status = publish(anna, "Fog over the ridge #foggy", "A ridge in fog")
    deliver_events()
    assert [one.acct for one in ben.api.account_search("anna")] == ["anna"]
    found = ben.api.search_v2("ridge")
    assert [one.id for one in found.statuses] == [status.id]
    assert [tag.name for tag in ben.api.search_v2("#fog").hashtags] == ["foggy"]
    assert [one.id for one in ben.api.timeline_hashtag("foggy")] == [status.id]
    assert [one.id for one in ben.api.timeline_public()] == [status.id]
    assert ben.api.account_lookup("anna").display_name == "Anna of the hills"

    ben.api.account_follow(anna.account.id)
    ben.api.account_note_set(anna.account.id, "met on the ridge")
    assert ben.api.account_relationships(anna.account.id)[0].note == "met on the ridge"
    ben.api.status_bookmark(status.id)
    assert [one.id for one in ben.api.bookmarks()] == [status.id]


def test_what_is_scheduled_waits_and_may_be_put_off_or_called_off(anna: Person, ben: Person):
    ben.api.account_follow(anna.account.id)
    photo = anna.api.media_post(make_photo(640, 480), mime_type="image/jpeg", description="A lake")
    story.wait_for(lambda: story.ready(anna, photo.id))
    at = datetime.now(UTC) + timedelta(hours=2)
    waiting = anna.api.status_post("Tomorrow", media_ids=[photo.id], scheduled_at=at)
    assert [one.id for one in anna.api.scheduled_statuses()] == [waiting.id]
    moved = anna.api.scheduled_status_update(waiting.id, at + timedelta(days=1))
    assert abs(moved.scheduled_at - at - timedelta(days=1)) < timedelta(minutes=1)
    assert ben.api.account_statuses(anna.account.id) == []
    anna.api.scheduled_status_delete(waiting.id)
    assert anna.api.scheduled_statuses() == []


def test_two_people_write_to_each_other_and_nobody_else_reads_it(anna: Person, ben: Person, carl: Person):
    anna.api.account_follow(ben.account.id)
    message = ben.api.status_post("@anna Shall we walk on Sunday?", visibility="direct")
    deliver_events()
    (talk,) = anna.api.conversations()
    assert (talk.unread, talk.last_status.id, [one.acct for one in talk.accounts]) == (True, message.id, ["ben"])
    assert not anna.api.conversations_read(talk.id).unread
    anna.api.status_reply(message, "With the dog", visibility="direct")
    deliver_events()
    assert "With the dog" in ben.api.conversations()[0].last_status.content
    with pytest.raises(MastodonNotFoundError):
        carl.api.status(message.id)
    assert carl.api.conversations() == []


def test_whoever_is_unwelcome_is_muted_blocked_and_reported(anna: Person, ben: Person):
    ben.api.account_follow(anna.account.id)
    anna.api.account_follow(ben.account.id)
    rude = publish(ben, "Your hills are boring", "A wall")
    anna.api.account_mute(ben.account.id, notifications=True, duration=3600)
    assert anna.api.timeline_home() == []
    assert [one.acct for one in anna.api.mutes()] == ["ben"]
    anna.api.account_unmute(ben.account.id)
    assert [one.id for one in anna.api.timeline_home()] == [rude.id]

    report = anna.api.report(ben.account.id, [rude.id], comment="He is rude", category="other")
    assert report.target_account.acct == "ben"
    assert anna.api.account_block(ben.account.id).blocking
    deliver_events()
    assert anna.api.account_statuses(ben.account.id) == []
    with pytest.raises(MastodonNotFoundError):
        ben.api.account_statuses(anna.account.id)
    for one, other in ((anna, ben), (ben, anna)):
        assert not one.api.account_relationships(other.account.id)[0].following
    assert [one.acct for one in anna.api.blocks()] == ["ben"]
    assert not anna.api.account_unblock(ben.account.id).blocking
