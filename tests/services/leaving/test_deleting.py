"""After thirty days nothing is left of an account but what the books need: a canary in every text shows it."""

from typing import Any

import boto3
import pytest

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.leaving import GRACE_SECONDS, NOBODY, Leaving
from chalicelib.models.money.grants import post_key
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.door.passkeys import Passkey
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos.posts import Post
from chalicelib.services.leaving import departed, departures
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, mutes, notes
from chalicelib.services.photos import bookmarks, comments, likes, media, posts, timelines, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.scheduling import own_drafts, scheduled
from tests.kit.appeals import silence_and_appeal
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.money.paid import PRICED, empty_bucket, grant, let_sell, objects, upload
from tests.services.leaving.talking import go_on, talk

CANARY = "quokkacanary"
# What names an account that is gone, by its id alone: mails and their links, which expire, and the log.
NAMED_BY_ID = {"mails", "mailed_tokens", "moderation_actions"}


class Life:
    """An account with something of everything, and others who have something to do with it."""

    def __init__(self) -> None:
        self.ben, self.eve = make_account(), make_account()
        self.anna = make_account(CANARY, note=CANARY, fields=[{"name": CANARY, "value": CANARY}])
        anna, ben, eve = self.anna, self.ben, self.eve
        accounts.update(anna.id, {"display_name": CANARY})
        for purpose in ("avatar", "header"):
            upload(anna, purpose=purpose)
        timelines.follow(ben.id, anna.id)
        timelines.follow(anna.id, ben.id)
        photo = upload(anna)
        media.describe(anna.id, photo.id, CANARY, None)
        self.post = posts.publish(anna.id, Draft(CANARY, [photo.id], spoiler=CANARY))
        posts.edit(anna.id, self.post.id, Draft(f"{CANARY} again", [photo.id]), {})
        self.bens = posts.publish(ben.id, Draft("Hello", [upload(ben).id]))
        deliver_events()
        self.below = comments.write(anna.id, self.bens.id, Draft(CANARY))
        comments.write(ben.id, self.post.id, Draft("Lovely"))
        likes.like(anna.id, self.bens.id)
        bookmarks.bookmark(anna.id, self.bens.id)
        likes.like(ben.id, self.post.id)
        bookmarks.bookmark(ben.id, self.post.id)
        own_drafts.save(anna.id, Draft(CANARY, [upload(anna).id]))
        scheduled.schedule(anna.id, Draft(CANARY, [upload(anna).id]), now() + 7 * 24 * 3600)
        self._arrange()
        self.group = talk(self.anna, self.ben, self.eve, CANARY)
        notes.write(anna.id, ben.id, CANARY)
        Passkey(anna.id, CANARY, credential_id=CANARY, public_key=CANARY, name=CANARY).save()
        mutes.mute(anna.id, ben.id)
        silence_and_appeal(anna, CANARY)
        for one, other in ((anna, make_account()), (make_account(), anna)):
            blocks.block(one.id, other.id)
        anna.update([Account.is_private.set(True)])
        FollowRequest.ask(eve.id, Account.find(anna.id).id)
        anna.update([Account.is_private.remove()])
        eve.update([Account.is_private.set(True)])
        FollowRequest.ask(anna.id, eve.id)
        deliver_events()

    def _arrange(self) -> None:
        """Let Anna arrange what she reads."""
        own = Client(make_token(self.anna))
        own.post("/api/v1/lists", json={"title": CANARY})
        filtered: dict[str, Any] = {"context": ["home"], "keywords_attributes": [{"keyword": CANARY}]}
        own.post("/api/v2/filters", json={"title": CANARY, **filtered})
        own.post("/api/v1/tags/walks/follow")
        own.post("/api/v1/markers", json={"home": {"last_read_id": self.bens.id}})
        own.get("/api/v1/timelines/home")


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, by the table's name."""
    found = {}
    client = boto3.client("dynamodb")
    for page in client.get_paginator("list_tables").paginate():
        for name in page["TableNames"]:
            items = [item for part in client.get_paginator("scan").paginate(TableName=name) for item in part["Items"]]
            found[name.removeprefix(config.PREFIX)] = items
    return found


def traces(*marks: str) -> dict[str, set[str]]:
    """Return in which tables and objects a mark is still found."""
    held = {table: str(items) for table, items in rows().items()}
    return {mark: {table for table, text in held.items() if mark in text} for mark in marks}


@pytest.fixture(autouse=True)
def _stage(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    for key in originals():
        boto3.client("s3").delete_object(Bucket=config.ORIGINALS_BUCKET, Key=key)
    deleted: list[str] = []
    monkeypatch.setattr(payments, "delete_customer", deleted.append)


def originals() -> set[str]:
    found = boto3.client("s3").list_objects_v2(Bucket=config.ORIGINALS_BUCKET)
    return {str(item["Key"]) for item in found.get("Contents", [])}


def let_time_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)


def sweep_media() -> None:
    """Delete the photos that belong to nothing, as the sweeper does."""
    from chalicelib.models.photos.media import Media
    from chalicelib.services.sweeper import _look_after

    for media_id in Media.due_ids(now(), 500):
        _look_after(Media.find(media_id))


def test_nothing_is_left_of_an_account_whose_thirty_days_are_over(monkeypatch: pytest.MonkeyPatch):
    life = Life()
    before = rows()
    assert len([name for name, items in before.items() if CANARY in str(items)]) >= 9
    others = {*originals(), *objects()}
    departures.begin(life.anna.id)
    deliver_events()
    Customer(life.anna.id, stripe_customer_id="cus_1").save()
    let_time_pass(monkeypatch)
    assert departed.queue_due(10) == 1
    deliver_events()
    sweep_media()
    deliver_events()
    found = traces(CANARY, life.anna.id)
    assert found[CANARY] == {"names"}  # The handle stays reserved; a mail that was sent expires by itself.
    assert found[life.anna.id] == NAMED_BY_ID
    assert Name.find(f"@{CANARY}").account_id == NOBODY
    assert Leaving.of(life.anna.id) is None
    # The bytes left are Ben's.
    assert originals() == {f"originals/{one['id']}" for one in Post.find(life.bens.id).body["media"]}
    assert len(objects()) < len(others) / 2
    assert Account.find(life.ben.id).followers_count == Account.find(life.ben.id).following_count == 0
    assert Post.find(life.bens.id).likes_count == 0
    assert Client().get(f"/api/v1/accounts/{life.anna.id}").status_code == 404
    go_on(life.ben, life.eve, life.group)


def test_nobody_takes_the_handle_of_an_account_that_is_gone(monkeypatch: pytest.MonkeyPatch):
    anna = make_account("gone")
    departures.begin(anna.id)
    let_time_pass(monkeypatch)
    departed.queue_due(10)
    deliver_events()
    with pytest.raises(Account.DoesNotExist):
        Account.get(anna.id)
    with pytest.raises(Exception, match="Username has already been taken"):
        make_account("gone")
    assert Client().get("/api/v1/accounts/lookup?acct=gone").status_code == 404


def test_what_was_sold_stays_with_its_buyer_as_a_deleted_accounts(monkeypatch: pytest.MonkeyPatch):
    anna, buyer = make_account(CANARY), make_account()
    let_sell(anna)
    kept, gone = (
        posts.publish(anna.id, Draft("A walk", [upload(anna).id], access="price", offer=PRICED)) for _ in "ab"
    )
    for post in (kept, gone):
        grant(buyer.id, post_key(post.id))
        post.update([Post.sales_count.set(1)])
        about: dict[str, Any] = {"amount": 500, "currency": "eur", "details": {}}
        Purchase(post.id, kind="post", buyer_id=buyer.id, seller_id=anna.id, subject_id=post.id, **about).save()
    posts.delete(anna.id, gone.id)
    departures.begin(anna.id)
    deliver_events()
    let_time_pass(monkeypatch)
    departed.queue_due(10)
    deliver_events()
    for post in (kept, gone):
        shown = Client(make_token(buyer)).get(f"/api/v1/statuses/{post.id}").json()
        assert shown["account"]["acct"] == "deleted"
        assert shown["media_attachments"]
        assert Client().get(f"/api/v1/statuses/{post.id}").status_code == 404
        assert views.find(buyer.id, post.id).state.may_see
    assert traces(CANARY)[CANARY] <= {"names"}
