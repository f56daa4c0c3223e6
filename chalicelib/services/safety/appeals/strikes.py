"""Tell an account what moderators did to it; who of them did it is told to nobody."""

from chalicelib.errors import NotFound
from chalicelib.models.batches import fetch
from chalicelib.models.filling import Filled, fill
from chalicelib.models.paging import Page, Turned
from chalicelib.models.safety import strikes
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.strikes import Strike


def listed(account_id: str, page: Page) -> Filled[Strike]:
    """Return a page of the acts against an account, the newest first, each with its appeal."""

    def read(page: Page) -> Turned[str]:
        turned = ModerationAction.of(account_id, page)
        return Turned([row.id for row in turned.rows], turned.has_more)

    def show(ids: list[str]) -> list[tuple[str, Strike]]:
        found = strikes.joined(account_id, fetch(strikes.keys(account_id, ids)))
        return [(one, found[one]) for one in ids if one in found]

    return fill(read, show, page)


def find(account_id: str, strike_id: str) -> Strike:
    """Return one act against an account, or raise NotFound: that of another account is not there for it."""
    found = find_all([(account_id, strike_id)])
    if strike_id not in found:
        raise NotFound
    return found[strike_id]


def find_all(wanted: list[tuple[str, str]]) -> dict[str, Strike]:
    """Return acts by the accounts and the ids that they have, in one trip; what is not there is left out."""
    rows = fetch([key for account_id, one in wanted for key in strikes.keys(account_id, [one])])
    accounts = {account_id for account_id, _ in wanted}
    return {one: strike for account_id in accounts for one, strike in strikes.joined(account_id, rows).items()}
