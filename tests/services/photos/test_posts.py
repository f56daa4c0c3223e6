"""Publishing, editing and deleting."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from chalicelib.errors import MediaFailed, MediaNotReady, NotFound, Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.submissions import Submission
from chalicelib.services.photos import comments, likes, posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.reading import history
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media, make_post


def test_a_published_post_counts_and_owns_its_photos():
    anna = make_account()
    post = make_post(anna, photos=2)
    assert Account.find(anna.id).posts_count == 1
    assert {item.post_id for item in Media.scan()} == {post.id}
    assert not any(item.due_at for item in Media.scan())


def test_a_photo_is_published_once():
    anna = make_account()
    media = make_media(anna)
    posts.publish(anna.id, Draft(media_ids=[media.id]))
    with pytest.raises(Unprocessable):
        posts.publish(anna.id, Draft(media_ids=[media.id]))
    assert Account.find(anna.id).posts_count == 1


def test_nobody_publishes_anothers_photo():
    anna, eve = make_account(), make_account()
    media = make_media(anna)
    with pytest.raises(Unprocessable, match="no such photo"):
        posts.publish(eve.id, Draft(media_ids=[media.id]))
    assert Media.find(media.id).post_id is None


def test_a_photo_in_processing_cannot_be_published_yet():
    anna = make_account()
    media = Media.create(anna.id, "image/jpeg", "processing")
    with pytest.raises(MediaNotReady):
        posts.publish(anna.id, Draft(media_ids=[media.id]))
    media.fail("It is no photo.")
    with pytest.raises(MediaFailed):
        posts.publish(anna.id, Draft(media_ids=[media.id]))


def test_the_same_idempotency_key_publishes_once():
    anna = make_account()
    first = posts.publish(anna.id, Draft(caption="Hello"), "key")
    again = posts.publish(anna.id, Draft(caption="Hello"), "key")
    assert first.id == again.id
    assert Account.find(anna.id).posts_count == 1


def test_another_account_or_an_hour_makes_the_key_free_again():
    anna, ben = make_account(), make_account()
    first = posts.publish(anna.id, Draft(caption="Hello"), "key")
    assert posts.publish(ben.id, Draft(caption="Hello"), "key").id != first.id
    with time_machine.travel(timedelta(hours=2)):
        assert posts.publish(anna.id, Draft(caption="Hello"), "key").id != first.id


def test_a_key_that_another_request_took_in_between_returns_that_post(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    first = posts.publish(anna.id, Draft(caption="Hello"), "key")
    answers: Iterator[str | None] = iter([None, first.id])
    monkeypatch.setattr(Submission, "post_id_of", lambda *_: next(answers))
    assert posts.publish(anna.id, Draft(caption="Hello"), "key").id == first.id
    assert Account.find(anna.id).posts_count == 1


@pytest.mark.parametrize(
    "draft",
    [Draft(), Draft(caption="  \n "), Draft(caption="x" * 2201), Draft(media_ids=["1", "1"])],
    ids=["empty", "blank", "long", "twice"],
)
def test_drafts_that_say_nothing_or_too_much_are_refused(draft: Draft):
    anna = make_account()
    with pytest.raises((Unprocessable, NotFound)):
        posts.publish(anna.id, draft)
    assert Account.find(anna.id).posts_count == 0


def test_an_edit_keeps_what_was_said_before():
    anna = make_account()
    post = make_post(anna, "First")
    photo = post.body["media"][0]["id"]
    posts.edit(anna.id, post.id, Draft(caption="Second", media_ids=[photo]), {photo: {"alt": "A cat"}})

    edited = Post.find(post.id)
    assert [body["caption"] for body, _ in history.texts(None, edited)] == ["First", "Second"]
    assert edited.body["media"][0]["alt"] == "A cat"
    assert edited.edited_at


def test_an_edit_that_changes_nothing_leaves_no_trace():
    anna = make_account()
    post = make_post(anna, "First")
    posts.edit(anna.id, post.id, Draft(caption="First", media_ids=[post.body["media"][0]["id"]]), {})
    assert Post.find(post.id).edited_at is None


def test_an_edit_exchanges_photos():
    anna = make_account()
    post, new = make_post(anna), make_media(anna)
    old_id = post.body["media"][0]["id"]
    posts.edit(anna.id, post.id, Draft(caption="x", media_ids=[new.id]), {})
    assert Media.find(new.id).post_id == post.id
    assert Media.find(old_id).post_id is None
    assert Media.find(old_id).due_at


def test_nobody_edits_or_deletes_anothers_post():
    anna, eve = make_account(), make_account()
    post = make_post(anna)
    with pytest.raises(NotFound):
        posts.edit(eve.id, post.id, Draft(caption="Mine"), {})
    with pytest.raises(NotFound):
        posts.delete(eve.id, post.id)
    assert Post.find(post.id).body["caption"] == "A walk"


def test_deleting_takes_comments_likes_and_earlier_texts_along():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    comments.write(ben.id, post.id, Draft(caption="Lovely"))
    likes.like(ben.id, post.id)
    posts.edit(anna.id, post.id, Draft(caption="A long walk", media_ids=[post.body["media"][0]["id"]]), {})

    posts.delete(anna.id, post.id)
    deliver_events()

    assert [list(table.scan()) for table in (Post, Interaction, Revision)] == [[], [], []]
    assert Account.find(anna.id).posts_count == 0


def test_a_deleted_posts_photos_can_be_published_again_for_a_day():
    anna = make_account()
    post = make_post(anna)
    posts.delete(anna.id, post.id)
    again = posts.publish(anna.id, Draft(media_ids=[post.body["media"][0]["id"]]))
    assert [photo["id"] for photo in again.body["media"]] == [photo["id"] for photo in post.body["media"]]
