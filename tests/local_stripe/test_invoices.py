"""Invoices that no subscription wrote: items, drafts, and their ends."""

from typing import Any

import pytest
import stripe

from tests.local_stripe.running import ASKS, FAILS_LATER, Local

HOUR = 3600


@pytest.fixture
def customer(local: Local) -> str:
    return str(local.client.customers.create({"email": "fan@example.com"}).id)


def drafted(local: Local, customer: str, amount: int = 2_000, **more: Any) -> Any:
    """Return a draft of one item."""
    local.client.invoice_items.create({"customer": customer, "amount": amount, "currency": "usd"})
    return local.client.invoices.create({"customer": customer, "pending_invoice_items_behavior": "include", **more})


def test_a_draft_takes_the_pending_items_and_is_paid_once(local: Local):
    customer, card = local.saved()
    draft = drafted(local, customer)
    assert (draft.status, draft.amount_due, len(draft.lines.data)) == ("draft", 2_000, 1)
    assert local.client.invoice_items.list({"customer": customer, "pending": True}).data == []
    paid = local.client.invoices.pay(draft.id, {"payment_method": card, "expand": ["payments"]})
    assert (paid.status, paid.amount_paid, paid.amount_remaining) == ("paid", 2_000, 0)
    assert paid.payments.data[0].status == "paid"
    assert local.told(draft.id) == ["invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded"]
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.invoices.pay(draft.id, {"payment_method": card})
    assert caught.value.code == "invoice_already_paid"


@pytest.mark.parametrize(
    ("number", "events"),
    [
        (FAILS_LATER, ["invoice.payment_failed"]),
        (ASKS, ["invoice.payment_action_required", "invoice.payment_failed"]),
    ],
)
def test_a_decline_is_raised_and_leaves_the_invoice_open(local: Local, number: str, events: list[str]):
    customer, card = local.saved(number)
    draft = drafted(local, customer)
    with pytest.raises(stripe.CardError):
        local.client.invoices.pay(draft.id, {"payment_method": card})
    now = local.client.invoices.retrieve(draft.id)
    assert (now.status, now.attempt_count, now.amount_remaining) == ("open", 1, 2_000)
    assert local.told(draft.id)[2:] == events


def test_a_deleted_draft_gives_its_items_back(local: Local, customer: str):
    draft = drafted(local, customer)
    assert local.client.invoices.delete(draft.id).deleted
    assert len(local.client.invoice_items.list({"customer": customer, "pending": True}).data) == 1


def test_what_is_finalized_is_not_changed_any_more(local: Local, customer: str):
    draft = drafted(local, customer)
    [item] = local.client.invoice_items.list({"invoice": draft.id}).data
    local.client.invoices.finalize_invoice(draft.id)
    one_more: Any = {"customer": customer, "amount": 500, "currency": "usd", "invoice": draft.id}
    for forbidden in (
        lambda: local.client.invoice_items.create(one_more),
        lambda: local.client.invoices.delete(draft.id),
        lambda: local.client.invoices.update(draft.id, {"description": "late"}),
        lambda: local.client.invoice_items.delete(item.id),
        lambda: local.client.invoices.finalize_invoice(draft.id),
    ):
        with pytest.raises(stripe.InvalidRequestError) as caught:
            forbidden()
        assert caught.value.code == "invoice_not_editable"


def test_an_item_added_to_and_removed_from_a_draft_changes_its_sum(local: Local, customer: str):
    draft = drafted(local, customer)
    wanted = {"customer": customer, "amount": 500, "currency": "usd", "invoice": draft.id}
    item = local.client.invoice_items.create(wanted)
    assert local.client.invoices.retrieve(draft.id).amount_due == 2_500
    local.client.invoice_items.delete(item.id)
    assert local.client.invoices.retrieve(draft.id).amount_due == 2_000


def test_an_item_of_a_price_costs_the_price_times_the_quantity(local: Local, customer: str):
    price = local.client.prices.create({"currency": "usd", "unit_amount": 300, "product_data": {"name": "Print"}})
    wanted: Any = {"customer": customer, "pricing": {"price": price.id}, "quantity": 3}
    assert local.client.invoice_items.create(wanted).amount == 900


def test_void_and_uncollectible_are_ends_of_an_open_invoice(local: Local):
    customer, card = local.saved()
    void, lost = drafted(local, customer), drafted(local, customer)
    for one in (void, lost):
        local.client.invoices.finalize_invoice(one.id)
    assert local.client.invoices.void_invoice(void.id).status == "void"
    with pytest.raises(stripe.InvalidRequestError):
        local.client.invoices.pay(void.id, {"payment_method": card})
    assert local.client.invoices.mark_uncollectible(lost.id).status == "uncollectible"
    assert local.client.invoices.pay(lost.id, {"payment_method": card}).status == "paid"


def test_an_invoice_that_advances_by_itself_is_charged_an_hour_later(local: Local):
    customer, card = local.saved()
    draft = drafted(local, customer, auto_advance=True, default_payment_method=card)
    local.control("clock", advance=HOUR - 60)
    assert local.client.invoices.retrieve(draft.id).status == "draft"
    local.control("clock", advance=120)
    assert local.client.invoices.retrieve(draft.id).status == "paid"


def test_a_credit_note_makes_an_open_invoice_smaller_until_it_is_void(local: Local, customer: str):
    draft = drafted(local, customer)
    local.client.invoices.finalize_invoice(draft.id)
    note = local.client.credit_notes.create({"invoice": draft.id, "amount": 800})
    assert local.client.invoices.retrieve(draft.id).amount_remaining == 1_200
    with pytest.raises(stripe.InvalidRequestError):
        local.client.credit_notes.create({"invoice": draft.id, "amount": 1_201})
    local.client.credit_notes.void_credit_note(note.id)
    assert local.client.invoices.retrieve(draft.id).amount_remaining == 2_000


def test_an_accepted_quote_becomes_a_subscription_or_an_invoice(local: Local):
    customer, card = local.saved()
    local.client.customers.update(customer, {"invoice_settings": {"default_payment_method": card}})
    for recurring, kind in (({"recurring": {"interval": "month"}}, "subscription"), ({}, "invoice")):
        price = local.client.prices.create(
            {"currency": "usd", "unit_amount": 700, "product_data": {"name": "Print"}, **recurring}
        )
        wanted: Any = {"customer": customer, "line_items": [{"price": price.id, "quantity": 2}]}
        quote = local.client.quotes.create(wanted)
        assert (quote.status, quote.amount_total) == ("draft", 1_400)
        with pytest.raises(stripe.InvalidRequestError):
            local.client.quotes.accept(quote.id)
        local.client.quotes.finalize_quote(quote.id)
        assert getattr(local.client.quotes.accept(quote.id), kind)
