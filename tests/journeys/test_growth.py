"""With ten times the data a request costs the same: no trips, calls, reads or writes grow with how much there is."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest

from app import app
from chalicelib import config
from chalicelib.handlers.links import server
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.search import trends
from chalicelib.models.photos.stories import story_views
from chalicelib.services.people.door import endings
from chalicelib.services.people.relationships import familiar
from chalicelib.services.photos.insights import adding_up
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.reading import hashtags, suggestions
from chalicelib.services.photos.scheduling import own_drafts, scheduled
from chalicelib.services.photos.sharing import secret_links
from chalicelib.services.photos.stories import tray
from chalicelib.services.photos.trends import counting
from chalicelib.services.talk import notifications, requests
from chalicelib.services.talk.direct import conversations
from tests.journeys import reading_routes
from tests.journeys.growing import ELSEWHERE, OURS, TOWN, Cost, Crowd, Market, Moderated, cost_of, is_bounded
from tests.journeys.scene import Scene
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.money.books import client_of
from tests.kit.money.funding import FakePages
from tests.kit.stories import keep, put_up, watch_more

SOME, TEN_TIMES = 4, 36
# What a page has; less than there is of anything from the beginning.
SHORT = "limit=2"
THREADS = [f"/api/{root}/direct/thread" for root in ("v1.1", "pixelfed/v1")]
VIEWERS = [f"/api/{root}/stories/viewers" for root in ("v1.2", "pixelfed/v1.2")]
# These answer with all of a span of a book, and with a conversation up to a most: they grow with what they answer.
WHOLE = (f"{OURS}/ledger.csv", f"{OURS}/ledger.json", f"{OURS}/revenue", "/api/v1/statuses/{post_id}/context")
OF_ANNA = (
    *(f"{OURS}/sales", f"{OURS}/subscribers", f"{OURS}/ledger", f"{OURS}/seller", f"{OURS}/promotion_codes"),
    *("/api/v1/media", "/api/v1/statuses/{post_id}/source", f"{OURS}/pledges/"),
    *("/api/v1/notifications", "/api/v2/notifications", f"{OURS}/notifications"),
    *(f"{root}/{path}" for root in ("/api/v1.1", "/api/pixelfed/v1") for path in ("archive/list", "collections/self")),
    *(f"{OURS}/collections", f"{OURS}/insights", f"{OURS}/statuses/{{post_id}}/insights"),
    *(f"{OURS}/close_friends", f"{OURS}/statuses/{{post_id}}/links", *VIEWERS, f"{OURS}/stories/"),
)


class World:
    """Everything that people have, and the requests that read it."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.crowd, self.market = Crowd(self.scene), Market(self.scene)
        self.arranged = reading_routes.arranged(self.scene)
        self.draft = own_drafts.save(self.scene.ben.id, Draft("Some day")).row.id
        self.scheduled = scheduled.schedule(self.scene.ben.id, Draft("Soon"), now() + 7 * 86400).row.id
        _, self.token = secret_links.create(self.scene.anna.id, self.scene.post.id)
        made = secret_links.create_for_collection(self.scene.anna.id, self.crowd.collection.id)
        self.collection_token = made[1]
        self.story = keep(put_up(self.scene.anna))
        self.moderated = Moderated(self.scene)

    def grow(self, by: int) -> None:
        """Add so many of everything."""
        for number in range(by):
            reading_routes.more_terms(by + number)
            self.moderated.grow()
            watch_more(self.story, self.scene.ben)
        self.crowd.grow(by)
        self.market.grow(by)  # Last: where the newest notifications are one group, a page reads on to its end.
        deliver_events()
        counting.count()

    def paths(self) -> dict[str, tuple[Client, str]]:
        """Return a client and an address for each path that reads."""
        known = {
            "account_id": self.scene.anna.id,
            "name": "morning",
            "media_id": self.scene.photo_id,
            "campaign_id": self.market.campaign.id,
            "pledge_id": self.market.pledge.id,
            "purchase_id": self.market.purchase.id,
            "subscription_id": self.market.subscription.id,
            "token": self.token,
            "collection_id": self.crowd.collection.id,
            "collection_token": self.collection_token,
            "place_id": TOWN,
            "username": "anna",
            "handle": "anna",
            "part": "edit",
            "conversation_id": str(self.crowd.message.root_id),
            "story_id": self.story.id,
            "strike_id": self.moderated.strike_id,
            **self._told(),
            **self.arranged,
        }
        asked = {
            "/.well-known/webfinger": f"?resource=acct:anna@{urlsplit(config.PUBLIC_URL).netloc}",
            "/api/oembed": f"?url={config.PUBLIC_URL}/@anna/{self.scene.post.id}",
            "/api/v1/accounts/lookup": "?acct=anna",
            "/api/v1/accounts/familiar_followers": f"?id[]={self.scene.anna.id}",
            "/api/v1.1/compose/search/location": "?q=wien",
            **dict.fromkeys((*VIEWERS, *THREADS), f"?sid={self.story.id}&pid={self.scene.anna.id}&{SHORT}"),
            "/api/v1/accounts/relationships": f"?id[]={self.scene.ben.id}",
            **dict.fromkeys(("/api/v1/accounts/search", "/api/v2/search"), "?q=ann"),
            f"{OURS}/conversations/between": f"?account_ids[]={self.scene.anna.id}",
        }
        return {
            path: (self.client_for(path), path.format(**known, **self.kept(path)) + asked.get(path, f"?{SHORT}"))
            for path in _reading()
        }

    def kept(self, path: str) -> dict[str, str]:
        """Return the ids of a path's own post and block: what Ben has not published, or else Anna's post."""
        unpublished = {f"{OURS}/drafts/{{post_id}}": self.draft, "/api/v1/scheduled_statuses/{post_id}": self.scheduled}
        block_id = self.moderated.domain_id if "domain" in path else self.moderated.address_id
        return {"post_id": unpublished.get(path, self.scene.post.id), "block_id": block_id}

    def _told(self) -> dict[str, str]:
        told = self.scene.as_anna().get("/api/v1/notifications").json()[0]
        return {"notification_id": told["id"], "group_key": told["group_key"], "report_id": self.moderated.report_id}

    def client_for(self, path: str) -> Client:
        """Return a client of whoever may read a path."""
        if path == f"{OURS}/subscriptions/{{subscription_id}}":
            return client_of(Account.find(self.market.subscription.subscriber_id))
        if "/admin/" in path or path.startswith(f"{OURS}/moderation/"):
            return self.moderated.client
        return self.scene.as_anna() if path.startswith(OF_ANNA) else self.scene.as_ben()


def _reading() -> set[str]:
    paths = {path for path, methods in app.route_table.items() if "GET" in methods}
    return paths - {*ELSEWHERE, *WHOLE}


@pytest.mark.slow
def test_reading_costs_the_same_with_ten_times_the_data(monkeypatch: pytest.MonkeyPatch):
    FakePages(monkeypatch)
    # These read so many whatever is asked for: less than there is from the beginning, like a page.
    for most in ("ASKED_FRIENDS", "FRIENDS_OF_EACH", "NEWEST_POSTS"):
        monkeypatch.setattr(suggestions, most, 2)
    for most in ("MOST_PEOPLE", "MOST_POSTS"):
        monkeypatch.setattr(counting, most, 2)
    listed = ((server, "MAPPED"), (notifications, "MOST_IN_A_GROUP"), (endings, "MOST_LISTED"))
    watched = ((tray, "MOST_FOLLOWED"), (story_views, "MOST_SEEN"), (story_views, "MOST_COUNTED"))
    familiars = ((familiar, "LOOKED_THROUGH"), (familiar, "LOOKED_UP"), (hashtags, "MOST_COUNTED"))
    monkeypatch.setattr(adding_up, "MOST_POSTS", 12)
    for room, most in (*listed, *watched, *familiars, (requests, "MOST_LOOKED_AT"), (conversations, "COUNTED")):
        monkeypatch.setattr(room, most, 2)
    world = World()
    world.grow(SOME)
    few = _costs(world)
    world.grow(TEN_TIMES)
    many = _costs(world)
    assert {path: (few[path], cost) for path, cost in many.items() if not is_bounded(few[path], cost)} == {}


def _costs(world: World) -> dict[str, Cost]:
    """Return what each request costs; all of them are answered."""
    answers: dict[str, Any] = {}

    def ask(path: str, client: Client, address: str) -> None:
        trends.forget()
        answers[path] = client.get(address)

    costs = {path: cost_of(partial(ask, path, *asked)) for path, asked in world.paths().items()}
    assert {path: answer.text for path, answer in answers.items() if answer.status_code >= 400} == {}
    return costs
