"""Buy a post through the API, at the server's price, once."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, Post
from chalicelib.services.people.relationships import privacy
from chalicelib.services.photos import comments
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_post, make_token
from tests.kit.hostility import rows
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import make_paid_post, make_purchase

PURCHASES = "/api/rossgram/v1/purchases"
SALES = "/api/rossgram/v1/sales"


def path(post: Post) -> str:
    return f"/api/rossgram/v1/posts/{post.id}/purchases"


def session_of(purchase_id: str) -> dict[str, Any]:
    return payments.find_session(str(Purchase.find(purchase_id).session_id))


def test_a_post_is_bought_and_shown_to_its_buyer(shop: Shop):
    post, buyer = shop.open_post(500), make_account()
    client = Client(make_token(buyer))
    assert client.get(f"/api/v1/statuses/{post.id}").json()["media_attachments"][0]["url"].endswith("/locked.jpg")
    answer = client.post(path(post))
    assert answer.status_code == 200, answer.text
    made = answer.json()["purchase"]
    assert (made["state"], made["amount"], made["currency"], made["kind"]) == ("pending", 500, "usd", "post")
    shop.pay(answer.json()["checkout_url"])
    assert client.get(f"{PURCHASES}/{made['id']}").json()["state"] == "pending", "only Stripe's word grants"
    shop.tell()
    bought = client.get(f"{PURCHASES}/{made['id']}").json()
    assert (bought["state"], bought["post"]["id"]) == ("paid", post.id)
    assert "/rossgram/v1/media/" in bought["post"]["media_attachments"][0]["url"]


def test_a_private_account_sells_to_those_alone_whom_it_lets_follow(shop: Shop):
    post, stranger, follower = shop.open_post(500), make_account(), make_account()
    make_follow(follower, Account.find(post.author_id))
    privacy.set_private(post.author_id, is_private=True)
    client = Client(make_token(stranger))
    answer = client.post(path(post))
    assert (answer.status_code, answer.json()) == (404, client.post(path(Post("1"))).json())
    assert not list(Purchase.scan())
    assert Client(make_token(follower)).post(path(post)).status_code == 200


@pytest.mark.parametrize("field", ["amount", "price", "currency", "seller_id", "account_id", "destination", "fee"])
def test_a_client_that_names_a_price_or_a_payee_is_refused(shop: Shop, field: str):
    post = shop.open_post(500)
    client = Client(make_token(make_account()))
    before = rows()
    for value in (1, "1", {"amount": 1}):
        assert client.post(path(post), json={field: value}).status_code == 422
    assert rows() == before


def test_the_price_is_the_servers(shop: Shop):
    post = shop.open_post(700)
    purchase_id, _ = shop.begin(make_account(), post)
    session = session_of(purchase_id)
    assert (session["amount_total"], session["currency"]) == (700, "usd")
    assert int(Purchase.find(purchase_id).fee) == 35


def test_what_cannot_be_bought_is_refused_and_nothing_is_written(shop: Shop):
    buyer, author = make_account(), shop.open_creator()
    priced = make_paid_post(author)
    comment = comments.write(author.id, priced.id, Draft(caption="Mine"))
    client, before = Client(make_token(buyer)), rows()
    for post in (make_post(author), make_post(author, access=FOLLOWERS), comment):
        assert client.post(path(post)).status_code == 404
    for post_id in ("115000000000000000", "0", "abc", "1" * 400):
        assert client.post(f"/api/rossgram/v1/posts/{post_id}/purchases").status_code == 404
    assert [name for name in rows() if "purchases" in name and rows()[name] != before[name]] == []


def test_ones_own_post_is_not_for_sale_to_oneself(shop: Shop):
    post = shop.open_post()
    owner = Client(make_token(Account.find(post.author_id)))
    assert owner.post(path(post)).status_code == 422
    assert Purchase.count() == 0


def test_what_was_bought_is_not_bought_again(shop: Shop):
    post, buyer = shop.open_post(), make_account()
    shop.buy(buyer, post)
    assert Client(make_token(buyer)).post(path(post)).status_code == 422
    assert Purchase.count() == 1


def test_an_author_who_cannot_be_charged_sells_nothing(shop: Shop):
    post = shop.open_post()
    Seller(post.author_id).update([Seller.charges_enabled.set(False)])
    assert Client(make_token(make_account())).post(path(post)).status_code == 422
    assert Purchase.count() == 0


def test_two_tabs_are_one_purchase(shop: Shop):
    post, buyer = shop.open_post(), make_account()
    first, second = shop.begin(buyer, post), shop.begin(buyer, post)
    assert first == second
    assert shop.begin(make_account(), post) != first


def test_a_session_that_ended_is_followed_by_a_new_one(shop: Shop):
    post, buyer = shop.open_post(), make_account()
    first = shop.begin(buyer, post)
    payments.expire_session(session_of(first[0])["id"])
    second = shop.begin(buyer, post)
    assert second != first
    shop.pay(second[1])
    shop.tell()
    assert [Purchase.find(one[0]).state for one in (first, second)] == ["expired", "paid"]


def test_a_buyer_who_has_paid_and_waits_for_the_event_is_not_charged_again(shop: Shop):
    post, buyer = shop.open_post(), make_account()
    shop.pay(shop.begin(buyer, post)[1])
    answer = Client(make_token(buyer)).post(path(post))
    assert (answer.status_code, "on its way" in answer.json()["error"]) == (422, True)


def test_a_new_price_asks_for_a_new_session_and_one_at_the_price_of_today_is_good(shop: Shop):
    post, slow, quick = shop.open_post(500), make_account(), make_account()
    held = shop.begin(slow, post)
    again = shop.begin(quick, post)
    post.update([Post.offer.set({"amount": 900, "currency": "usd"})])
    renewed = shop.begin(quick, post)
    assert renewed[0] != again[0]
    assert session_of(renewed[0])["amount_total"] == 900
    assert session_of(again[0])["status"] == "expired"
    post.update([Post.offer.set({"amount": 500, "currency": "usd"})])
    shop.pay(held[1])
    shop.tell()
    assert (Purchase.find(held[0]).state, int(Purchase.find(held[0]).amount)) == ("paid", 500)


def test_purchases_and_sales_are_listed_newest_first_a_page_at_a_time(shop: Shop):
    author, buyer = make_account(), make_account()
    made = [make_purchase(buyer, make_paid_post(author)) for _ in range(3)]
    make_purchase()
    for client, address in ((Client(make_token(buyer)), PURCHASES), (Client(make_token(author)), SALES)):
        page = client.get(f"{address}?limit=2")
        assert [one["id"] for one in page.json()] == [made[2].id, made[1].id]
        rest = client.get(page.links["next"]["url"])
        assert [one["id"] for one in rest.json()] == [made[0].id]
    assert Client(make_token(author)).get(PURCHASES).json() == []


def test_a_sale_names_its_buyer_and_a_purchase_its_seller(shop: Shop):
    author, buyer = make_account(), make_account()
    make_purchase(buyer, make_paid_post(author))
    bought = Client(make_token(buyer)).get(PURCHASES).json()[0]
    sold = Client(make_token(author)).get(SALES).json()[0]
    assert (bought["account"]["id"], sold["account"]["id"]) == (author.id, buyer.id)
    assert "email" not in str(sold)


def test_anothers_purchase_is_not_found(shop: Shop):
    purchase = make_purchase()
    stranger = Client(make_token(make_account()))
    assert stranger.get(f"{PURCHASES}/{purchase.id}").status_code == 404
    assert Client().get(f"{PURCHASES}/{purchase.id}").status_code == 401


def test_tokens_need_the_scope(shop: Shop):
    reader = Client(make_token(make_account(), "read"))
    writer = Client(make_token(make_account(), "write"))
    assert reader.post(path(make_paid_post(make_account()))).status_code == 403
    assert [writer.get(one).status_code for one in (PURCHASES, SALES, f"{PURCHASES}/1")] == [403] * 3
    assert Purchase.count() == 0


def test_a_currency_or_an_amount_that_stripe_refuses_is_said_and_leads_nowhere(shop: Shop):
    post = shop.open_post(5)
    answer = Client(make_token(make_account())).post(path(post))
    assert (answer.status_code, "error" in answer.json()) == (422, True)
    assert [one.state for one in Purchase.scan()] == ["failed"]
