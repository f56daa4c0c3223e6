"""What people in photos decided holds whatever the author does to the tag, and they are told once, however it ends."""

from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.person_tags import HIDDEN, PENDING, SHOWN, PersonTag
from chalicelib.models.talk.notifications import TAGGED
from chalicelib.services import news
from chalicelib.services.people import accounts
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import person_tags, tagged
from chalicelib.services.talk import notifications
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media, make_post
from tests.kit.person_tags import at, media_of, own, photos_of, publish, told
from tests.kit.pushes import PushService, push_service
from tests.kit.subscribed import Subscribed


@pytest.fixture
def ben() -> Account:
    return make_account()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    with push_service() as running:
        yield running


def tag_again(anna: Account, ben: Account, post: Post) -> None:
    tagged.tag(anna.id, post.id, [])
    tagged.tag(anna.id, post.id, [at(ben, media_of(post))])


def dismiss(account: Account) -> None:
    (notice,) = notifications.page(account.id, [TAGGED], Page()).shown
    notifications.dismiss(account.id, notice.told.id)


def exchange(anna: Account, post: Post, *people: Account) -> Post:
    other = make_media(anna)
    draft = Draft(caption="A walk", media_ids=[other.id], people=[at(one, other.id) for one in people])
    return posts.edit(anna.id, post.id, draft, {})


def test_what_one_hides_stays_hidden_where_the_tag_is_taken_off_and_put_on_again(anna: Account, ben: Account):
    post = publish(anna, ben)
    tagged.put_in(ben.id, post.id, HIDDEN)
    tag_again(anna, ben, post)
    assert (photos_of(ben), own(ben, HIDDEN)) == ([], [post.id])
    tagged.put_in(ben.id, post.id, SHOWN)
    tag_again(anna, ben, post)
    assert (photos_of(ben), own(ben, HIDDEN)) == ([post.id], [])


def test_a_dismissed_notification_does_not_come_again_with_the_tag(anna: Account, ben: Account):
    post = publish(anna, ben)
    dismiss(ben)
    tag_again(anna, ben, post)
    tag_again(anna, ben, post)
    assert told(ben) == []


def test_one_that_was_not_dismissed_goes_and_comes_with_the_tag(anna: Account, ben: Account):
    post = publish(anna, ben)
    tagged.tag(anna.id, post.id, [])
    assert (told(ben), photos_of(ben), own(ben, SHOWN)) == ([], [], [])
    with pytest.raises(NotFound):
        tagged.put_in(ben.id, post.id, HIDDEN)
    tagged.tag(anna.id, post.id, [at(ben, media_of(post))])
    assert (told(ben), photos_of(ben)) == ([post.id], [post.id])


def test_a_tag_that_is_put_on_again_is_not_pushed_again(service: PushService):
    scene = Subscribed(service, alerts={"tagged": True})
    post = make_post(scene.ben)
    for _ in range(3):
        tagged.tag(scene.ben.id, post.id, [at(scene.anna, media_of(post))])
        deliver_events()
        tagged.tag(scene.ben.id, post.id, [])
    assert len(scene.pushed()) == 1


def test_a_tag_is_pushed_though_the_edit_is_cut_after_its_write(service: PushService, monkeypatch: pytest.MonkeyPatch):
    scene = Subscribed(service, alerts={"tagged": True})
    post = make_post(scene.ben)
    deliver_events()

    def cut(*_: str) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(news, "hint", cut)
        with pytest.raises(SystemExit):
            tagged.tag(scene.ben.id, post.id, [at(scene.anna, media_of(post))])
    assert len(scene.pushed()) == 1


def test_whoever_approves_by_hand_is_asked_and_told_anew_of_another_photo(anna: Account, ben: Account):
    accounts.update(ben.id, {"tags_by_hand": True})
    cleo = make_account()
    post = publish(anna, ben, cleo)
    tagged.put_in(ben.id, post.id, SHOWN)
    dismiss(ben)
    tagged.tag(anna.id, post.id, [at(ben, media_of(post), 0.75), at(cleo, media_of(post))])
    assert (photos_of(ben), told(ben)) == ([post.id], [])
    exchange(anna, post, ben, cleo)
    assert (photos_of(ben), own(ben, PENDING), told(ben)) == ([], [post.id], [post.id])
    assert photos_of(cleo) == [post.id]


def test_whoever_is_asked_anew_is_pushed_to(service: PushService):
    scene = Subscribed(service, alerts={"tagged": True})
    accounts.update(scene.anna.id, {"tags_by_hand": True})
    post = publish(scene.ben, scene.anna)
    deliver_events()
    exchange(scene.ben, post, scene.anna)
    assert len(scene.pushed()) == 2


def test_another_photo_does_not_ask_anew_for_what_is_hidden(anna: Account, ben: Account):
    accounts.update(ben.id, {"tags_by_hand": True})
    post = publish(anna, ben)
    tagged.put_in(ben.id, post.id, HIDDEN)
    exchange(anna, post, ben)
    assert (own(ben, PENDING), own(ben, HIDDEN)) == ([], [post.id])


def test_whoever_was_taken_off_leaves_without_a_trace(anna: Account, ben: Account):
    post = publish(anna, ben)
    tagged.tag(anna.id, post.id, [])
    assert PersonTag.some(ben.id, 5) == [post.id]
    person_tags.forget(ben.id, post.id)
    assert PersonTag.some(ben.id, 5) == []
