"""Profiles that two devices change at once, and posts that show the profile of today wherever the work is cut."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import accounts
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill

NAME, NOTE = {"display_name": "Anna B."}, {"note": "Film only"}


def shown(account: Account) -> tuple[str, str]:
    profile = Account.find(account.id).profile
    return profile["display_name"], profile.get("note", "")


def test_a_name_and_a_bio_that_two_devices_save_at_once_are_both_kept(monkeypatch: pytest.MonkeyPatch):
    anna, real = make_account(), Account.find
    others: list[dict[str, Any]] = [NOTE]

    def find(account_id: str) -> Account:
        found = real(account_id)
        if others:
            accounts.update(account_id, others.pop())
        return found

    monkeypatch.setattr(Account, "find", find)
    assert accounts.update(anna.id, NAME).profile["note"] == "Film only"
    assert shown(anna) == ("Anna B.", "Film only")


def test_many_devices_at_once_lose_nothing():
    anna = make_account()
    changes = [{name: name} for name in ("note", "display_name", "discoverable", "bot", "privacy", "color")]
    with ThreadPoolExecutor(len(changes)) as pool:
        list(pool.map(lambda change: accounts.update(anna.id, change), changes))
    kept = Account.find(anna.id).profile
    assert [change for change in changes if change.items() - kept.items()] == []


def test_a_profile_of_an_older_release_is_changed():
    anna = make_account()
    anna.update([Account.profile_version.remove()])
    for change in (NAME, NOTE):
        accounts.update(anna.id, change)
    assert shown(anna) == ("Anna B.", "Film only")


def test_a_new_name_that_is_cut_anywhere_is_on_the_posts_or_was_not_saved(monkeypatch: pytest.MonkeyPatch):
    def begin() -> Account:
        account = make_account()
        make_post(account)
        deliver_events()
        return account

    people = every_kill(monkeypatch, begin, lambda account: accounts.update(account.id, NAME))
    drop_events()
    deliver_events()

    drawn = {post.author_id: post.author["name"] for post in Post.scan()}
    assert [drawn[account.id] for account in people] == [shown(account)[0] for account in people]
    assert 0 < sum(shown(account)[0] == "Anna B." for account in people) < len(people)


def test_a_post_that_is_published_during_a_change_of_name_shows_the_new_one(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    accounts.update(anna.id, NAME)
    deliver_events("profiles")
    old = {**Account.find(anna.id).snapshot(), "name": "Anna"}
    monkeypatch.setattr(Account, "snapshot", lambda _: old)
    # It had read the account before, and its row comes after the posts were drawn.
    post = make_post(anna)
    monkeypatch.undo()
    accounts.redraw_posts(anna.id)
    assert Post.find(post.id).author["name"] == "Anna B."


def test_a_slow_drawing_of_an_older_profile_does_not_stay(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    post = make_post(anna)
    real, waiting = Post.find_all, [True]

    def find_all(post_ids: Any) -> dict[str, Post]:
        if waiting and waiting.pop():
            # Another device saves, and its message is worked off, between the reading and the drawing.
            accounts.update(anna.id, NAME)
            accounts.redraw_posts(anna.id)
        return real(post_ids)

    monkeypatch.setattr(Post, "find_all", find_all)
    accounts.redraw_posts(anna.id)
    assert Post.find(post.id).author["name"] == "Anna B."


def test_a_second_drawing_writes_nothing_again(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    make_post(anna)
    drawn: list[str] = []
    monkeypatch.setattr(Post, "redraw", lambda post, _: drawn.append(post.id))
    accounts.redraw_posts(anna.id)
    assert drawn == []
