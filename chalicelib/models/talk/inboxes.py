"""Up to where an account has cleared what it was told, and what of it it dismissed."""

from collections.abc import Mapping

from pynamodb.attributes import BooleanAttribute, JSONAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import size
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name
from chalicelib.models.paging import key
from chalicelib.models.talk.notifications import KEPT_SECONDS
from chalicelib.models.versions import value_as_read

MOST_DISMISSED = 500
# Each of whom everything is accepted takes twenty bytes that each page reads.
MOST_ACCEPTED = 500


class Inbox(Model):
    """What one account decided of its notifications.

    `dismissed` has ids of follows, wishes to follow and likes, which have no row that could be taken away, and
    `<group> <id>` for what a group had up to an id; `from-<account> <id>` stands for what was filtered of somebody.
    `policy` says what becomes of what whom does, and `accepted` of whom everything is told whatever it says.
    """

    class Meta(BaseMeta):
        table_name = table_name("inboxes")

    account_id = UnicodeAttribute(hash_key=True)
    cleared_to = UnicodeAttribute(null=True)
    dismissed = UnicodeSetAttribute(null=True)
    policy = JSONAttribute(null=True)
    accepted = UnicodeSetAttribute(null=True)
    # Whether the account has a role, and so is told what is for the staff alone; written with the role.
    is_staff = BooleanAttribute(null=True)
    # Of what the account wishes mails, up to where it was mailed, and by which secret a mail ends them.
    mailed = UnicodeSetAttribute(null=True)
    mailed_to = UnicodeAttribute(null=True)
    mail_secret = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, account_id: str) -> "Inbox":
        """Return an account's row, read consistently; an empty one where there is none."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(account_id)

    @property
    def floor(self) -> str:
        """Return the id below which nothing is told: what was cleared, and what is older than it is kept."""
        kept = key((now() - KEPT_SECONDS) * 1000 << 16)
        return max(self.cleared_to or kept, kept)

    @classmethod
    def clear(cls, account_id: str) -> None:
        """Tell no more of anything that was told until now: one write, however much that is."""
        cls(account_id).update([cls.cleared_to.set(new_id())])

    def hides(self, notification_id: str, group: str) -> bool:
        """Tell whether a notification was cleared or dismissed, by itself or with its group."""
        held = self.dismissed or set()
        return (
            notification_id <= self.floor
            or notification_id in held
            or any(entry.startswith(f"{group} ") and notification_id <= entry.split(" ")[1] for entry in held)
        )

    def has_turned_down(self, notification_id: str, from_id: str) -> bool:
        """Tell whether what was filtered of somebody was dismissed up to an id."""
        held = (entry for entry in self.dismissed or () if entry.startswith(f"from-{from_id} "))
        return any(notification_id <= entry.split(" ")[1] for entry in held)

    def replace_policy(self, policy: Mapping[str, str]) -> bool:
        """Write what becomes of what whom does; False where another device changed it since the row was read."""
        actions: list[Action] = [Inbox.policy.set(dict(policy))]
        same = value_as_read(Inbox.policy, self.policy)
        return guarded(lambda: Inbox(self.account_id).update(actions, condition=same))

    @classmethod
    def accept(cls, account_id: str, from_ids: set[str]) -> bool:
        """Tell everything of some from now on, whatever the policy says; False where there are too many of them."""
        few = cls.accepted.does_not_exist() | (size(cls.accepted) <= MOST_ACCEPTED - len(from_ids))
        return guarded(lambda: cls(account_id).update([cls.accepted.add(from_ids)], condition=few))

    def choose_mails(self, wanted: set[str], secret: str) -> bool:
        """Write of what an account wishes mails, of what happens from now on; the secret of before stays.

        False where that was changed since the row was read.
        """
        actions: list[Action] = [Inbox.mail_secret.set(Inbox.mail_secret | secret), Inbox.mailed_to.set(new_id())]
        actions.append(Inbox.mailed.set(wanted) if wanted else Inbox.mailed.remove())
        same = value_as_read(Inbox.mailed, self.mailed or None)
        return guarded(lambda: Inbox(self.account_id).update(actions, condition=same))

    @classmethod
    def end_mails(cls, account_id: str) -> None:
        """Write that an account wishes no mails, whatever it wished."""
        cls(account_id).update([cls.mailed.remove(), cls.mailed_to.set(new_id())])

    @classmethod
    def note_mailed(cls, account_id: str, notification_id: str) -> None:
        """Note up to where an account was mailed."""
        cls(account_id).update([cls.mailed_to.set(notification_id)])

    def dismiss(self, *entries: str) -> None:
        """Tell no more of some ids, or of what a group had up to an id; of very many, the oldest come back."""
        held = sorted(self.dismissed or (), key=lambda one: one.split(" ")[-1], reverse=True)
        # A dismissal that is cut here leaves one too many for the next: nothing comes back for nothing.
        Inbox(self.account_id).update([Inbox.dismissed.add(set(entries))])
        if oldest := set(held[MOST_DISMISSED - len(entries) :]):
            Inbox(self.account_id).update([Inbox.dismissed.delete(oldest)])
