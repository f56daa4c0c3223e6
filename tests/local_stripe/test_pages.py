"""The pages beside Checkout: payment links and the customer portal."""

from typing import Any

import pytest
import requests
import stripe

from tests.local_stripe.running import Local


@pytest.mark.parametrize(
    ("recurring", "mode"), [({}, "payment"), ({"recurring": {"interval": "month"}}, "subscription")]
)
def test_a_payment_link_opens_a_session_for_each_visitor(local: Local, recurring: Any, mode: str):
    price = local.client.prices.create(
        {"currency": "usd", "unit_amount": 700, "product_data": {"name": "Print"}, **recurring}
    )
    wanted: Any = {"line_items": [{"price": price.id, "quantity": 1}]}
    link = local.client.payment_links.create(wanted)
    visits = [requests.get(link.url, allow_redirects=False, timeout=30).headers["Location"] for _ in range(2)]
    assert len(set(visits)) == 2
    form = {"email": "fan@example.com", "card": "4242424242424242", "act": "pay"}
    assert requests.post(visits[0], data=form, allow_redirects=False, timeout=30).status_code == 303
    session = local.client.checkout.sessions.retrieve(visits[0].rpartition("/")[2])
    assert (session.mode, session.status, session.payment_link) == (mode, "complete", link.id)
    local.client.payment_links.update(link.id, {"active": False})
    assert requests.get(link.url, timeout=30).status_code == 400


@pytest.mark.parametrize("enabled", [True, False])
def test_a_customer_cancels_only_where_the_portals_configuration_allows_it(local: Local, enabled: bool):
    session = local.open("subscription", 900)
    local.submit(session)
    subscription = local.again(session, "subscription").subscription
    features: Any = {"features": {"subscription_cancel": {"enabled": enabled}}}
    configuration = local.client.billing_portal.configurations.create(features)
    wanted = {"customer": subscription.customer, "configuration": configuration.id}
    page = local.client.billing_portal.sessions.create(wanted).url
    assert ("Cancel at the end" in requests.get(page, timeout=30).text) == enabled
    requests.post(page, data={"act": "cancel", "subscription": subscription.id}, timeout=30)
    assert bool(local.client.subscriptions.retrieve(subscription.id).cancel_at) == enabled


def test_a_plan_is_a_recurring_price_under_its_older_name(local: Local):
    wanted: Any = {"currency": "usd", "interval": "month", "amount": 900, "product": {"name": "Tier"}}
    plan = local.client.plans.create(wanted)
    price = local.client.prices.retrieve(plan.id)
    assert (price.unit_amount, price.recurring.interval, price.product) == (900, "month", plan.product)
    local.client.plans.delete(plan.id)
    with pytest.raises(stripe.InvalidRequestError):
        local.client.prices.retrieve(plan.id)


def test_a_product_with_prices_stays(local: Local):
    product = local.client.products.create({"name": "Print"})
    local.client.prices.create({"currency": "usd", "unit_amount": 500, "product": product.id})
    with pytest.raises(stripe.InvalidRequestError, match="cannot be deleted"):
        local.client.products.delete(product.id)
    bare = local.client.products.create({"name": "Nothing"})
    assert local.client.products.delete(bare.id).deleted
    assert local.told(bare.id)[-1] == "product.deleted"


@pytest.mark.parametrize(
    ("accepted", "language", "told"),
    [("en-GB,en;q=0.9,ru;q=0.5", "en", "No money moves"), ("ru-RU,ru", "ru", "Деньги не движутся")],
)
def test_every_page_says_first_that_no_money_moves(local: Local, accepted: str, language: str, told: str):
    headers = {"Accept-Language": accepted}
    for url in (local.open("payment", 700).url, f"{local.url}/done", f"{local.url}/no/such/page"):
        page = requests.get(url, headers=headers, timeout=30).text
        assert f'<html lang="{language}">' in page, url
        assert page.index(told) < page.index("<h1>"), url
    declined = requests.post(local.open("payment", 700).url, data={"act": "decline"}, headers=headers, timeout=30).text
    assert ("Банк отклонил карту" in declined) == (language == "ru")
