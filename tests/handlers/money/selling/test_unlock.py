"""The page on which a person in a browser buys a post: no script, no cookie, a password with each form."""

import re
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, TIER, Post
from chalicelib.services.photos import comments
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post
from tests.kit.hostility import rows
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import make_paid_post
from tests.kit.oauth import PASSWORD


@pytest.fixture
def fan() -> Account:
    return make_account("fan", password=PASSWORD)


def fill(post: Post, username: str = "fan", password: str = PASSWORD, **fields: Any) -> requests.Response:
    return Client().post(f"/unlock/{post.id}", data={"username": username, "password": password, **fields})


def purchases() -> list[Purchase]:
    return list(Purchase.scan())


def offer(post: Post, access: str, asked: dict[str, Any]) -> Post:
    post.update([Post.access.set(access), Post.offer.set(asked)])
    return post


def test_the_page_shows_what_it_is_and_what_it_costs():
    author = make_account("anna")
    post = make_paid_post(author, 1250, "eur")
    answer = Client().get(f"/unlock/{post.id}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    for words in ("12.50 EUR", "@anna", "/locked.jpg", "A walk", "password"):
        assert words in answer.text
    key = post.body["media"][0]["key"]
    assert key not in answer.text


def test_the_page_can_be_used_by_everybody_and_keeps_nothing():
    page = Client().get(f"/unlock/{make_paid_post(make_account()).id}")
    fields = set(re.findall(r'<input id="(\w+)"', page.text))
    assert fields == set(re.findall(r'<label for="(\w+)"', page.text)) == {"username", "password", "otp"}
    assert "<script" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"img-src {config.PUBLIC_URL};" in policy
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"


def test_words_of_others_are_written_as_text():
    author = make_account(display_name="<b>Anna</b>")
    post = make_paid_post(author)
    post.update([Post.body.set({**post.body, "caption": "<script>alert(1)</script>"})])
    page = Client().get(f"/unlock/{post.id}").text
    assert "<script" not in page
    assert "<b>" not in page


def test_signing_in_leads_to_checkout_and_paying_opens_the_post(shop: Shop, fan: Account):
    post = shop.open_post(500)
    answer = fill(post, amount="1", price="1", destination="acct_1")
    assert (answer.status_code, answer.text) == (303, "")
    assert [(one.buyer_id, int(one.amount), one.state) for one in purchases()] == [(fan.id, 500, "pending")]
    done = shop.pay(answer.headers["Location"])
    assert done.headers["Location"].startswith(f"{config.PUBLIC_URL}/checkout/done?session_id=cs_")
    shop.tell()
    assert purchases()[0].state == "paid"
    again = fill(post)
    assert (again.status_code, "yours already" in again.text) == (422, True)


@pytest.mark.parametrize(("name", "password"), [("fan", "guess-77"), ("nobody", PASSWORD), ("", ""), ("fan", "")])
def test_a_visitor_who_does_not_sign_in_is_told_so_on_the_page(fan: Account, name: str, password: str):
    post, before = make_paid_post(make_account()), rows()
    answer = fill(post, name, password)
    assert answer.status_code == 422
    assert "The username or the password is wrong." in answer.text
    assert f'value="{name}"' in answer.text
    assert not password or password not in answer.text
    assert rows().keys() == before.keys()
    assert purchases() == []


def test_guesses_are_counted(fan: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME_AND_ADDRESS", 2)
    post = make_paid_post(make_account())
    assert [fill(post, password="wrong").status_code for _ in range(3)] == [422, 422, 429]
    answer = fill(post)
    assert (answer.status_code, "quarter of an hour" in answer.text) == (429, True)
    assert purchases() == []


def test_what_goes_wrong_is_told_on_the_page_with_its_status(fan: Account, monkeypatch: pytest.MonkeyPatch):
    own = make_paid_post(fan)
    answer = fill(own)
    assert (answer.status_code, "This post is yours" in answer.text) == (422, True)

    def away(*_: Any, **__: Any) -> Any:
        raise PaymentsUnavailable

    monkeypatch.setattr(payments, "open_checkout", away)
    answer = fill(make_paid_post(make_account()))
    assert (answer.status_code, "not available" in answer.text) == (503, True)
    assert [one.state for one in purchases()] == ["failed"]


def test_what_has_no_lock_or_is_not_to_be_known_has_no_page(fan: Account):
    author = make_account()
    hidden = make_post(author, access=FOLLOWERS)
    priced = make_paid_post(author)
    comment = comments.write(author.id, priced.id, Draft(caption="Mine"))
    for post_id in (hidden.id, comment.id, "115000000000000000", "abc", "0"):
        for answer in (Client().get(f"/unlock/{post_id}"), Client().post(f"/unlock/{post_id}", data={})):
            assert answer.status_code == 404
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "password" not in answer.text


def test_what_is_open_to_all_says_so(fan: Account):
    post = make_post(make_account())
    assert "open to everybody" in Client().get(f"/unlock/{post.id}").text
    assert (fill(post).status_code, purchases()) == (422, [])


def test_a_campaigns_post_leads_to_the_campaign(fan: Account):
    post = offer(make_post(make_account()), CAMPAIGN, {"campaign_id": "7", "level": 0, "title": "A book"})
    page = Client().get(f"/unlock/{post.id}").text
    assert 'href="/checkout/campaigns/7"' in page
    assert "A book" in page
    assert "password" not in page
    assert (fill(post).status_code, purchases()) == (422, [])


def test_a_tiers_post_shows_the_tiers_that_open_it():
    author = make_account()
    tiers = [
        Tier(author.id, name=f"Level {level}", level=level, currency="eur", amount=level * 300) for level in (1, 2)
    ]
    tiers[1].yearly_amount = 6000
    for tier in tiers:
        tier.create()
    post = offer(make_post(author), TIER, {"tier_id": tiers[1].id, "level": 2, "name": "Level 2"})
    page = Client().get(f"/unlock/{post.id}").text
    assert "Level 1" not in page
    for words in ("Level 2", "6.00 EUR", "60.00 EUR", f'value="{tiers[1].id}:month"', f'value="{tiers[1].id}:year"'):
        assert words in page


@pytest.mark.parametrize("path", ["/checkout/done", "/checkout/done?session_id=", "/checkout/cancelled"])
def test_the_pages_after_checkout_are_there_for_everybody(path: str):
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "go back to your app" in answer.text.lower()


def test_the_page_after_paying_grants_nothing_and_tells_nothing(shop: Shop, fan: Account):
    post = shop.open_post()
    fill(post)
    unpaid = str(purchases()[0].session_id)
    before, texts = rows(), set()
    for session_id in (unpaid, "cs_guessed", "", "x" * 3000, "<script>", "%00"):
        answer = Client().get("/checkout/done", params={"session_id": session_id})
        texts.add((answer.status_code, answer.text))
    assert len(texts) == 1
    assert rows() == before
