"""Payments: one row for each PaymentIntent, with its facts and its origin."""

from collections.abc import Sequence

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, moment, now, table_name, transact
from chalicelib.models.money.creators.ledger import Balance, Entry, difference
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.operations import Ending, Operation
from chalicelib.models.money.payments.origins import Origin, Write
from chalicelib.models.money.payments.payment_indexes import ChargeIndex, DueIndex, OrderIndex
from chalicelib.models.money.payments.stripe_events import StripeEvent

# How long facts wait for their payment to be known: longer than Stripe lists its events.
PARKED_SECONDS = 40 * 86400


class Payment(Model):
    """One PaymentIntent. `wanted` are requested refunds: amounts by the id of the request.

    `operation` is the write at Stripe that is under way. A row without a `kind` only holds facts that arrived before
    the payment itself; such a row expires.
    """

    class Meta(BaseMeta):
        table_name = table_name("payments")

    id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=0)
    known = JSONAttribute(default=dict)
    wanted = JSONAttribute(default=dict)
    operation = JSONAttribute(null=True)
    kind = UnicodeAttribute(null=True)
    order_id = UnicodeAttribute(null=True)
    creator_id = UnicodeAttribute(null=True)
    payer_id = UnicodeAttribute(null=True)
    campaign_id = UnicodeAttribute(null=True)
    currency = UnicodeAttribute(null=True)
    charge_id = UnicodeAttribute(null=True)
    transfer_id = UnicodeAttribute(null=True)
    created_at = NumberAttribute(default=now)
    due = UnicodeAttribute(null=True)
    due_at = NumberAttribute(null=True)
    due_since = NumberAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    due_index = DueIndex()
    orders = OrderIndex()
    charges = ChargeIndex()

    @classmethod
    def read(cls, payment_id: str) -> "Payment":
        """Return a payment, read consistently, or an empty one that is not stored yet."""
        try:
            return cls.get(payment_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(payment_id)

    @classmethod
    def is_known(cls, payment_id: str | None) -> bool:
        """Tell whether a payment is stored."""
        return bool(payment_id) and bool(cls.read(payment_id or "").version)

    @property
    def facts(self) -> Facts:
        """Return its facts."""
        return Facts.of_row(self.known, self.currency or "")

    @property
    def origin(self) -> Origin:
        """Return its origin."""
        return Origin(**{name: getattr(self, name) or "" for name in Origin.__dataclass_fields__})

    @property
    def under_way(self) -> Operation | None:
        """Return the write at Stripe that was decided and whose outcome is not written yet."""
        return Operation.of_row(self.operation)

    @property
    def counted(self) -> int:
        """Return what is left of the payment; 0 while its order is unknown."""
        return self.facts.counted if self.kind else 0

    def is_ended_by(self, ending: Ending) -> bool:
        """Tell whether an ending is of the operation that is under way; of none, if none is."""
        return ending.operation_id == (self.under_way.id if self.under_way else "")

    def change(
        self,
        after: Facts,
        origin: Origin,
        wanted: dict[str, int],
        writes_too: Sequence[Write],
        event_id: str = "",
        operation: Operation | None = None,
    ) -> "Payment":
        """Write the facts `after` with the ledger entry and all other effects, or raise GuardFailed.

        `operation` is what is under way from now on. One transaction: the event's guard, this row over the version that
        was read, the difference of its balances as one entry for each currency, the stored balances, and `writes_too`.
        Returns the row as it was written.
        """
        changed = self._changed(after, origin, wanted, operation)
        entries = changed.entries(self, event_id)
        # A payment that is not stored has version 0; a stored one has at least 1.
        unchanged = Payment.version == self.version if self.version else Payment.id.does_not_exist()

        def build(writes: TransactWrite) -> None:
            writes.save(changed, condition=unchanged)
            if event_id:
                StripeEvent.mark_applied(event_id)(writes)
            for entry in entries:
                entry.put(writes)
                if entry.lines:
                    Balance.add(writes, entry)
            for write in writes_too:
                write(writes)

        transact(build)
        return changed

    def begin(self, operation: Operation) -> "Payment":
        """Write an operation over the version that it was decided from, before anything is called; else GuardFailed."""
        return self.change(self.facts, self.origin, self.wanted, (), operation=operation)

    def _changed(self, after: Facts, origin: Origin, wanted: dict[str, int], operation: Operation | None) -> "Payment":
        row = Payment(self.id, version=self.version + 1, known=after.to_row(), wanted=wanted)
        row.created_at, row.operation = self.created_at, operation.to_row() if operation else None
        for name, value in vars(origin).items():
            setattr(row, name, value or None)
        if not origin.kind:
            row.expires_at = moment(now() + PARKED_SECONDS)
        if operation or (origin.kind and after.paid and (after.outstanding or row.unmet(after))):
            row.due, row.due_at = "due", now()
            row.due_since = (self.due and self.due_since) or now()
        return row

    def unmet(self, known: Facts) -> dict[str, int]:
        """Return the requested refunds that Stripe has not made."""
        return {request: amount for request, amount in self.wanted.items() if request not in known.requests}

    def unchanged(self, writes: TransactWrite) -> None:
        """Add the condition to a transaction that the row is unchanged since it was read."""
        writes.condition_check(Payment, self.id, condition=Payment.version == self.version)

    @property
    def booked(self) -> Facts:
        """Return the facts in the ledger: none while the order is unknown."""
        return self.facts if self.kind else Facts()

    def entries(self, before: "Payment", event_id: str) -> list[Entry]:
        """Return the ledger entries of this version: one for each currency that moved since the version before."""
        then, books, own = before.booked.books(), self.booked.books(), self.currency or ""
        lines = {name: difference(then.get(name, {}), books.get(name, {})) for name in {own, *then, *books}}
        moved = {own: difference(before.booked.parts(), self.booked.parts())}
        some = [name for name in sorted(lines) if lines[name] or moved.get(name)]
        return [self._entry(name, lines[name], moved.get(name, {}), event_id) for name in some]

    def _entry(self, currency: str, lines: dict[str, int], moved: dict[str, int], event_id: str) -> Entry:
        at, other = now(), "" if currency == self.currency else f"#{currency}"
        return Entry(
            self.creator_id,
            f"{at:012d}#{self.id}#{int(self.version)}{other}",
            at=at,
            payment_id=self.id,
            kind=self.kind,
            order_id=self.order_id,
            payer_id=self.payer_id or "",
            campaign_id=self.campaign_id,
            currency=currency,
            lines=lines,
            moved=moved,
            event_id=event_id,
        )

    @classmethod
    def due_ids(cls, before: int, limit: int) -> list[str]:
        """Return the ids of payments that are due since before a moment, the longest due first."""
        return [row.id for row in cls.due_index.query("due", DueIndex.due_at <= before, limit=limit)]

    @classmethod
    def put_off(cls, payment_id: str, due_at: int) -> None:
        """Postpone a payment that is due; one that is not due any more stays as it is.

        `due_at` is when it is looked at next, `due_since` keeps how long it has been due.
        """
        actions: list[Action] = [cls.due_at.set(due_at), cls.due_since.set(cls.due_since | now())]
        guarded(lambda: cls(payment_id).update(actions, condition=cls.due.exists()))

    @classmethod
    def ids_of_order(cls, order_id: str) -> list[str]:
        """Return the ids of the payments for one purchase, pledge or subscription."""
        return [row.id for row in cls.orders.query(order_id)]

    @classmethod
    def id_of_charge(cls, charge_id: str) -> str | None:
        """Return the id of the payment that a charge belongs to, or None."""
        return next((row.id for row in cls.charges.query(charge_id, limit=1)), None)
