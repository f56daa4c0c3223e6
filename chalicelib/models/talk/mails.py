"""The outbox: mails that somebody's transaction promised, until they are sent."""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, moment, now, table_name

WAITING, SENT, FAILED = "waiting", "sent", "failed"
KEPT_SECONDS = 90 * 24 * 3600
# Longer than the function that sends may run.
CLAIM_SECONDS = 90
# The sweeper looks after a mail this long after it was written, then after twice that, and so on: five hours at most.
DELAY_SECONDS = 300
MOST_DOUBLINGS = 6
# With the queue's own tries, the better part of two days.
MOST_ATTEMPTS = 40


class WaitingIndex(GlobalSecondaryIndex["Mail"]):
    """Mails that the sweeper has to look at, by the time when."""

    class Meta:
        index_name = "waiting"
        projection = KeysOnlyProjection()

    waiting = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class Mail(Model):
    """One mail to one person: the account whose address is looked up when it is sent, or the address `to`.

    The id is given by whoever writes it and says what the mail is of (`receipt:pi_…`), so that it exists once.
    """

    class Meta(BaseMeta):
        table_name = table_name("mails")

    id = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute(null=True)
    to = UnicodeAttribute(null=True)
    template = UnicodeAttribute()
    fields = JSONAttribute(default=dict)
    state = UnicodeAttribute(default=WAITING)
    reason = UnicodeAttribute(null=True)
    attempts = NumberAttribute(default=0)
    claimed_until = NumberAttribute(default=0)
    created_at = NumberAttribute(default=now)
    waiting = UnicodeAttribute(null=True, default_for_new="waiting")
    due_at = NumberAttribute(null=True, default_for_new=lambda: now() + DELAY_SECONDS)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + KEPT_SECONDS))
    waiting_mails = WaitingIndex()

    @staticmethod
    def add(writes: TransactWrite, mail: "Mail") -> None:
        """Add to a transaction that a mail is to be sent; a mail with that id, sent or not, stays as it is.

        It has no condition, so it never fails the transaction. One transaction may add a mail once.
        """
        writes.update(Mail(mail.id), mail.if_absent())

    def post(self) -> None:
        """Write down that this mail is to be sent; a mail with that id, sent or not, stays as it is."""
        Mail(self.id).update(self.if_absent())

    def if_absent(self) -> list[Action]:
        """Return what sets each attribute that is not there yet.

        What was sent gets its place in the index back by that, and loses it again when it is looked at.
        """
        wanted: dict[str, Any] = {name: getattr(self, name) for name in Mail.get_attributes()}
        return [
            getattr(Mail, name).set(getattr(Mail, name) | value)
            for name, value in wanted.items()
            if name != "id" and value is not None
        ]

    @classmethod
    def due_ids(cls, at: int, limit: int) -> list[str]:
        """Return the ids of mails that should have been sent by then, the longest due first."""
        return [mail.id for mail in cls.waiting_mails.query("waiting", WaitingIndex.due_at <= at, limit=limit)]

    def claim(self) -> bool:
        """Take the mail for the time that sending takes; False where somebody has it, or it is not waiting."""
        later = DELAY_SECONDS << min(int(self.attempts), MOST_DOUBLINGS)
        actions: list[Action] = [
            Mail.claimed_until.set(now() + CLAIM_SECONDS),
            Mail.attempts.add(1),
            Mail.due_at.set(now() + later),
        ]
        free = (Mail.state == WAITING) & (Mail.claimed_until <= now())
        return guarded(lambda: self.update(actions, condition=free))

    def end(self, state: str, reason: str = "") -> None:
        """Write down how it ended, sent or failed, and take it off the sweeper's list."""
        actions: list[Action] = [Mail.state.set(state), Mail.waiting.remove(), Mail.due_at.remove()]
        if reason:
            actions.append(Mail.reason.set(reason))
        guarded(lambda: self.update(actions, condition=Mail.id.exists()))
