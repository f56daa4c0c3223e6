"""Whoever follows without reblogs is shown none, at home and on lists, until they want them."""

from typing import Any

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.services.people.reading import lists
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.reading import lists as timelines_of_lists
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.services.photos.interactions.shown import home, shown_to


def follow(client: Client, account: Account, **asked: Any) -> bool:
    answer = client.post(f"/api/v1/accounts/{account.id}/follow", json=asked)
    return bool(answer.json()["showing_reblogs"])


def test_reblogs_of_a_follow_are_shown_until_they_are_not_wanted(anna: Account, ben: Account, cleo: Account):
    client, shown = Client(make_token(cleo)), make_post(anna)
    reblogs.reblog(ben.id, shown.id)
    own = make_post(ben)
    deliver_events()
    assert shown_to(cleo) == [shown.id]

    assert follow(client, ben, reblogs=False) is False
    assert home(cleo) == [(own.id, None)]
    assert follow(client, ben) is False
    assert client.get("/api/v1/accounts/relationships", params={"id[]": ben.id}).json()[0]["showing_reblogs"] is False
    later = make_post(make_account())
    reblogs.reblog(ben.id, later.id)
    deliver_events()
    assert shown_to(cleo) == []

    assert follow(client, ben, reblogs=True) is True
    assert shown_to(cleo) == [later.id, shown.id]


def test_whoever_follows_anew_is_shown_reblogs(ben: Account, cleo: Account):
    client = Client(make_token(cleo))
    follow(client, ben, reblogs=False)
    client.post(f"/api/v1/accounts/{ben.id}/unfollow")
    deliver_events()
    assert follow(client, ben) is True


def test_a_list_shows_none_either(anna: Account, ben: Account, cleo: Account):
    made = lists.create(cleo.id, "Family")
    lists.add(cleo.id, made.id, [ben.id])
    reblogs.reblog(ben.id, make_post(anna).id)
    own = make_post(ben)
    deliver_events()
    assert len(timelines_of_lists.timeline(cleo.id, made.id, Page()).views) == 2
    follow(Client(make_token(cleo)), ben, reblogs=False)
    found = timelines_of_lists.timeline(cleo.id, made.id, Page()).views
    assert [view.post.id for view in found] == [own.id]


def test_what_is_asked_of_a_private_account_is_told_and_holds_when_it_lets_one_in(cleo: Account):
    private = make_account()
    Client(make_token(private)).patch("/api/v1/accounts/update_credentials", json={"locked": True})
    client = Client(make_token(cleo))
    assert follow(client, private, reblogs=False) is False
    Client(make_token(private)).post(f"/api/v1/follow_requests/{cleo.id}/authorize")
    deliver_events()
    assert follow(client, private) is False
