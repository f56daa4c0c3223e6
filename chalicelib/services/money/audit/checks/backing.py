"""Read what belongs to one campaign: its pledges, and what was paid for them."""

from functools import partial

from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.rounds import each
from chalicelib.services.money.audit.world import by_key

PLEDGES_AT_ONCE = 1000
Backing = tuple[list[Pledge], list[Payment]]


def near(campaign_id: str) -> Backing:
    """Return them by indexes, which may tell of one a moment late."""
    pledges: list[Pledge] = []
    ids = Pledge.ids_after(campaign_id, "", PLEDGES_AT_ONCE)
    while ids:
        pledges += by_key(Pledge, ids)
        ids = Pledge.ids_after(campaign_id, ids[-1], PLEDGES_AT_ONCE)
    paid = each([partial(Payment.ids_of_order, pledge.id) for pledge in pledges])
    return pledges, by_key(Payment, (one for found in paid for one in found))


def whole(campaign_id: str) -> Backing:
    """Return them by consistent scans of all pledges and payments."""
    pledges = [one for one in Pledge.scan_all() if one.campaign_id == campaign_id]
    return pledges, [one for one in Payment.scan_all() if one.campaign_id == campaign_id]
