"""A launch is one step: whatever cuts it or comes between, there is a live campaign with one post, or a draft."""

from typing import Any

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.photos.posts import Post
from chalicelib.services.money.funding import campaigns
from chalicelib.services.money.funding.plans import Plan
from chalicelib.services.photos import posts
from tests.kit.factories import make_account, make_media
from tests.kit.killing import every_kill
from tests.kit.money.funding import DAYS
from tests.kit.money.stripe_objects import make_seller


def make_draft() -> Campaign:
    creator = make_account()
    make_seller(creator)
    known: dict[str, Any] = {"title": "A book", "currency": "eur", "goal": 100_000, "deadline": now() + 10 * DAYS}
    return campaigns.create(creator.id, Plan(**known, story="Forty photos.", media_ids=[make_media(creator).id]))


def test_a_launch_that_is_cut_anywhere_happened_or_did_not(monkeypatch: pytest.MonkeyPatch):
    for draft in every_kill(monkeypatch, make_draft, lambda draft: campaigns.launch(draft.creator_id, draft.id)):
        found = Campaign.find(draft.id)
        made = [post.id for post in Post.scan() if post.author_id == draft.creator_id]
        assert made == ([found.post_id] if found.state == "live" else [])
        if found.state == "draft":
            assert campaigns.launch(draft.creator_id, draft.id).state == "live"
        with pytest.raises(Unprocessable, match="launched before"):
            campaigns.launch(draft.creator_id, draft.id)


def test_a_draft_that_is_changed_during_its_launch_is_launched_as_it_was_changed(monkeypatch: pytest.MonkeyPatch):
    draft, publish = make_draft(), posts.publish

    def late(*args: Any, **values: Any) -> Post:
        monkeypatch.undo()
        campaigns.edit(draft.creator_id, draft.id, {"story": "Sixty photos."})
        return publish(*args, **values)

    monkeypatch.setattr(posts, "publish", late)
    launched = campaigns.launch(draft.creator_id, draft.id)
    assert [(post.id, post.body["caption"]) for post in Post.scan()] == [(launched.post_id, "A book\n\nSixty photos.")]
