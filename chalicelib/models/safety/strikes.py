"""Strikes: the rows of the log that are acts against an account, each with the account's appeal where there is one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.models.base import Model, now
from chalicelib.models.batches import Key
from chalicelib.models.safety.actions import (
    DELETE_POST,
    DISABLE,
    ENABLE,
    SENSITIVE,
    SILENCE,
    SUSPEND,
    UNSENSITIVE,
    UNSILENCE,
    UNSUSPEND,
    WARN,
    ModerationAction,
)
from chalicelib.models.safety.appeals import Appeal

# What is done against an account, and what takes it back; a warning was read, and a deleted post is gone.
ENDED_BY = {
    WARN: "",
    DELETE_POST: "",
    SENSITIVE: UNSENSITIVE,
    DISABLE: ENABLE,
    SILENCE: UNSILENCE,
    SUSPEND: UNSUSPEND,
}
# As Mastodon has it.
APPEAL_SECONDS = 20 * 24 * 3600


def ends_at(action: ModerationAction) -> int:
    """Return until when an act can be appealed."""
    return int(action.taken_at) + APPEAL_SECONDS


@dataclass(frozen=True)
class Strike:
    """One act against an account, with its appeal where there is one."""

    action: ModerationAction
    appeal: Appeal | None = None

    @property
    def id(self) -> str:
        """Return the id of the act."""
        return str(self.action.id)

    @property
    def may_appeal(self) -> bool:
        """Tell whether the account may appeal at this moment."""
        return self.appeal is None and now() < ends_at(self.action)


def keys(account_id: str, strike_ids: Iterable[str]) -> list[Key]:
    """Return the rows that strikes of an account are made of."""
    return [key for one in strike_ids if one for key in ((ModerationAction, account_id, one), (Appeal, one, None))]


def joined(account_id: str, rows: Mapping[Key, Model]) -> dict[str, Strike]:
    """Return the strikes of an account among rows that were read, by their ids."""
    appeals = {row.id: row for row in rows.values() if isinstance(row, Appeal)}
    return {
        row.id: Strike(row, appeals.get(row.id))
        for row in rows.values()
        if isinstance(row, ModerationAction) and row.account_id == account_id and row.name in ENDED_BY
    }
