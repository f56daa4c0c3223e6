"""Photos from their bytes to their renditions, whatever order the events come in."""

import io
import json
from datetime import timedelta
from typing import Any

import boto3
import pytest
import time_machine

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import storage
from chalicelib.handlers import events
from chalicelib.models.photos.media import FAILED, PROCESSING, READY, Media
from chalicelib.services import sweeper
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events, drop_events, lambda_event
from tests.kit.factories import make_account
from tests.kit.photos import make_photo


def renditions(item: Media) -> set[str]:
    found = boto3.client("s3").list_objects_v2(Bucket=config.RENDITIONS_BUCKET, Prefix=item.lies_at.folder)
    return {entry["Key"].rpartition("/")[2] for entry in found.get("Contents", [])}


def begin(**details: Any) -> Media:
    return media.begin(make_account().id, make_photo(800, 600), "image/jpeg", **details)


def announce(item: Media, sequencer: str = "1") -> None:
    record = {"s3": {"object": {"key": item.original_key.replace("/", "%2F"), "sequencer": sequencer}}}
    events.on_original_uploaded(lambda_event(json.dumps({"Records": [record]})), None)


def test_an_upload_that_s3_announces_becomes_renditions():
    item = begin()
    assert item.state == PROCESSING

    deliver_events()

    done = Media.find(item.id)
    assert (done.state, done.width, done.height) == (READY, 800, 600)
    assert renditions(done) == {
        *("full.jpg", "feed.jpg", "card.jpg", "thumb.jpg", "square.jpg"),
        *("feed.avif", "card.avif", "locked.jpg"),
    }
    assert done.blurhash
    assert done.preview


def test_an_event_that_comes_twice_or_late_makes_one_set_of_renditions(monkeypatch: pytest.MonkeyPatch):
    item = begin()
    drop_events()
    announce(item, "2")
    written: list[str] = []
    monkeypatch.setattr(storage, "keep_rendition", lambda key, *_: written.append(key))
    announce(item, "2")
    announce(item, "1")
    assert written == []
    assert Media.find(item.id).state == READY


def test_the_first_message_of_a_notification_is_passed_over():
    events.on_original_uploaded(lambda_event(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent"})), None)


def test_an_event_for_an_unknown_key_leaves_nothing_behind():
    storage.keep_original("originals/1", b"x", "image/jpeg")
    media.process("originals/1")
    assert not storage.has_original("originals/1")


def test_a_file_that_is_no_photo_fails_with_a_reason_and_is_not_tried_again():
    item = media.begin(make_account().id, b"<html>", "image/jpeg")
    deliver_events()
    done = Media.find(item.id)
    assert done.state == FAILED
    assert done.reason
    assert deliver_events() == 0
    assert renditions(done) == set()


def test_a_worker_that_dies_after_writing_is_followed_by_one_that_finishes(monkeypatch: pytest.MonkeyPatch):
    item = begin()
    with monkeypatch.context() as patch:
        patch.setattr(Media, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            announce(item)
    announce(item)
    assert Media.find(item.id).state == READY


def test_a_lost_event_is_found_by_the_sweeper():
    item = begin()
    drop_events()
    assert sweeper.sweep()["media"] == 0
    with time_machine.travel(timedelta(minutes=16)):
        sweeper.sweep()
        deliver_events()
        assert Media.find(item.id).state == READY


def test_a_photo_that_kills_its_workers_is_given_up():
    item = begin()
    for hours in range(1, 5):
        with time_machine.travel(timedelta(hours=hours)):
            sweeper.sweep()
        drop_events()
    assert Media.find(item.id).state == FAILED


def test_an_upload_that_never_arrives_expires():
    owner = make_account()
    item, form = media.begin_upload(owner.id, "image/jpeg")
    assert form["fields"]["key"] == item.original_key  # type: ignore[index]
    assert media.find(owner.id, item.id).state == "waiting"
    with time_machine.travel(timedelta(minutes=16)):
        with pytest.raises(NotFound):
            media.find(owner.id, item.id)
        sweeper.sweep()
        assert list(Media.scan()) == []


def test_a_photo_that_nobody_publishes_is_deleted_after_a_day():
    item = begin()
    deliver_events()
    with time_machine.travel(timedelta(hours=25)):
        sweeper.sweep()
    assert list(Media.scan()) == []
    assert renditions(item) == set()
    assert not storage.has_original(item.original_key)


def test_a_published_photo_is_kept():
    item = begin()
    deliver_events()
    posts.publish(item.owner_id, Draft(media_ids=[item.id]))
    with time_machine.travel(timedelta(days=400)):
        sweeper.sweep()
    assert renditions(Media.find(item.id))


def test_a_photo_that_is_being_deleted_cannot_be_published():
    item = begin()
    deliver_events()
    assert Media.find(item.id).end()
    with pytest.raises(Unprocessable):
        posts.publish(item.owner_id, Draft(media_ids=[item.id]))


def test_a_stranger_does_not_see_or_delete_ones_upload():
    item, eve = begin(), make_account()
    for attempt in (media.find, media.remove):
        with pytest.raises(NotFound):
            attempt(eve.id, item.id)
    assert storage.has_original(item.original_key)


def test_renditions_carry_no_exif():
    item = media.begin(make_account().id, make_photo(800, 600, orientation=6, gps=True), "image/jpeg")
    deliver_events()
    done = Media.find(item.id)
    assert (done.width, done.height) == (600, 800)
    for file in renditions(done):
        answer = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=done.lies_at.folder + file)
        body = io.BytesIO(answer["Body"].read()).getvalue()
        assert b"Exif" not in body[:4096]
        assert answer["CacheControl"] == "private, max-age=86400"
