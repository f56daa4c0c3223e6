"""Stories of pledges: the events that Stripe sends, and what must be true of their campaign at the end."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED, COLLECTING, FUNDED, KEEP, LIVE, Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, BACKING, CHARGING, PENDING, PLEDGED, Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.services.money.funding.outcomes import backers_grant, public_grant
from tests.kit.factories import ensure_account
from tests.kit.money.funding import DAYS, checked, is_backer, paid_session, setup_session
from tests.kit.money.stripe_objects import charge, dispute, event, intent, intent_id, refund, transfer
from tests.services.money.stories import Play, Told, check_book

AMOUNT, FEE, STRETCH = 500, 25, 1_000
PAID = {"payers": -500, "creator": 475, "platform": 25}
GIVEN_BACK = {"creator": 475, "platform": 25, "clearing": -500}
PARTLY_GIVEN_BACK = {**PAID, "payers": -300, "clearing": -200}
LOST = {"creator": 475, "platform": -1475, "stripe": 1500, "clearing": -500}


class Story(NamedTuple):
    """The events of a pledge of 500, its final state, and the balances of its payment."""

    told: Callable[[Pledge], list[Told]]
    state: str
    balances: dict[str, int]


class Setting(NamedTuple):
    """A campaign with pledges that all begin in one state, each with its story."""

    campaign: dict[str, Any]
    stories: Sequence[Story]
    begins: str = PENDING


def tell(*told: tuple[str, Callable[[Pledge], dict[str, Any]]]) -> Callable[[Pledge], list[Told]]:
    """Return what tells a pledge's events, by their types and objects."""
    return lambda pledge: [event(name, found(pledge)) for name, found in told]


def _charge(refunded: int = 0) -> Callable[[Pledge], dict[str, Any]]:
    return lambda pledge: charge(pledge, refunded, kind="pledge")


def _dispute(status: str) -> Callable[[Pledge], dict[str, Any]]:
    return lambda pledge: dispute(pledge, status, moves=(1500,))


def _wanted_back(pledge: Pledge) -> dict[str, Any]:
    return refund(pledge, AMOUNT, request=f"ended:{intent_id(pledge)}")


def _part_back(pledge: Pledge) -> dict[str, Any]:
    return refund(pledge, 200)


def _unpaid(pledge: Pledge) -> dict[str, Any]:
    return paid_session(pledge, "unpaid")


SAVED = ("checkout.session.completed", setup_session)
COMPLETED = ("checkout.session.completed", paid_session)
SUCCEEDED = ("payment_intent.succeeded", partial(intent, kind="pledge"))
CHARGED = ("charge.succeeded", _charge())

REFUNDED_IN_STEPS = Story(
    tell(COMPLETED, ("charge.refunded", _charge(200)), ("charge.refunded", _charge(500))), "refunded", GIVEN_BACK
)
DISPUTE_LOST = Story(
    tell(
        COMPLETED,
        CHARGED,
        ("charge.dispute.created", _dispute("needs_response")),
        ("charge.dispute.funds_withdrawn", _dispute("under_review")),
        ("charge.dispute.closed", _dispute("lost")),
    ),
    "disputed",
    LOST,
)
HELD = Story(tell(SAVED, SAVED, ("setup_intent.succeeded", lambda pledge: {"id": f"seti_{pledge.id}"})), "held", {})
HELD_AND_CHARGED = Story(
    tell(SAVED, SUCCEEDED, CHARGED, ("charge.refunded", _charge(200)), ("refund.created", _part_back)),
    "collected",
    PARTLY_GIVEN_BACK,
)
GIVEN_BACK_AFTER_THE_DEADLINE = Story(
    tell(SUCCEEDED, CHARGED, ("refund.created", partial(refund, amount=AMOUNT))), "refunded", GIVEN_BACK
)
CHARGED_AFTER_DAYS = Story(
    tell(
        ("checkout.session.completed", _unpaid),
        ("checkout.session.async_payment_succeeded", paid_session),
        CHARGED,
        ("charge.dispute.created", _dispute("needs_response")),
        ("charge.dispute.closed", _dispute("won")),
    ),
    "collected",
    {"payers": -500, "creator": 475, "platform": -1475, "stripe": 1500},
)
FAILED_AFTER_DAYS = Story(
    tell(("checkout.session.completed", _unpaid), ("checkout.session.async_payment_failed", _unpaid)), "expired", {}
)
PAID_IN_VAIN = Story(
    tell(COMPLETED, ("refund.created", _wanted_back), ("transfer.reversed", partial(transfer, amount_reversed=500))),
    "refunded",
    {"creator": -25, "platform": 25},
)
PARTLY_REFUNDED = Story(tell(COMPLETED, ("charge.refunded", _charge(200))), "collected", PARTLY_GIVEN_BACK)
DISPUTED = Story(tell(COMPLETED, ("charge.dispute.created", _dispute("needs_response"))), "disputed", LOST)
REFUNDED_AND_DISPUTED = Story(
    tell(COMPLETED, ("charge.refunded", _charge(200)), ("charge.dispute.created", _dispute("needs_response"))),
    "disputed",
    LOST,
)
COLLECTED = Story(tell(COMPLETED, CHARGED), "collected", PAID)
COLLECTED_IN_ONE = Story(tell(COMPLETED), "collected", PAID)

KEPT, LATE = {"kind": KEEP}, {"state": FUNDED, "late_pledges": True, "deadline": 1}
SETTINGS = {
    "refunded in two steps": Setting(KEPT, [REFUNDED_IN_STEPS]),
    "a dispute that was lost": Setting(KEPT, [DISPUTE_LOST]),
    "held": Setting({}, [HELD]),
    "held and charged": Setting({}, [HELD_AND_CHARGED]),
    "given back after the deadline": Setting({"state": COLLECTING}, [GIVEN_BACK_AFTER_THE_DEADLINE], CHARGING),
    "charged after days": Setting(KEPT, [CHARGED_AFTER_DAYS]),
    "failed after days": Setting(KEPT, [FAILED_AFTER_DAYS]),
    "paid for a campaign that was called off": Setting(KEPT | {"state": CANCELLED}, [PAID_IN_VAIN]),
    "two of one campaign": Setting(KEPT, [PARTLY_REFUNDED, DISPUTED]),
    "two that reach a stretch goal": Setting(LATE, [COLLECTED, COLLECTED_IN_ONE]),
}
# Of campaigns that keep what they raise: any of these may go together.
TOGETHER = [REFUNDED_IN_STEPS, DISPUTE_LOST, PARTLY_REFUNDED, REFUNDED_AND_DISPUTED, CHARGED_AFTER_DAYS]


def begin(setting: Setting) -> Play:
    """Write a campaign and its pledges, and return their events."""
    campaign = begin_campaign("creator", setting.campaign)
    pledges = [begin_pledge(campaign, f"backer{place}", setting.begins) for place in range(len(setting.stories))]
    ended = list(zip(pledges, setting.stories, strict=True))
    return Play([told for pledge, story in ended for told in story.told(pledge)], partial(check, campaign, ended))


def begin_campaign(creator_id: str, fields: dict[str, Any]) -> Campaign:
    """Write a campaign that promises something more at a stretch goal, and its creator's account."""
    ensure_account(creator_id)
    known = {"title": "A book of walks", "currency": "eur", "goal": 100, "state": LIVE, "deadline": now() + DAYS}
    goals = [{"amount": STRETCH, "text": "A map"}]
    campaign = Campaign(creator_id=creator_id, stretch_goals=goals, launched_at=now(), **{**known, **fields})
    campaign.create()
    if campaign.state == FUNDED:
        write_all(public_grant(campaign, 0).put)
    write_all(Reward(campaign.id, "print", title="A print", amount=AMOUNT, limit=5).add)
    return campaign


def begin_pledge(campaign: Campaign, backer_id: str, state: str = PENDING) -> Pledge:
    """Write a pledge for a reward, whose page is open or whose card is about to be charged."""
    parties: dict[str, Any] = {"campaign_id": campaign.id, "backer_id": backer_id, "creator_id": campaign.creator_id}
    held = [{"id": "print", "title": "A print", "quantity": 1, "amount": AMOUNT}]
    pledge = Pledge(amount=AMOUNT, fee=FEE, currency="eur", rewards=held, next_at=now() + DAYS, state=state, **parties)
    pledge.is_late = campaign.state == FUNDED
    writes: list[Write] = [pledge.begin, Reward.find_all(campaign.id, ["print"])["print"].reserve(1)]
    if state in PLEDGED:
        pledge.payment_id = intent_id(pledge)
        counted = campaign.move(pledged=AMOUNT, backers=1, authorized=AMOUNT if state == AUTHORIZED else 0)
        writes += [counted, backers_grant(pledge).put]
    write_all(*writes)
    return pledge


def check(campaign: Campaign, ended: Sequence[tuple[Pledge, Story]]) -> None:
    """Check all that the stories leave behind, and that nothing else is there."""
    check_campaign(campaign, ended)
    check_book(campaign.creator_id, [story.balances for _, story in ended])
    assert all(row.is_applied for row in StripeEvent.scan())


def check_campaign(campaign: Campaign, ended: Sequence[tuple[Pledge, Story]]) -> None:
    """Check a campaign's pledges, what they open, their payments, and that its totals are those of all of them."""
    for pledge, story in ended:
        assert Pledge.find(pledge.id).state == story.state
        assert is_backer(pledge) is (story.state in BACKING)
        assert Payment.read(intent_id(pledge)).facts.balances() == story.balances
    found = checked(campaign)
    raised = -sum(story.balances.get("payers", 0) for _, story in ended)
    pledged = AMOUNT * sum(story.state in PLEDGED for _, story in ended)
    backers = sum(story.state in BACKING for _, story in ended)
    assert (found.raised, found.pledged, found.backers_count) == (raised, pledged, backers)
    opened = Grant.held(EVERYBODY, campaign_key(campaign.id))
    assert (opened.level if opened else None) == (int(raised >= STRETCH) if campaign.state == FUNDED else None)
