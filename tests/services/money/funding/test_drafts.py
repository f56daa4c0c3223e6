"""Posts that lead to a campaign which is not launched: nobody but their author knows of them."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, Post
from chalicelib.services.money.funding import campaigns
from chalicelib.services.money.funding.plans import Plan
from chalicelib.services.photos import posts
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token
from tests.kit.money.funding import DAYS, FakePages, begin, hold
from tests.kit.money.paid import grant
from tests.kit.money.stripe_objects import make_seller

Seen = Callable[[Client], dict[str, bool]]


@pytest.fixture
def creator() -> Account:
    account = make_account()
    make_seller(account)
    return account


def draft_of(creator: Account, **fields: Any) -> Any:
    plan = Plan(**{"title": "A book", "currency": "eur", "goal": 100_000, "deadline": now() + 10 * DAYS, **fields})
    return campaigns.create(creator.id, plan)


def surfaces(post: Post) -> Seen:
    """Return what tells on which surfaces somebody finds a post."""

    def seen(client: Client) -> dict[str, bool]:
        lists = ("timelines/home", "timelines/public", f"accounts/{post.author_id}/statuses", "timelines/tag/walk")
        found = {path: post.id in client.get(f"/api/v1/{path}").text for path in lists}
        single = {f"{path}{post.id}": client.get(f"{path}{post.id}").status_code == 200 for path in PLACES}
        return found | single

    return seen


PLACES = ("/api/v1/statuses/", "/unlock/")


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_a_post_for_backers_of_a_draft_is_its_authors_alone(creator: Account, is_cancelled: bool):
    fan, buyer = make_account(), make_account()
    make_follow(fan, creator)
    draft = draft_of(creator)
    post = make_post(creator, "A #walk", access=CAMPAIGN, offer={"campaign_id": draft.id})
    deliver_events("posts")
    if is_cancelled:
        campaigns.cancel(creator.id, draft.id)
    seen = surfaces(post)
    for who in (Client(), Client(make_token(fan))):
        assert not any(seen(who).values())
        assert who.get(f"/api/v1/statuses/{post.id}/context").status_code == 404
    assert Client(make_token(fan)).post(f"/api/v1/statuses/{post.id}/favourite").status_code == 404
    own = Client(make_token(creator)).get(f"/api/v1/statuses/{post.id}").json()
    assert (own["rossgram"]["access"], own["rossgram"]["locked"]) == ("campaign", False)
    # Who bought the post under an earlier rule keeps it.
    grant(buyer.id, f"post:{post.id}")
    assert Client(make_token(buyer)).get(f"/api/v1/statuses/{post.id}").json()["rossgram"]["locked"] is False


def test_the_launch_shows_it_with_a_link_that_answers(creator: Account, pages: FakePages):
    fan = Client(make_token(make_account()))
    draft = draft_of(creator)
    post = make_post(creator, "A #walk", access=CAMPAIGN, offer={"campaign_id": draft.id})
    campaigns.edit(creator.id, draft.id, {"title": "A better book"})
    campaigns.launch(creator.id, draft.id)
    deliver_events("posts")
    assert post.id in fan.get("/api/v1/timelines/public").text
    shown = fan.get(f"/api/v1/statuses/{post.id}").json()
    assert shown["card"]["title"] == "For backers of A better book"
    assert shown["rossgram"]["campaign"]["title"] == "A better book"
    assert "A better book" in shown["content"]
    assert Client().get(shown["card"]["url"].partition("8000")[2]).status_code in (200, 303)
    assert Client().get(f"/campaigns/{draft.id}").status_code == 200
    pledge = hold(begin(draft))
    assert Client(make_token(Account.find(pledge.backer_id))).get(f"/api/v1/statuses/{post.id}").status_code == 200


def test_its_author_sees_the_title_of_now(creator: Account):
    draft = draft_of(creator)
    post = make_post(creator, access=CAMPAIGN, offer={"campaign_id": draft.id})
    campaigns.edit(creator.id, draft.id, {"title": "A better book"})
    own = Client(make_token(creator)).get(f"/api/v1/statuses/{post.id}").json()
    assert own["rossgram"]["campaign"]["title"] == "A better book"


def test_a_post_whose_campaign_is_not_launched_is_shown_to_nobody(creator: Account):
    """An earlier release published the post of a launch before the campaign was live, and may have been cut there."""
    draft = draft_of(creator)
    known = posts.Draft(caption="A book", media_ids=list(draft.media_ids), campaign_id=draft.id)
    post = posts.publish(creator.id, known, f"campaign:{draft.id}")
    assert Client().get("/api/v1/timelines/public").json() == []
    assert campaigns.launch(creator.id, draft.id).post_id == post.id
    assert [status["id"] for status in Client().get("/api/v1/timelines/public").json()] == [post.id]
