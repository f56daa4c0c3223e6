"""Photos that are moved while the process dies, or somebody else moves them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib.errors import Unprocessable
from chalicelib.gateways import storage
from chalicelib.models.base import GuardFailed
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import publishing
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN
from chalicelib.models.photos.posts import PRICE, PUBLIC, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.killing import Killed
from tests.kit.money.paid import PRICED, make_locked, place_of, strays
from tests.services.photos.audiences import FOR_SALE, SELL, edit, publish

# Where a request dies, and whether the change is written by then.
STEPS: dict[str, tuple[Any, str, bool]] = {
    "before copying": (moves, "_copy", False),
    "while copying": (storage, "copy_rendition", False),
    "before the post is written": (Revision, "replace", False),
    "before the files are deleted": (moves, "_remove", True),
    "before the edge is told": (moves, "_remove_and_die", True),
}


def die(*_: object, **__: object) -> None:
    raise Killed


def die_after(act: Callable[..., Any], times: int) -> Callable[..., Any]:
    left = iter(range(times))

    def carried_out(*args: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise Killed
        return act(*args, **named)

    return carried_out


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("is_sold", [True, False])
def test_whatever_a_crash_leaves_is_put_right(
    step: str, is_sold: bool, anna: Account, photo: Media, purged: set[str], monkeypatch: pytest.MonkeyPatch
):
    post = publish(anna, photo, **({} if is_sold else {"access": PRICE, "offer": PRICED}))
    before = Media.find(photo.id).lies_at
    place, name, is_written = STEPS[step]
    with monkeypatch.context() as broken:
        if name == "_remove_and_die":
            broken.setattr(moves, "_announce", die_after(moves._announce, 1))
        else:
            broken.setattr(place, name, die_after(getattr(place, name), 3) if place is storage else die)
        with pytest.raises(Killed):
            edit(anna, post, SELL if is_sold else Terms(PUBLIC))
    with time_machine.travel(timedelta(seconds=moves.LATER_SECONDS + 1)):
        deliver_events("moves")
    assert (Post.find(post.id).is_paid is is_sold) is is_written
    assert place_of(photo) == (FOR_SALE if is_sold is is_written else OPEN)
    assert strays() == set()
    assert (before.folder in purged) is is_written


def test_of_two_changes_at_once_one_is_written_and_nothing_is_left_of_the_other(
    anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch
):
    post = publish(anna, photo)
    real = moves._copy

    def overtaken(found: Any) -> None:
        real(found)
        monkeypatch.setattr(moves, "_copy", real)
        edit(anna, post, SELL)

    monkeypatch.setattr(moves, "_copy", overtaken)
    with monkeypatch.context() as once:
        once.setattr(posts, "EDIT_RACES", 1)
        with pytest.raises(Exception, match=r"(?i)try again|unavailable|busy"):
            posts.edit(anna.id, post.id, Draft("Mine", []), {}, None)
    assert place_of(photo) == FOR_SALE
    assert strays() == set()


def test_of_two_posts_with_one_photo_one_is_published(anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch):
    real = moves._copy

    def overtaken(found: Any) -> None:
        real(found)
        monkeypatch.setattr(moves, "_copy", real)
        publish(anna, photo, access=PRICE, offer=PRICED)

    monkeypatch.setattr(moves, "_copy", overtaken)
    with pytest.raises(Unprocessable):
        publish(anna, photo)
    assert place_of(photo) == FOR_SALE
    assert strays() == set()


def test_a_photo_that_moved_on_is_not_attached_where_it_was_read(anna: Account, photo: Media):
    stale = Media.find(photo.id)
    posts.delete(anna.id, publish(anna, photo).id)
    post = Post("1", author_id=anna.id, body={"media": [stale.snapshot()], "mentions": []})
    with pytest.raises(GuardFailed):
        moves.carry(found := moves.into(post, [stale]), lambda: publishing.create(post, None, found))


def test_a_run_of_the_renditions_that_ends_late_leaves_nothing_behind(
    anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch
):
    make_locked(anna, photo=photo)
    late: Callable[..., Any] = Media.find
    stale = photo
    stale.state = "processing"
    answers = iter([stale])
    monkeypatch.setattr(Media, "find", lambda media_id: next(answers, None) or late(media_id))
    media.process(photo.original_key)
    assert place_of(photo) == FOR_SALE
    assert strays() == set()
