"""A deleted post that was bought: its buyers keep it, and it is hidden from everybody else."""

import pytest

from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import sales
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import posts
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_token
from tests.kit.money.stripe_objects import (
    charge,
    deliver,
    dispute,
    event,
    intent_id,
    make_paid_post,
    make_purchase,
    session,
)


class Sale:
    """A post, its author, a buyer who paid, and a stranger."""

    def __init__(self) -> None:
        self.author, self.buyer, self.other = make_account(), make_account(), make_account()
        self.post = make_paid_post(self.author)
        self.purchase = make_purchase(self.buyer, self.post)
        deliver(event("checkout.session.completed", session(self.purchase)))

    def client(self, account: Account) -> Client:
        return Client(make_token(account))

    def delete(self) -> int:
        code = self.client(self.author).delete(f"/api/v1/statuses/{self.post.id}").status_code
        deliver_events("deletions")
        return code

    def row(self) -> Post:
        return Post.find(self.post.id)


@pytest.fixture
def sale() -> Sale:
    return Sale()


def test_a_sale_is_counted_with_its_grant_once(sale: Sale):
    assert int(sale.row().sales_count) == 1
    deliver(event("charge.succeeded", charge(sale.purchase)), event("charge.refunded", charge(sale.purchase, 100)))
    assert int(sale.row().sales_count) == 1


def test_the_buyer_keeps_a_deleted_post_with_its_photos(sale: Sale):
    assert sale.delete() == 200
    client = sale.client(sale.buyer)
    kept = client.get(f"/api/v1/statuses/{sale.post.id}")
    assert kept.status_code == 200
    assert kept.json()["rossgram"]["locked"] is False
    bought = client.get("/api/rossgram/v1/purchases").json()[0]
    assert (bought["state"], bought["post"]["id"]) == ("paid", sale.post.id)
    for photo in sale.post.body["media"]:
        media = Media.find(photo["id"])
        assert media.post_id == sale.post.id
        assert media.due is None


def test_nobody_else_finds_it_any_more(sale: Sale):
    follower = make_account()
    make_follow(follower, sale.author)
    before = int(Account.find(sale.author.id).posts_count)
    sale.delete()
    paths = [
        f"/api/v1/statuses/{sale.post.id}",
        f"/api/v1/statuses/{sale.post.id}/context",
        f"/api/v1/statuses/{sale.post.id}/history",
        f"/unlock/{sale.post.id}",
    ]
    for client in (Client(), sale.client(sale.other), sale.client(follower), sale.client(sale.author)):
        assert [client.get(path).status_code for path in paths] == [404] * 4
        for path in (f"/api/v1/accounts/{sale.author.id}/statuses", "/api/v1/timelines/public"):
            assert client.get(path).json() == []
    assert sale.client(follower).get("/api/v1/timelines/home").json() == []
    assert int(Account.find(sale.author.id).posts_count) == before - 1


def test_what_was_opened_to_all_and_then_deleted_stays_with_its_buyers_alone(sale: Sale):
    sale.post.update([Post.access.set("public"), Post.offer.remove(), Post.public.set("public")])
    sale.delete()
    assert Client().get(f"/api/v1/statuses/{sale.post.id}").status_code == 404
    assert sale.client(sale.other).get(f"/api/v1/statuses/{sale.post.id}").status_code == 404
    assert sale.client(sale.buyer).get(f"/api/v1/statuses/{sale.post.id}").status_code == 200


def test_its_author_can_do_nothing_more_with_it(sale: Sale):
    sale.delete()
    author, path = sale.client(sale.author), f"/api/v1/statuses/{sale.post.id}"
    assert author.delete(path).status_code == 404
    assert author.put(path, json={"status": "x"}).status_code == 404
    assert author.get(f"{path}/source").status_code == 404
    assert author.post(f"{path}/favourite").status_code == 404


def test_it_is_sold_no_more_and_what_is_paid_later_goes_back(sale: Sale):
    late = make_purchase(sale.other, sale.post)
    sale.delete()
    assert sale.client(sale.other).post(f"/api/rossgram/v1/posts/{sale.post.id}/purchases").status_code == 404
    deliver(event("checkout.session.completed", session(late)))
    assert not Grant.among([(sale.other.id, post_key(sale.post.id))])
    assert Payment.read(intent_id(late)).wanted == {f"superseded:{intent_id(late)}": 500}
    assert Purchase.find(late.id).state == "superseded"
    assert int(sale.row().sales_count) == 1


def test_a_refund_closes_it_and_a_dispute_that_is_won_opens_it_again(sale: Sale):
    sale.delete()
    path = f"/api/v1/statuses/{sale.post.id}"
    deliver(event("charge.dispute.created", dispute(sale.purchase, "needs_response")))
    assert sale.client(sale.buyer).get(path).status_code == 404
    deliver(event("charge.dispute.closed", dispute(sale.purchase, "won")))
    assert sale.client(sale.buyer).get(path).status_code == 200
    deliver(event("charge.refunded", charge(sale.purchase, 500)))
    assert sale.client(sale.buyer).get(path).status_code == 404
    assert sale.client(sale.buyer).get("/api/rossgram/v1/purchases").json()[0]["post"] is None


def test_a_post_that_nobody_bought_is_deleted_as_ever():
    author = make_account()
    post = make_paid_post(author)
    assert Client(make_token(author)).delete(f"/api/v1/statuses/{post.id}").status_code == 200
    assert Post.find_all([post.id]) == {}


def test_a_sold_photo_cannot_be_taken_out_of_its_post(sale: Sale):
    other = make_media(sale.author)
    author, path = sale.client(sale.author), f"/api/v1/statuses/{sale.post.id}"
    answer = author.put(path, json={"status": "Ha", "media_ids": [other.id]})
    assert answer.status_code == 422
    assert sale.row().body == sale.post.body
    held = [photo["id"] for photo in sale.post.body["media"]]
    assert author.put(path, json={"status": "New words", "media_ids": held}).status_code == 200


@pytest.mark.parametrize("order", ["sale first", "deletion first"])
def test_a_sale_that_comes_between_reading_and_deleting_withdraws(monkeypatch: pytest.MonkeyPatch, order: str):
    author, buyer = make_account(), make_account()
    post = make_paid_post(author)
    purchase = make_purchase(buyer, post)
    told = event("checkout.session.completed", session(purchase))
    read = posts.find_own

    def slow(author_id: str, post_id: str) -> Post:
        found = read(author_id, post_id)
        if order == "sale first" and not Grant.count():
            deliver(told)
        return found

    monkeypatch.setattr(posts, "find_own", slow)
    posts.delete(author.id, post.id)
    if order == "deletion first":
        deliver(told)
    held = bool(Grant.among([(buyer.id, post_key(post.id))]))
    assert held == (order == "sale first") == (post.id in Post.find_all([post.id]))
    assert bool(Payment.read(intent_id(purchase)).wanted) == (order == "deletion first")


@pytest.mark.parametrize("buyers", [0, 1])
def test_a_deletion_that_comes_between_planning_and_settling_a_sale_gives_the_money_back(
    monkeypatch: pytest.MonkeyPatch, buyers: int
):
    author, late = make_account(), make_account()
    post = make_paid_post(author)
    for _ in range(buyers):
        deliver(event("checkout.session.completed", session(make_purchase(make_account(), post))))
    purchase = make_purchase(late, post)
    look = sales.held_for_buyers

    def slow(post_id: str, *, is_kept: bool = False) -> Post | None:
        found = look(post_id, is_kept=is_kept)
        if found:
            posts.delete(author.id, post.id)
        return found

    monkeypatch.setattr(sales, "held_for_buyers", slow)
    deliver(event("checkout.session.completed", session(purchase)))
    assert not Grant.among([(late.id, post_key(post.id))])
    assert list(Payment.read(intent_id(purchase)).wanted.values()) == [500]
    assert (post.id in Post.find_all([post.id])) == bool(buyers)
