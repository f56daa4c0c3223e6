"""Appeals: what people answer to what moderators did to them, one for each act."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.safety.actions import ModerationAction

PENDING, APPROVED, REJECTED = "pending", "approved", "rejected"


class StateIndex(GlobalSecondaryIndex["Appeal"]):
    """The appeals of a state, the newest act first."""

    class Meta:
        index_name = "states"
        projection = AllProjection()

    state = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Appeal(Model):
    """What an account says against one act; it is named after the act's row in the log, so each has one.

    `answer` is what whoever decided says to the account.
    """

    class Meta(BaseMeta):
        table_name = table_name("appeals")

    id = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute()
    text = UnicodeAttribute()
    state = UnicodeAttribute(default=PENDING)
    created_at = NumberAttribute(default_for_new=now)
    decided_at = NumberAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    answer = UnicodeAttribute(null=True)
    states = StateIndex()

    def add(self, writes: TransactWrite) -> None:
        """Add the appeal to a transaction, which fails where there is one of this act already."""
        writes.save(self, condition=Appeal.id.does_not_exist())

    def decide(self, state: str, moderator: str, answer: str, writes: TransactWrite) -> None:
        """Add to a transaction how the appeal is decided; it fails where somebody decided it before."""
        is_pending: Condition = Appeal.state == PENDING
        actions: list[Action] = [
            *(Appeal.state.set(state), Appeal.decided_at.set(now()), Appeal.decided_by.set(moderator)),
            *([Appeal.answer.set(answer)] if answer else []),
        ]
        writes.update(Appeal(self.id), actions, condition=is_pending)

    @classmethod
    def in_state(cls, state: str, page: Page) -> "Turned[Appeal]":
        """Return a page of the appeals of a state, the newest act first."""
        return turn(partial(_read, state), lambda row: row.id, page)


def _read(state: str, low: str, high: str, rising: bool, limit: int) -> Iterable[Any]:
    between: Condition = StateIndex.id.between(low, high)
    return Appeal.states.query(state, between, scan_index_forward=rising, limit=limit)


def forget_all(account_id: str) -> bool:
    """Delete the appeals of an account that leaves; False where there are none. The log of what was done stays."""
    there: Condition = Appeal.id.exists()
    rows = ModerationAction.query(account_id, consistent_read=True)
    gone = [guarded(partial(Appeal(row.id).delete, condition=there)) for row in rows]
    return any(gone)
