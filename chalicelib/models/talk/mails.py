"""The outbox: mails that are added in other services' transactions, until they are sent."""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, moment, now, table_name

WAITING, SENT, FAILED = "waiting", "sent", "failed"
# The template of a mail that is written from what its account is told as it is sent.
NEWS = "news"
KEPT_SECONDS = 90 * 24 * 3600
# Longer than the timeout of the function that sends.
CLAIM_SECONDS = 90
# The sweeper queues an unsent mail this long after it was added, then after twice that, and so on, up to five hours.
DELAY_SECONDS = 300
MOST_DOUBLINGS = 6
LONGEST_DELAY_SECONDS = DELAY_SECONDS << MOST_DOUBLINGS
# About two days, together with the queue's own retries.
MOST_ATTEMPTS = 40
# The field that becomes a link as it is sent.
STRIKE = "strike"


class WaitingIndex(GlobalSecondaryIndex["Mail"]):
    """Unsent mails, by the time at which the sweeper queues them."""

    class Meta:
        index_name = "waiting"
        projection = KeysOnlyProjection()

    waiting = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class Mail(Model):
    """One mail to one person: to an account, whose address is looked up when it is sent, or to the address `to`.

    The caller chooses the id, which names what the mail is about (`receipt:pi_…`), so that each mail exists once.
    """

    class Meta(BaseMeta):
        table_name = table_name("mails")

    id = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute(null=True)
    to = UnicodeAttribute(null=True)
    # Of a mail to `to`; an account's own is looked up with its address.
    language = UnicodeAttribute(null=True)
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
        """Add a mail to a transaction; an existing mail with the same id, sent or not, stays as it is.

        The write has no condition, so it never fails the transaction. A transaction may add a mail only once.
        """
        writes.update(Mail(mail.id), mail.if_absent())

    def post(self) -> None:
        """Store this mail; an existing mail with the same id, sent or not, stays as it is."""
        Mail(self.id).update(self.if_absent())

    def if_absent(self) -> list[Action]:
        """Return the actions that set each missing attribute.

        They put a mail that was already sent back into the index; the sweeper then removes it again.
        """
        wanted: dict[str, Any] = {name: getattr(self, name) for name in Mail.get_attributes()}
        return [
            getattr(Mail, name).set(getattr(Mail, name) | value)
            for name, value in wanted.items()
            if name != "id" and value is not None
        ]

    @classmethod
    def due_ids(cls, at: int, limit: int) -> list[str]:
        """Return the ids of mails that are due by a moment, the longest due first."""
        return [mail.id for mail in cls.waiting_mails.query("waiting", WaitingIndex.due_at <= at, limit=limit)]

    @classmethod
    def put_off_ids(cls, limit: int) -> list[str]:
        """Return the ids of mails that were tried, all but those that are due again within the first delay."""
        later = WaitingIndex.due_at.between(now() + DELAY_SECONDS + 1, now() + LONGEST_DELAY_SECONDS)
        return [mail.id for mail in cls.waiting_mails.query("waiting", later, limit=limit)]

    def claim(self) -> bool:
        """Claim the mail for the time that sending takes; False if another worker has it or it is not waiting."""
        later = DELAY_SECONDS << min(int(self.attempts), MOST_DOUBLINGS)
        actions: list[Action] = [
            Mail.claimed_until.set(now() + CLAIM_SECONDS),
            Mail.attempts.add(1),
            Mail.due_at.set(now() + later),
        ]
        free = (Mail.state == WAITING) & (Mail.claimed_until <= now())
        return guarded(lambda: self.update(actions, condition=free))

    def end(self, state: str, reason: str = "") -> None:
        """Store the final state, sent or failed, and remove the mail from the sweeper's index."""
        actions: list[Action] = [Mail.state.set(state), Mail.waiting.remove(), Mail.due_at.remove()]
        if reason:
            actions.append(Mail.reason.set(reason))
        guarded(lambda: self.update(actions, condition=Mail.id.exists()))
