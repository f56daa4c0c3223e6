"""Check that a campaign's totals are the sums of its payments and pledges."""

from collections.abc import Iterable, Iterator

from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, BACKING, PLEDGED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, confirm
from chalicelib.services.money.audit.checks import backing
from chalicelib.services.money.audit.world import rows

Totals = dict[str, int]
NAMES = ("raised", "pledged", "authorized", "backers_count")


def _stored(campaign: Campaign) -> Totals:
    return {name: int(getattr(campaign, name)) for name in NAMES}


def _derived(raised: int, pledges: Iterable[Pledge]) -> Totals:
    known = list(pledges)
    pledged = sum(int(one.amount) for one in known if one.state in PLEDGED)
    authorized = sum(int(one.amount) for one in known if one.state == AUTHORIZED)
    backers = sum(one.state in BACKING for one in known)
    return {"raised": raised, "pledged": pledged, "authorized": authorized, "backers_count": backers}


def _suspects(books: Books) -> Iterator[str]:
    pledges: dict[str, list[Pledge]] = {}
    for pledge in rows(Pledge):
        pledges.setdefault(pledge.campaign_id, []).append(pledge)
    for campaign in rows(Campaign):
        if _stored(campaign) != _derived(books.raised.get(campaign.id, 0), pledges.get(campaign.id, ())):
            yield campaign.id


def _examine(books: Books, campaign_id: str) -> Difference | None:
    del books

    def derive(pledges: list[Pledge], payments: list[Payment]) -> Totals:
        return _derived(sum(one.counted for one in payments), pledges)

    return confirm(
        "campaign",
        campaign_id,
        lambda: _stored(Campaign.find(campaign_id)),
        lambda: derive(*backing.near(campaign_id)),
        lambda: derive(*backing.whole(campaign_id)),
    )


def _repair(books: Books, found: Difference) -> None:
    del books
    moved = {name: found.derived[name] - found.stored[name] for name in found.stored}
    backers = moved.pop("backers_count")
    write_all(Campaign(found.id).move(**moved, backers=backers))


CHECKS = (Check(_suspects, _examine, _repair),)
