"""Updates of a campaign: for everybody, or only for backers, on every surface."""

import pytest

from chalicelib.models.money.funding.campaigns import FUNDED, Campaign
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.money.funding import pledges, updates
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.money.funding.updates import CampaignUpdate
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_token
from tests.kit.killing import every_kill
from tests.kit.money.funding import FakePages, make_campaign, setup_session
from tests.kit.money.stripe_objects import deliver, event


def seen_by(viewer_id: str | None, campaign: Campaign) -> list[str]:
    return [shown.post.id for shown in updates.listed(viewer_id, campaign, Page()).views]


def test_updates_for_backers_are_hidden_from_everybody_else(pages: FakePages):
    campaign = make_campaign()
    fan, stranger = make_account(), make_account()
    for follower in (fan, stranger):
        make_follow(follower, Account.find(campaign.creator_id))
    pledge, _ = pledges.begin(fan.id, campaign.id, Selection(5_000))
    secret = updates.publish(campaign.creator_id, campaign.id, CampaignUpdate("The printer is broken"))
    open_news = updates.publish(campaign.creator_id, campaign.id, CampaignUpdate("Half way!", is_for_backers=False))
    deliver(event("checkout.session.completed", setup_session(pledge)))
    deliver_events("posts")
    assert seen_by(fan.id, campaign) == seen_by(campaign.creator_id, campaign) == [open_news.id, secret.id]
    assert seen_by(stranger.id, campaign) == seen_by(None, campaign) == [open_news.id]
    paths = ("/api/v1/timelines/home", "/api/v1/timelines/public", f"/api/v1/accounts/{campaign.creator_id}/statuses")
    for path in paths:
        assert "printer" not in Client(make_token(stranger)).get(path).text
    # They are listed with the campaign; of other lists they are in the home timelines of backers alone.
    assert ["printer" in Client(make_token(fan)).get(path).text for path in paths] == [True, False, False]
    assert Client(make_token(stranger)).get(f"/api/v1/statuses/{secret.id}").status_code == 404
    assert Client().get(f"/unlock/{secret.id}").status_code == 404


def test_an_update_that_is_cut_anywhere_is_listed_or_was_not_published(monkeypatch: pytest.MonkeyPatch):
    def publish(campaign: Campaign) -> None:
        updates.publish(campaign.creator_id, campaign.id, CampaignUpdate("Half way!"))

    for campaign in every_kill(monkeypatch, make_campaign, publish):
        assert seen_by(campaign.creator_id, campaign) == [
            post.id for post in Post.scan() if post.author_id == campaign.creator_id
        ]


def test_funding_does_not_open_what_is_for_backers(pages: FakePages):
    campaign = make_campaign()
    secret = updates.publish(campaign.creator_id, campaign.id, CampaignUpdate("The printer is broken"))
    write_all(campaign.changed(state=FUNDED))
    Grant(EVERYBODY, campaign_key(campaign.id), source_id=campaign.id, level=20).save()
    assert seen_by(make_account().id, campaign) == []
    assert Post.find(secret.id).access == "campaign"
