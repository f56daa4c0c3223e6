"""What goes back because an offer changed is limited for its creator and its payer, apart from all else."""

import pytest

from chalicelib.errors import TooManyRequests
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import round_trips
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.selling.pages import visits
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import deliver, event, make_paid_post, make_purchase, session
from tests.services.money.payments.test_round_trips import give_back, sold, trips


def supersede(purchase: Purchase) -> None:
    """Let a payment go back as its offer has changed."""
    payment_id = str(purchase.payment_id)
    for _ in range(2):
        settle(payment_id, Observation(wanted={f"superseded:{payment_id}": int(purchase.amount)}))
    assert Payment.read(payment_id).wanted


def test_sales_pause_where_offers_keep_changing_under_what_was_paid(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "SUPERSEDED_UNTIL_SALES_PAUSE", 2)
    seller = make_account()
    for _ in range(2):
        visits.count(make_account().id, creator_id=seller.id)
        supersede(sold(seller))
    with pytest.raises(TooManyRequests, match="sells nothing"):
        visits.count(make_account().id, creator_id=seller.id)
    visits.count(make_account().id, creator_id=make_account().id)


def test_what_goes_back_as_offers_change_is_limited_in_worth_and_the_first_never_too_dear():
    seller = make_account()
    supersede(sold(seller, 900_000))
    visits.count(make_account().id, creator_id=seller.id)
    supersede(sold(seller))
    with pytest.raises(TooManyRequests, match="sells nothing"):
        visits.count(make_account().id, creator_id=seller.id)


def test_what_strangers_paid_too_late_leaves_a_creator_all_refunds(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "GIVEN_BY_CREATOR", ((2, 86_400),))
    seller = make_account()
    for _ in range(3):
        supersede(sold(seller))
    assert trips(lambda: give_back(seller, sold(seller)), 4) == 2


def test_what_a_creator_gives_back_does_not_pause_sales(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "SUPERSEDED_UNTIL_SALES_PAUSE", 2)
    seller = make_account()
    for _ in range(3):
        give_back(seller, sold(seller))
    visits.count(make_account().id, creator_id=seller.id)


def test_who_keeps_paying_pages_of_older_offers_is_stopped():
    payer, seller = make_account(), make_account()
    for _ in range(5):
        round_trips.check_payer(payer.id)
        purchase = make_purchase(payer, make_paid_post(seller, 500))
        deliver(event("checkout.session.completed", session(purchase)))
        supersede(Purchase.find(purchase.id))
    with pytest.raises(TooManyRequests, match="could not be accepted"):
        round_trips.check_payer(payer.id)
