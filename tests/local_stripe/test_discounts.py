"""Coupons and Promotion Codes are redeemed where their terms say so, and nowhere else."""

from typing import Any

import pytest
import requests
import stripe

from tests.local_stripe.running import Local

DAY = 86400


def product(local: Local, name: str = "A photograph") -> str:
    return str(local.client.products.create({"name": name}).id)


def line(product_id: str, amount: int = 1_000, **more: Any) -> Any:
    return {"price_data": {"currency": "usd", "unit_amount": amount, "product": product_id, **more}, "quantity": 1}


def code(local: Local, word: str, coupon: Any = None, **terms: Any) -> Any:
    made = local.client.coupons.create(coupon or {"percent_off": 50, "duration": "forever"})
    promotion = {"type": "coupon", "coupon": made.id}
    return local.client.promotion_codes.create({"promotion": promotion, "code": word, **terms})


def typed(local: Local, session: Any, word: str) -> requests.Response:
    form = {"email": "fan@example.com", "card": "4242424242424242", "act": "pay", "code": word}
    return requests.post(session.url, data=form, allow_redirects=False, timeout=30)


def refused(local: Local, session: Any, word: str, reason: str) -> None:
    """Assert that the page stays open, says why, and takes the whole amount without the code."""
    answer = typed(local, session, word)
    assert answer.status_code == 400
    assert reason in answer.text
    assert 'role="alert"' in answer.text
    assert local.again(session).amount_total == session.amount_total
    assert typed(local, session, "").status_code == 303


def test_one_creators_coupon_takes_nothing_off_anothers_product(local: Local):
    mine, theirs = product(local, "Mine"), product(local, "Theirs")
    code(local, "MINE", {"percent_off": 100, "applies_to": {"products": [mine]}})
    session = local.open(line_items=[line(theirs)], allow_promotion_codes=True)
    refused(local, session, "MINE", "does not apply to any of the products")
    assert local.again(session, "payment_intent").payment_intent.amount_received == 1_000


def test_an_api_call_with_a_coupon_that_does_not_apply_is_refused(local: Local):
    coupon = local.client.coupons.create({"percent_off": 100, "applies_to": {"products": [product(local)]}})
    with pytest.raises(stripe.InvalidRequestError, match="does not apply"):
        local.open(line_items=[line(product(local))], discounts=[{"coupon": coupon.id}])
    customer, card = local.saved()
    price = local.client.prices.create(
        {"currency": "usd", "unit_amount": 900, "recurring": {"interval": "month"}, "product_data": {"name": "Tier"}}
    )
    wanted = {"customer": customer, "items": [{"price": price.id}], "default_payment_method": card}
    with pytest.raises(stripe.InvalidRequestError, match="does not apply"):
        local.client.subscriptions.create({**wanted, "discounts": [{"coupon": coupon.id}]})


@pytest.mark.parametrize(
    ("terms", "off"), [({"percent_off": 50}, (500, 0)), ({"amount_off": 1_200, "currency": "usd"}, (1_000, 0))]
)
def test_a_coupon_takes_off_its_products_lines_only_and_the_page_shows_which(
    local: Local, terms: Any, off: tuple[int, int]
):
    mine, theirs = product(local, "Mine"), product(local, "Theirs")
    made = code(local, f"PART{off[0]}", {**terms, "applies_to": {"products": [mine]}})
    session = local.open(line_items=[line(mine), line(theirs)], discounts=[{"promotion_code": made.id}])
    page = requests.get(session.url, timeout=30).text
    assert f"PART{off[0]} on Mine" in page
    assert "on Theirs" not in page
    lines = local.client.checkout.sessions.line_items.list(session.id).data
    assert [one.amount_discount for one in lines] == list(off)
    assert (session.amount_total, session.total_details.amount_discount) == (2_000 - sum(off), sum(off))


def test_a_code_typed_in_other_letters_is_the_same_code(local: Local):
    code(local, "Autumn")
    session = local.open(amount=1_000, allow_promotion_codes=True)
    assert typed(local, session, " aUTUMN ").status_code == 303
    assert local.again(session).amount_total == 500
    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        code(local, "AUTUMN")


def test_a_code_is_redeemed_as_often_as_it_may_be_even_by_pages_that_are_open(local: Local):
    made = code(local, "ONCE", max_redemptions=1)
    pages = [local.open(amount=1_000, discounts=[{"promotion_code": made.id}]) for _ in range(2)]
    assert local.submit(pages[0]).status_code == 303
    assert local.submit(pages[1]).status_code == 400
    now = local.client.promotion_codes.retrieve(made.id)
    assert (now.active, now.times_redeemed) == (False, 1)
    assert local.client.coupons.retrieve(made.promotion.coupon).times_redeemed == 1
    with pytest.raises(stripe.InvalidRequestError, match="not active"):
        local.open(amount=1_000, discounts=[{"promotion_code": made.id}])


def test_a_coupon_is_redeemed_as_often_as_it_may_be_whatever_the_code(local: Local):
    coupon = local.client.coupons.create({"percent_off": 10, "max_redemptions": 1})
    assert local.submit(local.open(amount=1_000, discounts=[{"coupon": coupon.id}])).status_code == 303
    assert not local.client.coupons.retrieve(coupon.id).valid
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.open(amount=1_000, discounts=[{"coupon": coupon.id}])
    assert caught.value.code == "coupon_expired"


def test_a_code_ends_when_the_clock_passes_its_end(local: Local):
    now = int(local.control("clock", advance=0)["now"])
    made = code(local, "TODAY", expires_at=now + DAY)
    local.control("clock", advance=DAY + 1)
    assert not local.client.promotion_codes.retrieve(made.id).active
    assert made.id not in [one.id for one in local.client.promotion_codes.list({"active": True, "limit": 100}).data]
    session = local.open(amount=1_000, allow_promotion_codes=True)
    refused(local, session, "TODAY", "not valid")


@pytest.mark.parametrize(
    ("word", "terms", "reason"),
    [
        ("LARGE", {"minimum_amount": 5_000, "minimum_amount_currency": "usd"}, "larger order"),
        ("EUROS", {"minimum_amount": 500, "minimum_amount_currency": "eur"}, "larger order"),
    ],
)
def test_a_code_for_large_orders_is_refused_for_small_ones(local: Local, word: str, terms: Any, reason: str):
    code(local, word, restrictions=terms)
    refused(local, local.open(amount=1_000, allow_promotion_codes=True), word, reason)


def test_a_code_for_first_orders_is_refused_for_the_second(local: Local):
    code(local, "HELLO", restrictions={"first_time_transaction": True})
    customer = local.client.customers.create({}).id
    first = local.open(amount=1_000, customer=customer, allow_promotion_codes=True)
    assert typed(local, first, "HELLO").status_code == 303
    refused(local, local.open(amount=1_000, customer=customer, allow_promotion_codes=True), "HELLO", "first order")


def test_a_code_of_one_customer_is_refused_for_another(local: Local):
    code(local, "YOURS", customer=local.client.customers.create({}).id)
    other = local.client.customers.create({}).id
    refused(local, local.open(amount=1_000, customer=other, allow_promotion_codes=True), "YOURS", "another customer")


def test_a_code_that_is_switched_off_or_whose_coupon_is_deleted_is_refused(local: Local):
    off, gone = code(local, "OFF"), code(local, "GONE")
    local.client.promotion_codes.update(off.id, {"active": False})
    local.client.coupons.delete(gone.promotion.coupon)
    for word in ("OFF", "GONE"):
        refused(local, local.open(amount=1_000, allow_promotion_codes=True), word, "not valid")


@pytest.mark.parametrize(
    ("terms", "paid"),
    [
        ({"duration": "once"}, [500, 1_000, 1_000, 1_000]),
        ({"duration": "repeating", "duration_in_months": 2}, [500, 500, 1_000, 1_000]),
        ({"duration": "forever"}, [500, 500, 500, 500]),
    ],
)
def test_a_coupon_of_a_subscription_lasts_as_long_as_its_duration(local: Local, terms: Any, paid: list[int]):
    coupon = local.client.coupons.create({"percent_off": 50, **terms})
    session = local.open("subscription", 1_000, discounts=[{"coupon": coupon.id}])
    assert local.submit(session).status_code == 303
    subscription = local.again(session).subscription
    local.control("clock", advance=95 * DAY)
    found = local.client.invoices.list({"subscription": subscription, "limit": 100}).data
    assert [one.amount_paid for one in found][::-1] == paid


@pytest.mark.parametrize(
    ("terms", "param"),
    [
        ({"percent_off": 0}, "percent_off"),
        ({"percent_off": 101}, "percent_off"),
        ({"amount_off": 500}, "currency"),
        ({"percent_off": 5, "duration": "repeating"}, "duration_in_months"),
        ({"percent_off": 5, "applies_to": {"products": ["prod_nobody"]}}, "applies_to[products]"),
    ],
)
def test_a_coupon_without_sense_is_refused(local: Local, terms: Any, param: str):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.coupons.create(terms)
    assert caught.value.param == param


def test_a_coupon_in_another_currency_is_refused(local: Local):
    coupon = local.client.coupons.create({"amount_off": 500, "currency": "eur"})
    with pytest.raises(stripe.InvalidRequestError, match="takes eur off"):
        local.open(amount=1_000, discounts=[{"coupon": coupon.id}])
