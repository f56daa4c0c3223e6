"""The mails about a payment: each exists once, however often Stripe sends its events."""

import itertools

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.selling.purchases import note_session
from chalicelib.services.talk import writing
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.mails import mails_to
from tests.kit.money.stripe_objects import (
    charge,
    deliver,
    dispute,
    event,
    intent,
    intent_id,
    make_paid_post,
    make_purchase,
    refund,
    session,
)
from tests.kit.money.subscriptions import make_tier


def templates() -> list[str]:
    return sorted(str(mail.template) for mail in Mail.scan())


def test_a_payment_is_receipted_once_by_whatever_it_is_told():
    for order in itertools.permutations(range(3)):
        purchase = make_purchase()
        told = [
            event("payment_intent.succeeded", intent(purchase)),
            event("charge.succeeded", charge(purchase)),
            event("checkout.session.completed", session(purchase)),
        ]
        deliver(*(told[number] for number in order), told[0])
    assert templates() == ["receipt"] * 6


def test_a_receipt_says_what_was_paid_to_whom():
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    [mail] = Mail.scan()
    assert (mail.id, mail.account_id) == (f"receipt:{intent_id(purchase)}", purchase.buyer_id)
    seller, buyer = Account.find(purchase.seller_id), Account.find(purchase.buyer_id)
    deliver_events("mails")
    [sent] = mails_to(f"{buyer.handle}@example.com")
    assert sent.subject == "Receipt: 5.00 EUR for A photo"
    assert f"You paid 5.00 EUR to @{seller.handle} for A photo." in sent.body
    assert intent_id(purchase) in sent.body
    assert f"{config.PUBLIC_URL}/unlock/{purchase.subject_id}" in sent.body


def test_every_mail_about_a_payment_leads_to_a_page_that_answers():
    buyer = make_account()
    bought = make_purchase(buyer, make_paid_post(make_account(), 500, "eur"))
    deliver(event("checkout.session.completed", session(bought)))
    deliver(event("charge.refunded", charge(bought, 200)))
    deliver(event("charge.dispute.created", dispute(bought, "needs_response")))
    for mail in Mail.scan():
        link = str(mail.fields["link"])
        assert link in writing.write(mail.template, mail.fields).text
        assert Client().get(link.removeprefix(config.PUBLIC_URL)).status_code == 200
    assert templates() == ["dispute_opened", "receipt", "refund"]


@pytest.mark.parametrize("kind", ["tip", "gift"])
def test_what_has_no_page_of_its_own_leads_to_its_creator(kind: str):
    creator = make_account()
    tier = make_tier(creator)
    sold = {"title": "Gold", "tier_id": tier.id, "level": 1, "months": 1}
    about = {"subject_id": tier.id, "recipient_id": make_account().id, "details": sold}
    given = make_purchase(None, make_paid_post(creator), kind=kind, **about)
    deliver(event("checkout.session.completed", session(given)))
    deliver(event("charge.refunded", charge(given, 200)))
    deliver(event("charge.dispute.created", dispute(given, "needs_response")))
    page = f"{config.PUBLIC_URL}/@{creator.handle}"
    assert {"receipt", "refund", "dispute_opened"} <= set(templates())
    assert {mail.fields["link"] for mail in Mail.scan()} == {page}
    assert all(page in writing.write(mail.template, mail.fields).text for mail in Mail.scan())


def test_a_refund_is_told_once_for_what_went_back():
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    deliver(
        event("refund.created", refund(purchase, 200, status="pending")),
        event("charge.refunded", charge(purchase, 200)),
        event("refund.updated", refund(purchase, 200)),
        event("charge.refunded", charge(purchase, 500)),
        event("refund.created", refund(purchase, 300, number=2)),
    )
    assert templates() == ["receipt", "refund", "refund"]
    assert sorted(mail.fields["amount"] for mail in Mail.scan() if mail.template == "refund") == [200, 300]


def test_a_refund_that_came_before_its_payment_is_told_with_it():
    purchase = make_purchase()
    deliver(event("refund.created", refund(purchase, 500)))
    assert templates() == []
    deliver(event("charge.succeeded", charge(purchase)), event("payment_intent.succeeded", intent(purchase)))
    assert templates() == ["receipt", "refund"]


def test_a_dispute_is_told_to_the_creator_once():
    purchase = make_purchase()
    deliver(
        event("checkout.session.completed", session(purchase)),
        event("charge.dispute.created", dispute(purchase, "needs_response", moves=(1500,))),
        event("charge.dispute.updated", dispute(purchase, "under_review", moves=(1500,))),
    )
    assert templates() == ["dispute_opened", "receipt"]
    [mail] = [mail for mail in Mail.scan() if mail.template == "dispute_opened"]
    assert (mail.account_id, mail.fields["amount"]) == (purchase.seller_id, 500)


def test_a_delayed_payment_that_fails_is_told_once_and_one_that_is_paid_is_not():
    purchase, paid = make_purchase(), make_purchase()
    failed = event("checkout.session.async_payment_failed", session(purchase, "unpaid"))
    deliver(event("checkout.session.completed", session(purchase, "unpaid")), failed, failed)
    # A crash after the mail and before the event was done with comes here once more.
    note_session(purchase.id, "checkout.session.async_payment_failed")
    [mail] = Mail.scan()
    assert (mail.template, mail.account_id) == ("purchase_failed", purchase.buyer_id)
    assert mail.fields["link"].endswith(f"/unlock/{purchase.subject_id}")
    deliver(event("checkout.session.async_payment_succeeded", session(paid)))
    deliver(event("checkout.session.async_payment_failed", session(paid, "unpaid")))
    assert templates() == ["purchase_failed", "receipt"]
