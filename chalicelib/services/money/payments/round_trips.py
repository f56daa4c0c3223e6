"""Limit payments that go back: Stripe keeps its fee of each, and the platform pays it.

Who takes back or gives back is counted in number and in worth, within windows that begin anew. The first of a window is
never too dear, and an operator's refund in Stripe's Dashboard is not counted.
"""

from collections.abc import Mapping

from chalicelib.errors import TooManyRequests, Unprocessable
from chalicelib.models.money import currencies
from chalicelib.models.money.funding.campaigns import KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import DUPLICATE, SUPERSEDED
from chalicelib.models.money.worth import LARGEST_AT_ONCE, charge_worth, dollars_worth
from chalicelib.models.safety.limits import Limit

DAY = 86_400
MONTH = 30 * DAY
Limits = tuple[tuple[int, int], ...]
# Why a payment was not accepted by its order: another amount, or another payment than the first; or its campaign or
# its pledge had ended.
WRONG, ENDED = "wrong", "ended"

# (most, within seconds): how many, and worth how many US dollars together.
TAKEN_BY_BACKER: Limits = ((5, DAY), (10, MONTH))
TAKEN_WORTH_BY_BACKER = 2_000
# A campaign may turn out to be a fraud: its backers may be many, and the day after is early enough.
TAKEN_FROM_CREATOR: Limits = ((200, DAY), (600, MONTH))
GIVEN_BY_CREATOR: Limits = ((50, DAY), (200, MONTH))
GIVEN_WORTH_BY_CREATOR = 5_000
CAMPAIGNS_CANCELLED: Limits = ((2, MONTH),)
# Of one creator: under way, or having given back within the window, together.
CAMPAIGNS_AT_RISK = 3
CAMPAIGNS_LAUNCHED: Limits = ((5, DAY),)
# What goes back because offers changed is not refused: from here on nothing is sold instead. It is counted apart from
# what creators give back themselves, since strangers who pay such pages have a hand in it.
SUPERSEDED_UNTIL_SALES_PAUSE = 100
SUPERSEDED_WORTH_UNTIL_SALES_PAUSE = 5_000

TAKEN_TOO_OFTEN = "You have taken back many pledges; try again later"
TAKEN_FROM_TOO_OFTEN = "Many backers take back their pledges at the moment; try again tomorrow, or ask the creator"
UNDONE_TOO_OFTEN = "Many of your payments could not be accepted and went back; try again later"
GIVEN_TOO_OFTEN = "You have given back many payments; try again later, or ask the server's operator to refund it"
CANCELLED_TOO_OFTEN = "You have cancelled two campaigns after payments within 30 days; ask the server's operator"
LAUNCHED_TOO_OFTEN = "Two of your campaigns gave back what they had charged within 30 days; ask the server's operator"
TOO_MANY_UNDER_WAY = "You have too many campaigns under way, or that gave back what they charged within 30 days"
SALES_PAUSE = "Many payments went back as this creator changed offers; this creator sells nothing for some days"


def check_pledge(backer_id: str, campaign: Campaign, amount: int) -> None:
    """Refuse a pledge that is charged at once from a backer who keeps taking such back, or one that is too large.

    Raises TooManyRequests or Unprocessable. A pledge that only saves a card costs nothing, and is not limited here.
    """
    if campaign.kind != KEEP and not campaign.is_open_late:
        return
    check_payer(backer_id)
    most = charge_worth(LARGEST_AT_ONCE, str(campaign.currency))
    if amount > most:
        limits = currencies.range_text(str(campaign.currency), most)
        raise Unprocessable(f"Validation failed: A pledge that is charged at once must be from {limits}")
    # A late pledge is not taken back.
    for limit, seconds in TAKEN_BY_BACKER if campaign.kind == KEEP else ():
        Limit.expect_below(f"taken-back:{backer_id}", limit, seconds, TAKEN_TOO_OFTEN)


def check_payer(payer_id: str) -> None:
    """Refuse a page that charges at once to whom payments keep going back by themselves, or raise TooManyRequests."""
    for most, seconds in TAKEN_BY_BACKER:
        Limit.expect_below(f"undone:{payer_id}", most, seconds, UNDONE_TOO_OFTEN)
    Limit.expect_below(f"undone:{payer_id}|worth", TAKEN_WORTH_BY_BACKER, MONTH, UNDONE_TOO_OFTEN)


def take_back(pledge: Pledge) -> None:
    """Count that a backer takes back a pledge that was paid, or raise TooManyRequests."""
    backer = f"taken-back:{pledge.backer_id}"
    _count(backer, TAKEN_BY_BACKER, TAKEN_TOO_OFTEN)
    _count_worth(backer, int(pledge.amount), str(pledge.currency), TAKEN_WORTH_BY_BACKER, TAKEN_TOO_OFTEN)
    _count(f"taken-from:{pledge.creator_id}", TAKEN_FROM_CREATOR, TAKEN_FROM_TOO_OFTEN)


def give_back(creator_id: str, payment: Payment) -> None:
    """Count once that a creator gives back a payment, or raise TooManyRequests; further parts of it are free.

    Stripe keeps the whole fee with the first part already. Whoever asks again, because the payment changed meanwhile or
    a run was cut, was counted. That is noted last: of several requests at once none is free for another's sake.
    """
    counted = f"given-back-of:{payment.id}"
    if payment.wanted or payment.facts.refunded or Limit.counted(counted, MONTH):
        return
    creator, facts = f"given-back:{creator_id}", payment.facts
    _count(creator, GIVEN_BY_CREATOR, GIVEN_TOO_OFTEN)
    _count_worth(creator, facts.paid, str(payment.currency), GIVEN_WORTH_BY_CREATOR, GIVEN_TOO_OFTEN)
    Limit.tally(counted, MONTH)


def count_undone(origin: Origin, undone: Mapping[str, int], *, is_first_seen: bool) -> None:
    """Count payments that go back by themselves, for whoever has caused it; they are never refused.

    `undone` are amounts by request. What goes back because an offer changed counts for its creator, and for its payer:
    either may have meant it. What goes back because a campaign has ended counts for its payer only where it was first
    seen then: what was accepted before goes back with its campaign, which is its creator's doing.
    """
    for request_id, amount in undone.items():
        reason = request_id.partition(":")[0]
        if reason == SUPERSEDED:
            Limit.tally(f"superseded:{origin.creator_id}", MONTH)
            most = SUPERSEDED_WORTH_UNTIL_SALES_PAUSE
            _add_worth(f"superseded:{origin.creator_id}", amount, origin.currency, most)
        elif reason in {DUPLICATE, WRONG} or (reason == ENDED and is_first_seen):
            _add(f"taken-back:{origin.payer_id}", TAKEN_BY_BACKER)
        else:
            continue
        _add(f"undone:{origin.payer_id}", TAKEN_BY_BACKER)
        _add_worth(f"undone:{origin.payer_id}", amount, origin.currency, TAKEN_WORTH_BY_BACKER)


def _add(key: str, limits: Limits) -> None:
    for _, seconds in limits:
        Limit.tally(key, seconds)


def _add_worth(key: str, amount: int, currency: str, most: int) -> None:
    """Count what a payment is worth, up to what is still allowed: the first of a window stops nobody alone."""
    Limit.tally(f"{key}|worth", MONTH, min(dollars_worth(amount, currency), most - 1))


def cancel_campaign(campaign: Campaign) -> None:
    """Count that a creator cancels a campaign that was paid for, or raise TooManyRequests."""
    if campaign.raised:
        _count(f"campaign-cancelled:{campaign.creator_id}", CAMPAIGNS_CANCELLED, CANCELLED_TOO_OFTEN)


def count_failed(campaign: Campaign) -> None:
    """Count that a campaign failed after it was paid for, as if its creator had cancelled it; it is never refused."""
    if campaign.raised:
        _add(f"campaign-cancelled:{campaign.creator_id}", CAMPAIGNS_CANCELLED)


def check_launch(creator_id: str) -> None:
    """Count a launch, and refuse it to whose campaigns keep giving back payments, or may: raises TooManyRequests.

    Each campaign that is under way may give back all that it charged before anybody knows of another one that did.
    """
    for most, seconds in CAMPAIGNS_CANCELLED:
        Limit.expect_below(f"campaign-cancelled:{creator_id}", most, seconds, LAUNCHED_TOO_OFTEN)
    gave_back = Limit.counted(f"campaign-cancelled:{creator_id}", MONTH)
    if gave_back + Campaign.under_way(creator_id) >= CAMPAIGNS_AT_RISK:
        raise TooManyRequests(TOO_MANY_UNDER_WAY, headers={"Retry-After": str(DAY)})
    # Of launches at the same moment none sees the other.
    _count(f"campaign-launched:{creator_id}", CAMPAIGNS_LAUNCHED, TOO_MANY_UNDER_WAY)


def check_sales(creator_id: str) -> None:
    """Refuse a page of a creator of whom too many payments went back, or raise TooManyRequests."""
    key = f"superseded:{creator_id}"
    Limit.expect_below(key, SUPERSEDED_UNTIL_SALES_PAUSE, MONTH, SALES_PAUSE)
    Limit.expect_below(f"{key}|worth", SUPERSEDED_WORTH_UNTIL_SALES_PAUSE, MONTH, SALES_PAUSE)


def _count(key: str, limits: Limits, reason: str) -> None:
    for most, seconds in limits:
        Limit.hit(key, most, seconds, reason)


def _count_worth(key: str, amount: int, currency: str, most: int, reason: str) -> None:
    Limit.hit(f"{key}|worth", most, MONTH, reason, by=dollars_worth(amount, currency))
