"""A scene that grows: more of everything that people can have, do and see."""

from collections.abc import Callable
from typing import Any

from bench.meter import metered
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.paging import Page
from chalicelib.models.people.door import sign_ups
from chalicelib.models.people.door.invites import Invite
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.collections import PUBLIC, Collection
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.email_blocks import ADDRESS, DOMAIN, EmailBlock, hash_of
from chalicelib.services.money.funding import pledges
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.photos import bookmarks, comments, likes, timelines
from chalicelib.services.photos.insights import adding_up, reporting
from chalicelib.services.photos.polls import asking, voting
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import archive, collections
from chalicelib.services.photos.sharing.collections import MOST_COLLECTIONS
from chalicelib.services.safety import acting, reports, silencing
from chalicelib.services.safety.appeals import filing
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from chalicelib.services.talk.direct import messages
from tests.journeys.scene import Scene
from tests.kit import person_tags
from tests.kit.events import deliver_events
from tests.kit.factories import PASSWORD_HASH, make_account, make_post
from tests.kit.money.books import sell
from tests.kit.money.funding import begin, hold, make_campaign
from tests.kit.money.stripe_objects import make_seller
from tests.kit.money.subscriptions import make_subscription, make_tier
from tests.kit.staff import as_staff, make_staff

OURS = "/api/rossgram/v1"
# Read at Stripe or from the bucket, or answered from nothing that people make.
ELSEWHERE = (
    *("/.well-known/nodeinfo", "/.well-known/oauth-authorization-server", "/api/v1/custom_emojis"),
    # No device is subscribed, and Pixelfed's gateway is not used: 404.
    *("/api/v1/push/subscription", "/api/v1.1/push/state", "/api/pixelfed/v1/push/state"),
    # A browser holds five accounts at most.
    f"{OURS}/session",
    *(f"{OURS}/balance", f"{OURS}/payouts", "/checkout/authenticate/{pledge_id}", "/checkout/card/{pledge_id}"),
    *("/checkout/cancelled", "/checkout/done", "/checkout/selling", "/checkout/selling/done"),
    *(f"{OURS}/media/{{media_id}}/original", f"{OURS}/media/{{ticket}}/{{file}}", "/oauth/authorize", "/oauth/sign_up"),
    # Pages that a link in a mail leads to.
    *("/oauth/email/confirm", "/oauth/password/new", "/oauth/mails/unsubscribe", "/oauth/appeals"),
    # One of the list of requests, which is read for it.
    "/api/v1/notifications/requests/{request_id}",
)
# Vienna.
TOWN = "2761369"
# What a request may not cost more of: trips, calls, units of reading, and rows that it writes by themselves; and, where
# it is asked for, items that it examines and writes, those of transactions too.
Cost = tuple[float, ...]
WRITTEN = {"PutItem": 1, "UpdateItem": 1, "DeleteItem": 1}


class Crowd:
    """Fans of Anna's, and authors whom Ben follows; each of them does with a post what one can do."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        asking.put_in(scene.post, asking.Poll(["Sea", "Hills"], asking.LONGEST_SECONDS))
        scene.post.update([Post.body.set(scene.post.body)])
        self.shown = [make_post(scene.anna).id for _ in range(12)]
        self.collection = collections.create(scene.anna.id, {"post_ids": self.shown, "visibility": PUBLIC})

    def grow(self, by: int) -> None:
        """Add so many of everything about people and photos."""
        anna, ben, post = self.scene.anna, self.scene.ben, self.scene.post
        for _ in range(by):
            fan, author = make_account(), make_account()
            timelines.follow(fan.id, anna.id)
            timelines.follow(ben.id, author.id)
            liked = make_post(author, town_id=TOWN)
            likes.like(ben.id, liked.id)
            bookmarks.bookmark(ben.id, liked.id)
            likes.like(fan.id, post.id)
            voting.vote(fan.id, post.id, [0])
            comments.write(fan.id, post.id, Draft("Lovely"))
            self._see(make_post(anna).id)
            # Beside a collection of twelve posts others are empty, so that a page of them costs what it did.
            if len(Collection.of(anna.id)) < MOST_COLLECTIONS:
                collections.create(anna.id, {"visibility": PUBLIC})
            archive.archive(anna.id, make_post(anna).id)
            # Anna is followed by each fan, and follows none: what they write waits; with one of them she talks.
            messages.send(fan.id, [anna.id], Draft("Lovely"))
            self.message = messages.send(ben.id, [anna.id], Draft("Again"))
            messages.send(ben.id, [author.id], Draft("And you?"))
            person_tags.publish(author, anna, ben)
        deliver_events()
        adding_up.begin(reporting.yesterday())

    def _see(self, post_id: str) -> None:
        seen = {"posts": [*self.shown, post_id], "accounts": [self.scene.anna.id]}
        reporting.collect([{"nonce": post_id, "day": reporting.yesterday(), **seen}])


class Moderated:
    """A moderator, and what is reported and done."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.client = scene, as_staff(make_staff())
        self.report_id = self._report()
        self.domain_id, self.address_id = self._block()
        self.strike_id = self._appeal()

    def grow(self) -> None:
        """Report, silence and block somebody; let somebody wait to be let in, and others be invited."""
        self._report()
        silencing.silence(make_account().id, Decision("op"))
        self._block()
        self._appeal()
        name = make_account().handle + "_waits"
        sign_ups.create(name, f"{name}@example.com", PASSWORD_HASH, {}, arrival=Arrival(waits=True, reason="Photos"))
        Invite.create(self.scene.ben.id, 3600, 1)

    def _block(self) -> tuple[str, str]:
        name = make_account().handle
        domain, address = EmailBlock(DOMAIN, f"{name}.example"), EmailBlock(ADDRESS, hash_of(f"{name}@example.com"))
        domain.save()
        address.save()
        return domain.id, address.id

    def _appeal(self) -> str:
        """Warn Ben, who appeals."""
        acting.warn(self.scene.ben.id, Decision("op"))
        row = ModerationAction.of(self.scene.ben.id, Page(limit=1)).rows[0]
        return filing.file(self.scene.ben.id, str(row.id), "It was art").id

    def _report(self) -> str:
        complaint = Complaint(post_ids=[self.scene.post.id])
        return str(reports.file(self.scene.ben.id, self.scene.anna.id, complaint).report.id)


class Market:
    """What Anna sells and is pledged, and what Ben buys."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        make_seller(scene.anna)
        self.tier = make_tier(scene.anna)
        self.campaign: Campaign = make_campaign(scene.anna)
        self.pledge = pledges.begin(scene.ben.id, self.campaign.id, Selection(5_000))[0]

    def grow(self, by: int) -> None:
        """Add so many of everything about money."""
        for _ in range(by):
            self.purchase = sell(self.scene.anna, buyer=self.scene.ben)
            self.subscription = make_subscription(self.tier, begun_with=self.scene.anna.id)
            hold(begin(self.campaign))


def cost_of(act: Callable[[], Any]) -> Cost:
    """Return what an act costs."""
    return cost_by_items(act)[:-1]


def cost_by_items(act: Callable[[], Any]) -> Cost:
    """Return what an act costs, the items that it examines and writes with it."""
    with metered() as bill:
        act()
    written = sum(WRITTEN.get(name, 0) for name in bill.calls)
    return bill.trips, len(bill.calls), bill.read_units, written, bill.items


def is_bounded(few: Cost, many: Cost) -> bool:
    """Tell whether what there is more of costs no more."""
    return all(more <= less for less, more in zip(few, many, strict=True))
