"""Lists page exactly, and their last page says so."""

import re

import pytest

from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token

LINK = re.compile(r'<([^>]*)>; rel="(\w+)"')


def walk(client: Client, url: str, relation: str) -> list[list[str]]:
    """Follow a relation of the Link header to the end, and return the ids of each page."""
    pages = []
    while url:
        answer = client.get(url)
        pages.append([item["id"] for item in answer.json()])
        url = {rel: found for found, rel in LINK.findall(answer.headers.get("Link", ""))}.get(relation, "")
        assert len(pages) < 50, "it never ends"
    return pages


@pytest.mark.parametrize("path", ["timelines/home", "timelines/public", "accounts/{anna}/statuses"])
@pytest.mark.parametrize("limit", [3, 7, 8])
def test_following_next_meets_every_post_once_and_ends(path: str, limit: int):
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    ids = [make_post(anna, photos=0).id for _ in range(7)][::-1]
    deliver_events()
    client, url = Client(make_token(ben)), f"/api/v1/{path.format(anna=anna.id)}?limit={limit}"

    pages = walk(client, url, "next")

    assert [post_id for page in pages for post_id in page] == ids
    assert all(pages), "an empty page was promised"
    back = walk(client, f"{url}&min_id={ids[-1]}", "prev")
    assert [post_id for page in back for post_id in page[::-1]] == ids[:-1][::-1]


@pytest.mark.parametrize("path", ["accounts/{anna}/followers", "statuses/{post}/favourited_by"])
def test_lists_of_people_page_by_the_relation_and_not_by_the_person(path: str):
    anna, fans = make_account(), [make_account() for _ in range(5)]
    post = make_post(anna, photos=0)
    for fan in fans[::-1]:
        make_follow(fan, anna)
        Client(make_token(fan)).post(f"/api/v1/statuses/{post.id}/favourite")
    client, url = Client(make_token(anna)), f"/api/v1/{path.format(anna=anna.id, post=post.id)}?limit=2"
    pages = walk(client, url, "next")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [account_id for page in pages for account_id in page] == [fan.id for fan in fans]


def test_a_list_of_those_whom_one_follows_pages_to_its_end():
    anna, others = make_account(), [make_account() for _ in range(5)]
    for other in others:
        make_follow(anna, other)
    pages = walk(Client(), f"/api/v1/accounts/{anna.id}/following?limit=2", "next")
    assert sorted(account_id for page in pages for account_id in page) == sorted(other.id for other in others)


def test_the_link_keeps_the_other_parameters():
    anna = make_account()
    for _ in range(3):
        make_post(anna)
    answer = Client().get(f"/api/v1/accounts/{anna.id}/statuses?limit=2&only_media=true&exclude_replies=1")
    url = LINK.findall(answer.headers["Link"])[0][0]
    assert "only_media=true" in url
    assert "exclude_replies=1" in url
    assert answer.headers["Access-Control-Expose-Headers"].startswith("Link")


def test_a_limit_out_of_bounds_is_cut():
    anna = make_account()
    for _ in range(3):
        make_post(anna, photos=0)
    client = Client()
    assert len(client.get("/api/v1/timelines/public?limit=0").json()) == 1
    assert len(client.get("/api/v1/timelines/public?limit=100000").json()) == 3


def test_an_empty_list_has_no_link():
    assert "Link" not in Client().get("/api/v1/timelines/public").headers
