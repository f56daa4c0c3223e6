"""Find accounts for those who moderate: everybody, by what they are called or by what was done to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from chalicelib.errors import NotFound
from chalicelib.models.batches import fetch
from chalicelib.models.filling import Filled, fill
from chalicelib.models.paging import Page, Turned, turn, turn_at_hand
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.people.closed import PENDING, SUSPENDED
from chalicelib.models.people.search.account_words import AccountWord
from chalicelib.models.safety.staff import WatchedAccount, ids
from chalicelib.models.words import fold, words
from chalicelib.services.safety import roles

MOST_NAMED, MOST_STAFF = 500, 2000
ACTIVE, NOBODY = "active", "nobody"
# How an account stands that moderators acted on.
MARKS = {"silenced": "silenced_at", "sensitized": "sensitized_at", "disabled": "disabled_at"}
ACTED_ON = {*MARKS, SUSPENDED}


@dataclass(frozen=True)
class Member:
    """An account as a moderator sees it; of one that is gone there is its id alone."""

    id: str
    account: Account | None = None
    credential: Credential | None = None

    @property
    def is_pending(self) -> bool:
        """Tell whether it waits for approval."""
        return self.account is not None and self.account.closed == PENDING

    @property
    def is_suspended(self) -> bool:
        """Tell whether it is suspended, or gone."""
        return self.account is None or self.account.closed == SUSPENDED


@dataclass(frozen=True)
class Sought:
    """Whom a moderator looks for: all that is told must hold. `nobody` as status is a kind that is not there."""

    handle: str = ""
    display_name: str = ""
    email: str = ""
    status: str = ""
    roles: tuple[str, ...] = ()

    def fits(self, account: Account) -> bool:
        """Tell whether an account is one of those."""
        name = fold(account.profile.get("display_name", ""))
        is_called = fold(account.handle).startswith(fold(self.handle)) and fold(self.display_name) in name
        return is_called and self._stands(account) and (not self.roles or account.role in self.roles)

    def _stands(self, account: Account) -> bool:
        if mark := MARKS.get(self.status):
            return bool(getattr(account, mark))
        is_suspended = account.closed == SUSPENDED
        waits = account.closed == PENDING
        stands = {ACTIVE: not is_suspended and not waits, SUSPENDED: is_suspended, PENDING: waits}
        return stands.get(self.status, True)


def find(moderator_id: str, account_id: str) -> Member:
    """Return an account with what only moderators see, or raise NotFound. Raises Forbidden for whoever has no role."""
    roles.expect_staff(moderator_id)
    member = find_all([account_id])[account_id]
    if member.account is None:
        raise NotFound
    return member


def find_all(account_ids: Sequence[str]) -> dict[str, Member]:
    """Return accounts by their ids, in one trip; those that are gone are there with nothing known of them."""
    found = fetch([(model, one, None) for one in account_ids for model in (Account, Credential)])
    made = {}
    for one in account_ids:
        account, credential = found.get((Account, one, None)), found.get((Credential, one, None))
        made[one] = Member(
            one,
            account if isinstance(account, Account) else None,
            credential if isinstance(credential, Credential) else None,
        )
    return made


def listed(moderator_id: str, sought: Sought, page: Page) -> Filled[Member]:
    """Return a page of accounts, the newest first. Raises Forbidden for whoever has no role.

    Of those whose names begin alike so many are looked at as the search of accounts looks at, the shortest names first.
    """
    roles.expect_staff(moderator_id)
    return _listed(sought, page)


def _listed(sought: Sought, page: Page) -> Filled[Member]:

    def show(account_ids: list[str]) -> list[tuple[str, Member]]:
        rows = find_all(account_ids).items()
        return [(one, row) for one, row in rows if row.account is not None and sought.fits(row.account)]

    return fill(_reading(sought), show, page)


def _reading(sought: Sought) -> Callable[[Page], Turned[str]]:
    """Return what reads the ids of those among whom the sought are: of as few as can be."""
    if sought.status == NOBODY:
        return partial(turn_at_hand, [])
    if sought.email:
        return partial(turn_at_hand, _by_address(sought.email))
    if said := sought.handle or sought.display_name:
        prefix = fold(said) if sought.handle else next(iter(words(said)), "")
        return partial(turn_at_hand, AccountWord.beginning_with(prefix, MOST_NAMED))
    if sought.status == PENDING:
        return _pending
    if sought.roles:
        return partial(turn_at_hand, ids())
    return WatchedAccount.page if sought.status in ACTED_ON else _everybody


def _everybody(page: Page) -> Turned[str]:
    return turn(Account.newest.ids, str, page)


def _pending(page: Page) -> Turned[str]:
    return turn(Credential.pending.ids, str, page)


def _by_address(email: str) -> list[str]:
    try:
        return [Name.holder(email.strip().lower())]
    except NotFound:
        return []


def waiting(page: Page) -> Filled[Member]:
    """Return a page of the accounts that wait for approval, the newest first, for the operator."""
    return _listed(Sought(status=PENDING), page)


def staff() -> list[Account]:
    """Return the moderators and admins, the newest account first."""
    found = _listed(Sought(roles=tuple(roles.RANKS)), Page(limit=MOST_STAFF)).shown
    return [row.account for row in found if row.account is not None and roles.rank(row.account)]
