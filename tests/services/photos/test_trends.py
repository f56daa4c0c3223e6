"""What leads is found among the newest and what led before, and nobody leads alone."""

import pytest

from chalicelib.models import base
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search.trends import Trends
from chalicelib.services.photos.trends import counting
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post
from tests.kit.trends import TAGS, admire, shown


def test_one_person_leads_with_a_few_posts_and_with_no_hashtag_alone():
    anna = make_account("anna")
    for _ in range(counting.OF_ONE_AUTHOR + 2):
        admire(make_post(anna, "Dunes #sand"))
    counting.count()
    assert len(shown(Client())) == counting.OF_ONE_AUTHOR
    assert Client().get(TAGS).json() == []


def test_a_photo_of_an_earlier_week_leads_no_more(monkeypatch: pytest.MonkeyPatch):
    post = make_post(make_account())
    admire(post)
    assert [one for one, _ in counting.count().posts] == [post.id]
    later = base.now() + (counting.DAYS + 1) * 86400
    monkeypatch.setattr(base, "clock", lambda: float(later))
    assert counting.count().posts == []


def test_what_led_before_is_looked_at_beside_the_newest(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counting, "LOOKED_AT", 1)
    first = make_post(make_account(), "Dunes #sand")
    admire(first, 2)
    counting.count()
    second = make_post(make_account(), "Dunes #sand")
    admire(second)
    counting.count()
    assert shown(Client()) == [first.id, second.id]
    (sand,) = Client().get(TAGS).json()
    assert sum(int(day["uses"]) for day in sand["history"]) == 2


def test_a_run_that_is_cut_leaves_the_last_count_and_the_next_one_is_whole(monkeypatch: pytest.MonkeyPatch):
    post = make_post(make_account())
    admire(post)
    counting.count()

    def cut(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Trends, "replace", cut)
        with pytest.raises(RuntimeError):
            counting.count()
    assert shown(Client()) == [post.id]
    assert counting.count() == counting.count()


def test_what_many_comments_of_few_are_worth_is_bounded_by_likes():
    talked, liked = make_post(make_account()), make_post(make_account())
    admire(talked)
    admire(liked, 2)
    talked.update([Post.comments_count.set(500), Post.reblogs_count.set(500)])
    assert [one for one, _ in counting.count().posts] == [talked.id, liked.id]
    admire(liked, 2)
    assert [one for one, _ in counting.count().posts] == [liked.id, talked.id]
