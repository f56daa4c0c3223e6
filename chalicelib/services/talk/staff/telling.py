"""Tell the staff who waits to be let in, and what was reported, as `models/talk/staff_news.py` promised."""

from collections.abc import Iterator
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import PENDING
from chalicelib.models.safety import staff
from chalicelib.models.talk.notifications import SIGN_UP, Notification
from chalicelib.services import news, promises


def tell(message: dict[str, Any]) -> None:
    """Tell everybody who has a role at this moment, but for whom a report is about or by. May run twice."""
    kind, from_id, about = message["staff"], message["from_id"], message.get("about") or {}
    if kind != SIGN_UP or _waits(from_id):
        # Whoever is reported does not learn of it, nor by whom.
        told = [one for one in _on_duty() if one not in (from_id, about.get("target_id"))]
        for account_id in told:
            Notification.of(account_id, kind, message["occasion"], from_id, **about).post()
        news.hint(*told)
    promises.keep(message.get("promise", ""))


def _waits(account_id: str) -> bool:
    try:
        return Account.find(account_id).closed == PENDING
    except NotFound:
        return False


def _on_duty() -> Iterator[str]:
    """Yield who has a role and may sign in."""
    for row in fetch([(Account, account_id, None) for account_id in staff.ids()]).values():
        if isinstance(row, Account) and row.role and not (row.closed or row.disabled_at):
            yield row.id
