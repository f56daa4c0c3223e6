"""The log of what moderators did: rows are added, and never changed or deleted."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, is_key, new_id, now, table_name
from chalicelib.models.paging import Page, Turned, turn

# Rows about a mail domain, an address or a trend have this in place of an account, and what they are about as reason.
ABOUT_NOBODY = "0"
# The whole log lies under one key of its index: moderators act a few times a minute at most.
ALL = "all"
SILENCE, UNSILENCE, SUSPEND, UNSUSPEND = "silence", "unsilence", "suspend", "unsuspend"
DISABLE, ENABLE, SENSITIVE, UNSENSITIVE = "disable", "enable", "sensitive", "unsensitive"
APPROVE, REJECT = "approve", "reject"
BLOCK_DOMAIN, UNBLOCK_DOMAIN = "block e-mail domain", "unblock e-mail domain"
BLOCK_ADDRESS, UNBLOCK_ADDRESS = "block e-mail address", "unblock e-mail address"
WARN, DELETE_POST, CLOSE_REPORT = "warn", "delete post", "close report"
TAKE_REPORT, LEAVE_REPORT = "assign report", "unassign report"
REOPEN_REPORT, CHANGE_REPORT = "reopen report", "change report"
APPROVE_APPEAL, REJECT_APPEAL = "approve appeal", "reject appeal"
REJECT_TREND, APPROVE_TREND = "reject trend", "approve trend"


class LogIndex(GlobalSecondaryIndex["ModerationAction"]):
    """All actions, the newest first."""

    class Meta:
        index_name = "log"
        projection = AllProjection()

    log = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ModerationAction(Model):
    """What a moderator did to an account: who, what, when and why.

    `post_id` is the post that was deleted, `report_id` the report that it answers, `words` what the post said.
    """

    class Meta(BaseMeta):
        table_name = table_name("moderation_actions")

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    name = UnicodeAttribute()
    moderator = UnicodeAttribute()
    # The account of whoever acted through the API; the operator's command line has none.
    moderator_id = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    post_id = UnicodeAttribute(null=True)
    report_id = UnicodeAttribute(null=True)
    words = JSONAttribute(null=True)
    taken_at = NumberAttribute(default_for_new=now)
    log = UnicodeAttribute(default_for_new=ALL)
    all_actions = LogIndex()

    @property
    def said(self) -> str | None:
        """Return what a deleted post said, its caption or else its warning; None where no post was deleted."""
        return (self.words["caption"] or self.words["spoiler"]) if self.words else None

    @classmethod
    def made(cls, account_id: str, name: str, **told: Any) -> "ModerationAction":
        """Return a new row, to be added to the transaction of what it tells."""
        return cls(account_id, new_id(), name=name, **told)

    def add(self, writes: TransactWrite) -> None:
        """Add the row to a transaction; never in place of one that is there."""
        writes.save(self, condition=ModerationAction.account_id.does_not_exist())

    @classmethod
    def of(cls, account_id: str, page: Page) -> "Turned[ModerationAction]":
        """Return a page of what was done to an account."""
        if not is_key(account_id):
            return Turned()
        return turn(partial(_read, cls, cls.id, account_id), lambda row: row.id, page)

    @classmethod
    def newest(cls, page: Page) -> "Turned[ModerationAction]":
        """Return a page of what was done to anybody."""
        return turn(partial(_read, cls.all_actions, LogIndex.id, ALL), lambda row: row.id, page)


def _read(source: Any, id_key: Any, name: str, low: str, high: str, rising: bool, limit: int) -> Iterable[Any]:
    between: Condition = id_key.between(low, high)
    return source.query(name, between, scan_index_forward=rising, limit=limit)  # type: ignore[no-any-return]
