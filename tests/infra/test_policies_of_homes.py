"""The functions that fill home timelines may do what they do, and no more."""

from collections.abc import Callable

import pytest

from chalicelib import config
from chalicelib.models.base import new_id
from chalicelib.models.photos.posts import Post
from tests.infra import test_policies
from tests.infra.test_policies import assert_tables_used
from tests.kit.factories import make_account, make_follow, make_post

run = test_policies.run


def test_a_post_is_delivered_within_its_rights(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch):
    author, follower = make_account(), make_account()
    make_follow(follower, author)
    used = run("on_post_published", post_id=make_post(author).id, promise=new_id())
    monkeypatch.setattr(config, "PULL_ABOVE", 0)
    older = make_post(author)
    Post(older.id).update([Post.undelivered.set("undelivered")])
    used |= run("on_post_published", post_id=older.id)
    assert_tables_used("on_post_published", used)


def test_a_home_timeline_is_rebuilt_within_its_rights(run: Callable[..., set[str]]):
    author, reader = make_account(), make_account()
    make_follow(reader, author)
    make_post(author)
    used = run("on_reader_returned", account_id=reader.id, promise=new_id())
    assert_tables_used("on_reader_returned", used)


def test_a_follow_is_finished_within_its_rights(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch):
    author, reader = make_account(), make_account()
    make_post(author)
    used = run("on_follow_changed", follower_id=reader.id, followee_id=author.id)
    make_follow(reader, author)
    used |= run("on_follow_changed", follower_id=reader.id, followee_id=author.id)
    monkeypatch.setattr(config, "PULL_ABOVE", 0)
    used |= run("on_follow_changed", follower_id=reader.id, followee_id=author.id)
    assert_tables_used("on_follow_changed", used)
