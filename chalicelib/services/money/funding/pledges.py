"""Begin, change and cancel pledges to campaigns."""

from collections.abc import Iterator

from chalicelib.errors import NotFound, RossgramError, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.funding.backings import Backing
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import CANCELLED, COLLECTED, EXPIRED, HELD, PENDING, Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.services.money.creators.sellers import fee_of_amount, find_seller
from chalicelib.services.money.funding import campaigns, checkout, outcomes, selections, sessions
from chalicelib.services.money.funding.selections import CheckedSelection, Selection
from chalicelib.services.money.payments import round_trips
from chalicelib.services.money.selling.pages import visits
from chalicelib.services.people.relationships import blocks

RACES = 8
# A younger pledge without a session is still being created.
BEGINNING_SECONDS = 120
CLOSED = "Validation failed: This campaign takes no pledges at the moment"
HAS_ONE = "Validation failed: You have a pledge to this campaign already: change it, or cancel it first"
TOO_LATE = "Validation failed: Pledges cannot be changed after the campaign's end"


def begin(backer_id: str, campaign_id: str, selection: Selection, address: str = "") -> tuple[Pledge, str]:
    """Begin a pledge, and return it with the address of the Checkout page on which it is paid or its card is saved.

    Its rewards are reserved as long as that page is open. A page that the backer left open before is closed.
    Raises Unprocessable where the campaign is closed or a reward is sold out. A crash before the page is open leaves a
    pending pledge, which the sweeper expires.
    """
    campaign = campaigns.find(backer_id, campaign_id)
    if campaign.creator_id == backer_id:
        raise Unprocessable("Validation failed: This campaign is yours")
    blocks.find_open(backer_id, campaign.creator_id)
    if not campaign.takes_pledges:
        raise Unprocessable(CLOSED)
    closes_at = checkout.closing_time(campaign)
    checked = selections.check(campaign, selection)
    seller = find_seller(campaign.creator_id)
    round_trips.check_pledge(backer_id, campaign, checked.selection.amount)
    visits.count(backer_id, address, campaign.creator_id)
    _expire_abandoned(campaign_id, backer_id)
    pledge = _pledge(backer_id, campaign, checked, closes_at)
    _write_new(pledge, campaign, checked)
    try:
        page = checkout.open_page(pledge, campaign, seller.stripe_account_id, closes_at)
    except RossgramError:
        # If Stripe opened a page nevertheless, nobody has its address.
        _end(pledge, EXPIRED)
        raise
    return Pledge.find(pledge.id), page


def _pledge(backer_id: str, campaign: Campaign, checked: CheckedSelection, closes_at: int) -> Pledge:
    return Pledge(
        campaign_id=campaign.id,
        backer_id=backer_id,
        creator_id=campaign.creator_id,
        amount=checked.selection.amount,
        fee=fee_of_amount(checked.selection.amount, str(campaign.currency)),
        currency=campaign.currency,
        rewards=checked.held(),
        is_anonymous=checked.selection.is_anonymous,
        is_late=campaign.is_open_late,
        next_at=closes_at + checkout.SETTLING_SECONDS,
    )


def _write_new(pledge: Pledge, campaign: Campaign, checked: CheckedSelection) -> None:
    still = campaign.while_open() if not pledge.is_late else campaign.while_in(campaign.state)
    reserved = [reward.reserve(quantity) for reward, quantity in checked.rewards]
    try:
        write_all(campaign.move(only_if=still), pledge.begin, *reserved)
    except GuardFailed as failed:
        # pynamodb sends checks first (the campaign), then puts (pledge, backing), then updates (rewards).
        refusals = {0: CLOSED, 1: HAS_ONE, 2: HAS_ONE}
        raise Unprocessable(refusals.get(failed.positions[0], selections.SOLD_OUT)) from failed


def _expire_abandoned(campaign_id: str, backer_id: str) -> None:
    """Expire the backer's pledge whose Checkout page was abandoned; raise Unprocessable for any other pledge."""
    pledge_id = Backing.of(campaign_id, backer_id)
    if pledge_id is None:
        return
    before = Pledge.find(pledge_id)
    if before.ended_at:
        return
    is_beginning = not before.session_id and before.created_at > now() - BEGINNING_SECONDS
    if before.state != PENDING or is_beginning or not checkout.close_page(before) or not _end(before, EXPIRED):
        raise Unprocessable(HAS_ONE)


def _end(pledge: Pledge, state: str) -> bool:
    try:
        write_all(*pledge.end(state))
    except GuardFailed:
        return False
    return True


def change(backer_id: str, campaign_id: str, selection: Selection) -> Pledge:
    """Change a pledge whose card is saved: at once, and without Stripe, since nothing was charged.

    What was paid at once (kept, or late) cannot be changed: cancel it and pledge again. Raises Unprocessable.
    """
    for pledge, campaign in _tries(backer_id, campaign_id):
        if pledge.state != HELD:
            raise Unprocessable("Validation failed: Only a pledge whose card is saved can be changed")
        checked = selections.check(campaign, selection)
        checked.check_stock(pledge.rewards)
        changed = pledge.to(
            HELD,
            amount=selection.amount,
            fee=fee_of_amount(selection.amount, str(campaign.currency)),
            rewards=checked.held(),
            is_anonymous=selection.is_anonymous,
        )
        moved = campaign.move(pledged=selection.amount - int(pledge.amount), only_if=campaign.while_open())
        if _try_write(changed, moved, *_exchange(pledge, checked)):
            return Pledge.find(pledge.id)
    raise Unavailable


def _exchange(pledge: Pledge, checked: CheckedSelection) -> list[Write]:
    """Return the writes that reserve additional rewards, and release those that are not wanted any more."""
    had = {held["id"]: int(held["quantity"]) for held in pledge.rewards}
    writes = []
    for reward, quantity in checked.rewards:
        more = quantity - had.pop(reward.id, 0)
        if more > 0:
            writes.append(reward.reserve(more))
        elif more < 0:
            writes.append(Reward.release(pledge.campaign_id, reward.id, -more))
    return writes + [Reward.release(pledge.campaign_id, reward_id, quantity) for reward_id, quantity in had.items()]


def cancel(backer_id: str, campaign_id: str) -> Pledge:
    """Cancel a pledge while the campaign is live; a payment is refunded in full.

    Raises TooManyRequests where that costs too many of Stripe's fees.
    """
    is_counted = False
    for pledge, campaign in _tries(backer_id, campaign_id):
        if pledge.state == COLLECTED and not is_counted:
            round_trips.take_back(pledge)
            is_counted = True
        if pledge.state == PENDING:
            # The event of a completed page is on its way, and decides.
            if not checkout.close_page(pledge):
                raise Unprocessable("Validation failed: This pledge is being made; try again in a minute")
            writes = pledge.end(CANCELLED)
        else:
            writes = _cancelling(pledge, campaign)
        if _try_write(*writes):
            ended = Pledge.find(pledge.id)
            if ended.payment_id:
                sessions.ensure_refunded(ended)
            return Pledge.find(pledge.id)
    raise Unavailable


def _cancelling(pledge: Pledge, campaign: Campaign) -> list[Write]:
    is_held = pledge.state == HELD
    if not is_held and pledge.state != COLLECTED:
        raise Unprocessable(TOO_LATE)
    moved = campaign.move(pledged=-int(pledge.amount) if is_held else 0, backers=-1, only_if=campaign.while_open())
    return [*pledge.end(CANCELLED, next_at=None if is_held else now()), moved, *outcomes.revoke_writes(pledge)]


def _try_write(*writes: Write) -> bool:
    try:
        write_all(*writes)
    except GuardFailed:
        return False
    return True


def _tries(backer_id: str, campaign_id: str) -> Iterator[tuple[Pledge, Campaign]]:
    """Yield an account's pledge with its open campaign, read again for each try. Raises NotFound or Unprocessable."""
    for _ in range(RACES):
        pledge, campaign = find_own(backer_id, campaign_id), Campaign.find(campaign_id)
        if not campaign.is_open:
            raise Unprocessable(TOO_LATE)
        yield pledge, campaign


def find_own(backer_id: str, campaign_id: str) -> Pledge:
    """Return an account's pledge to a campaign, or raise NotFound."""
    pledge_id = Backing.of(campaign_id, backer_id)
    if pledge_id is None:
        raise NotFound
    pledge = Pledge.find(pledge_id)
    if pledge.ended_at:
        raise NotFound
    return pledge
