"""Control the local Stripe: the clock, the webhooks, the Dashboard, the faults.

JSON in, JSON out; Stripe has none of it.
"""

from collections.abc import Callable
from typing import Any

from local_stripe import cards, faults
from local_stripe.api import accounts
from local_stripe.engine import calendar, disputes, purchases, refunds, webhooks
from local_stripe.errors import BadRequest, NotFound
from local_stripe.store import Obj
from local_stripe.world import World, visible


class Control:
    """The endpoints below /_control/."""

    def __init__(self, world: World, sender: webhooks.Sender) -> None:
        """Serve one world."""
        self.world, self.sender = world, sender
        self.acts: dict[tuple[str, str], Callable[..., Any]] = {
            ("GET", "clock"): self.clock,
            ("POST", "clock"): self.move_clock,
            ("GET", "webhooks"): lambda _: webhooks.modes(world),
            ("POST", "webhooks"): self.set_webhooks,
            ("POST", "webhooks/flush"): lambda _: {"sent": sender.flush()},
            ("GET", "deliveries"): self.deliveries,
            ("POST", "deliveries"): self.redeliver,
            ("POST", "faults"): lambda wanted: faults.plan(world.store, wanted),
            ("POST", "settings"): self.set_up,
            ("POST", "refunds"): self.refund,
            ("POST", "refunds/settle"): self.settle_refund,
            ("POST", "disputes"): self.dispute,
            ("POST", "disputes/step"): self.step_dispute,
            ("POST", "sessions/settle"): self.settle_session,
            ("POST", "accounts"): self.set_account,
            ("POST", "cards"): self.change_card,
        }

    def answer(self, method: str, name: str, wanted: Obj) -> Any:
        """Carry out one control."""
        act = self.acts.get((method, name))
        if act is None:
            raise NotFound(f"There is no control {method} {name}.")
        if name in {"clock", "webhooks/flush"}:
            return act(wanted)
        try:
            with self.world.store.transaction():
                return visible(act(wanted))
        except (KeyError, TypeError, ValueError) as error:
            raise BadRequest(f"The control cannot be understood: {error!r}.") from error

    def clock(self, wanted: Obj) -> Obj:
        """Return the time."""
        del wanted
        return {"now": self.world.now(), "offset": self.world.store.note("clock_offset", 0)}

    def move_clock(self, wanted: Obj) -> Obj:
        """Move the clock on by `advance` seconds, or `to` a moment, and do what is due on the way."""
        seconds = wanted["advance"] if "advance" in wanted else wanted.get("to", 0) - self.world.now()
        if seconds < 0:
            raise BadRequest("The clock moves forward only.")
        calendar.advance(self.world, float(seconds))
        return self.clock({})

    def set_webhooks(self, wanted: Obj) -> Obj:
        """Change how webhooks are sent: paused, drop %, duplicate %, shuffle seconds, delay seconds, sign_with."""
        unknown = set(wanted) - set(webhooks.MODES)
        if unknown:
            raise BadRequest(f"Unknown modes: {', '.join(sorted(unknown))}.")
        self.world.store.write_note("webhooks", webhooks.modes(self.world) | wanted)
        return webhooks.modes(self.world)

    def deliveries(self, wanted: Obj) -> Obj:
        """List the webhooks with their tries, oldest first."""
        del wanted
        sql = "select deliveries.*, json_extract(body, '$.type') as type from deliveries join objects on id = event_id"
        return {"data": [dict(row) for row in self.world.store.rows(sql + " order by deliveries.seq")]}

    def redeliver(self, wanted: Obj) -> Obj:
        """Send one event again, or all that were dropped or given up."""
        again = "update deliveries set state = 'waiting', due_at = 0, attempts = 0, first_at = ? where "
        now = self.world.now()
        if "event" in wanted:
            self.world.store.rows(again + "event_id = ?", now, wanted["event"])
        else:
            self.world.store.rows(again + "state in ('dropped', 'given up')", now)
        return {"again": wanted.get("event", "all")}

    def set_up(self, wanted: Obj) -> Obj:
        """Let the next refund be pending, or choose what follows the last retry: canceled or unpaid."""
        for name in ("next_refund_is_pending", "after_retries"):
            if name in wanted:
                self.world.store.write_note(name, wanted[name])
        return wanted

    def refund(self, wanted: Obj) -> Obj:
        """Refund as somebody in the Dashboard does: without metadata."""
        world = self.world
        if "payment_intent" in wanted:
            wanted["charge"] = world.get("payment_intent", wanted["payment_intent"])["latest_charge"]
        return refunds.refund(world, world.get("charge", wanted["charge"]), wanted | {"metadata": {}})

    def settle_refund(self, wanted: Obj) -> Obj:
        """Let a refund succeed or fail."""
        return refunds.settle(self.world, self.world.get("refund", wanted["refund"]), wanted.get("outcome", "failed"))

    def dispute(self, wanted: Obj) -> Obj:
        """Open a dispute, as the cardholder's bank does."""
        world = self.world
        if "payment_intent" in wanted:
            wanted["charge"] = world.get("payment_intent", wanted["payment_intent"])["latest_charge"]
        charge, status = world.get("charge", wanted["charge"]), wanted.get("status", "needs_response")
        return disputes.open_dispute(world, charge, wanted.get("amount"), wanted.get("reason", "fraudulent"), status)

    def step_dispute(self, wanted: Obj) -> Obj:
        """Move a dispute on: withdraw, won, lost, or warning_closed."""
        dispute = self.world.get("dispute", wanted["dispute"])
        if wanted["step"] == "withdraw":
            return disputes.withdraw(self.world, dispute)
        if wanted["step"] not in {"won", "lost", "warning_closed"}:
            raise BadRequest("step must be one of withdraw, won, lost, warning_closed.")
        return disputes.close(self.world, dispute, wanted["step"])

    def settle_session(self, wanted: Obj) -> Obj:
        """Let the bank of a delayed payment say yes or no."""
        session = self.world.get("checkout.session", wanted["session"])
        return purchases.settle(self.world, session, succeeds=wanted["outcome"] == "succeeded")

    def set_account(self, wanted: Obj) -> Obj:
        """Let a connected account charge and be paid out, or stop it."""
        account = self.world.get("account", wanted["account"])
        charges = bool(wanted.get("charges_enabled", True))
        return accounts.enable(
            self.world, account, charges=charges, payouts=bool(wanted.get("payouts_enabled", charges))
        )

    def change_card(self, wanted: Obj) -> Obj:
        """Let a saved card behave as another test card from now on."""
        method = self.world.get("payment_method", wanted["payment_method"])
        return self.world.save(method | {"_number": cards.numbered(wanted["number"]).number})
