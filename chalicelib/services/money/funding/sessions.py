"""Apply what happened to a pledge's Checkout Session: a card was saved, a payment made, or neither."""

from functools import partial
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import payments, queue
from chalicelib.gateways.payments import Event
from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import EXPIRED, HELD, PENDING, Pledge
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin, Write, write_all
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.people import closed
from chalicelib.models.talk.mails import Mail
from chalicelib.models.talk.notifications import PLEDGE, Notification
from chalicelib.services import news
from chalicelib.services.money.funding import checkout, notices, outcomes
from chalicelib.services.money.funding.collecting import cards
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.talk import mails

RACES = 12
DAY = 86_400
OVER = ("checkout.session.expired", "checkout.session.async_payment_failed")


def session_changed(event: Event, pledge_id: str) -> None:
    """Apply an event of a pledge's Checkout Session."""
    session = event.object
    if event.type in OVER:
        expire(pledge_id, event.id)
    elif session.get("mode") == "setup":
        hold(pledge_id, session, event.id)
    elif session.get("payment_status") == "paid":
        collect(pledge_id, session, event.id)
    else:
        # A delayed payment takes days; the pledge stays pending, and `reconcile` asks Stripe later.
        StripeEvent.apply_nothing(event.id)


def collect(pledge_id: str, session: dict[str, Any], event_id: str = "") -> None:
    """Settle a session in which a pledge was paid at once."""
    facts = Facts(paid=int(session["amount_total"]), fee=int(Pledge.find(pledge_id).fee))
    origin = Origin(kind="pledge", order_id=pledge_id, currency=session["currency"])
    settle(session["payment_intent"], Observation(facts, origin, event_id=event_id))


def hold(pledge_id: str, session: dict[str, Any], event_id: str = "") -> None:
    """Hold a pledge whose card was saved: it counts from now on, and its backer gets the campaign's grant.

    If the campaign has ended or its creator's account was closed meanwhile, the pledge expires and its backer is told
    by mail. Happens once, however often it is called.
    """
    card = payments.find_setup_intent(session["setup_intent"])["payment_method"]
    for _ in range(RACES):
        pledge = Pledge.find(pledge_id)
        if pledge.state != PENDING:
            if _change_card(pledge, session["setup_intent"], card, event_id):
                return
            continue
        campaign = Campaign.find(pledge.campaign_id)
        takes_pledges = campaign.is_open and closed.is_open(campaign.creator_id)
        if takes_pledges:
            writes = _holding(pledge, campaign, session, card)
            mail = notices.held(pledge, campaign)
        else:
            writes = pledge.end(EXPIRED, setup_intent_id=session["setup_intent"])
            mail = notices.too_late(pledge, campaign)
        if _write([*writes, partial(Mail.add, mail=mail)], event_id):
            mails.announce(mail.id)
            news.hint(campaign.creator_id if takes_pledges else None)
            return
    raise Unavailable


def _told(pledge: Pledge, campaign: Campaign) -> Notification:
    """Return what the creator is told of a pledge, once, whenever it is charged."""
    about: dict[str, Any] = {"what": campaign.title, "amount": int(pledge.amount), "currency": pledge.currency}
    about |= {"link": notices.page_of(campaign)}
    return Notification.of(campaign.creator_id, PLEDGE, pledge.id, pledge.backer_id, **about)


def _change_card(pledge: Pledge, setup_intent_id: str, card: str, event_id: str) -> bool:
    """Replace the card of a pledge that waits for another one; False if the pledge changed meanwhile."""
    writes = cards.replacing(pledge, setup_intent_id, card)
    if not writes:
        _apply_nothing(event_id)
        return True
    if not _write(writes, event_id):
        return False
    queue.send("pledges", pledge_id=pledge.id)
    return True


def _holding(pledge: Pledge, campaign: Campaign, session: dict[str, Any], card: str) -> list[Write]:
    saved = {"setup_intent_id": session["setup_intent"], "payment_method_id": card, "customer_id": session["customer"]}
    counted = campaign.move(pledged=int(pledge.amount), backers=1, only_if=campaign.while_open())
    told = _told(pledge, campaign).add
    sells = partial(closed.expect_open, account_id=campaign.creator_id)
    return [pledge.to(HELD, next_at=None, **saved), counted, sells, *outcomes.grant_writes(pledge), told]


def expire(pledge_id: str, event_id: str = "") -> None:
    """Expire a pledge whose page was abandoned, and release its rewards."""
    for _ in range(RACES):
        pledge = Pledge.find(pledge_id)
        if pledge.state != PENDING:
            _apply_nothing(event_id)
            return
        if _write(pledge.end(EXPIRED), event_id):
            return
    raise Unavailable


def ensure_refunded(pledge: Pledge) -> bool:
    """Make sure that the payment of an ended pledge is refunded; return False, since no further step is due."""
    if pledge.payment_id:
        settle(pledge.payment_id, Observation())
    _write([pledge.to(pledge.state, next_at=None)])
    return False


def reconcile(pledge: Pledge) -> bool:
    """Apply a session's state at Stripe where no event reported it; return False, since no further step is due."""
    _reconcile(pledge)
    return False


def _reconcile(pledge: Pledge) -> None:
    if not pledge.session_id:
        # Nobody has the address of its page, which would have expired by now.
        expire(pledge.id)
        return
    session = payments.find_session(pledge.session_id)
    if session["status"] != "complete":
        if checkout.close_page(pledge):
            expire(pledge.id)
        # Otherwise it was completed meanwhile, and is read again later.
    elif session["mode"] == "setup":
        hold(pledge.id, session)
    elif session["payment_status"] == "paid":
        collect(pledge.id, session)
    else:
        _write([pledge.to(pledge.state, next_at=now() + DAY)])


def _write(writes: list[Write], event_id: str = "") -> bool:
    if event_id:
        writes = [StripeEvent.mark_applied(event_id), *writes]
    try:
        write_all(*writes)
    except GuardFailed:
        return event_id != "" and StripeEvent.find(event_id).is_applied
    return True


def _apply_nothing(event_id: str) -> None:
    if event_id:
        StripeEvent.apply_nothing(event_id)
