"""Serve /_control/: the clock, webhook delivery, Dashboard actions and faults.

Requests and responses are JSON. Stripe itself has no such API.
"""

from collections.abc import Callable
from typing import Any

from local_stripe import API_VERSION, __version__, cards, faults
from local_stripe.api import accounts
from local_stripe.engine import balance, books, checkout_sessions, disputes, refunds, schedule, webhooks
from local_stripe.errors import BadRequest, NotFound
from local_stripe.state import State, visible
from local_stripe.store import Obj

SETTINGS = {
    *("next_refund_is_pending", "after_retries", "balance_transactions_are_late", "settles_in", "pending_seconds"),
    *balance.FEES,
}


class Control:
    """The endpoints below /_control/."""

    def __init__(self, state: State, sender: webhooks.Sender) -> None:
        """Control the state of one server."""
        self.state, self.sender = state, sender
        self.acts: dict[tuple[str, str], Callable[..., Any]] = {
            ("GET", "version"): lambda _: {"version": __version__, "api_version": API_VERSION},
            ("GET", "clock"): self.clock,
            ("POST", "clock"): self.move_clock,
            ("GET", "webhooks"): lambda _: webhooks.modes(state),
            ("POST", "webhooks"): self.set_webhooks,
            ("POST", "webhooks/flush"): lambda _: {"sent": sender.flush()},
            ("GET", "deliveries"): self.deliveries,
            ("POST", "deliveries"): self.redeliver,
            ("GET", "keys"): lambda _: {"in_use": sorted(state.store.keys_in_use)},
            ("POST", "faults"): lambda wanted: faults.plan(state.store, wanted),
            ("POST", "settings"): self.set_up,
            ("GET", "books"): lambda _: {"over_reversed": books.over_reversed(state)},
            ("POST", "refunds"): self.refund,
            ("POST", "refunds/settle"): self.settle_refund,
            ("POST", "disputes"): self.dispute,
            ("POST", "disputes/step"): self.step_dispute,
            ("POST", "sessions/settle"): self.settle_session,
            ("POST", "accounts"): self.set_account,
            ("POST", "cards"): self.change_card,
        }

    def answer(self, method: str, name: str, wanted: Obj) -> Any:
        """Carry out one control, and return its result."""
        act = self.acts.get((method, name))
        if act is None:
            raise NotFound(f"There is no control {method} {name}.")
        if name in {"clock", "webhooks/flush"}:
            return act(wanted)
        try:
            with self.state.store.transaction():
                return visible(act(wanted))
        except (KeyError, TypeError, ValueError) as error:
            raise BadRequest(f"The control cannot be understood: {error!r}.") from error

    def clock(self, wanted: Obj) -> Obj:
        """Return the time."""
        del wanted
        return {"now": self.state.now(), "offset": self.state.store.note("clock_offset", 0)}

    def move_clock(self, wanted: Obj) -> Obj:
        """Move the clock forward by `advance` seconds, or `to` a time, and run what becomes due."""
        seconds = wanted["advance"] if "advance" in wanted else wanted.get("to", 0) - self.state.now()
        if seconds < 0:
            raise BadRequest("The clock moves forward only.")
        schedule.advance(self.state, float(seconds))
        return self.clock({})

    def set_webhooks(self, wanted: Obj) -> Obj:
        """Change how webhooks are sent: paused, drop %, duplicate %, shuffle seconds, delay seconds, sign_with."""
        unknown = set(wanted) - set(webhooks.MODES)
        if unknown:
            raise BadRequest(f"Unknown modes: {', '.join(sorted(unknown))}.")
        self.state.store.write_note("webhooks", webhooks.modes(self.state) | wanted)
        return webhooks.modes(self.state)

    def deliveries(self, wanted: Obj) -> Obj:
        """List the webhook deliveries with their attempts, oldest first."""
        del wanted
        sql = "select deliveries.*, json_extract(body, '$.type') as type from deliveries join objects on id = event_id"
        return {"data": [dict(row) for row in self.state.store.rows(sql + " order by deliveries.seq")]}

    def redeliver(self, wanted: Obj) -> Obj:
        """Send one event again, or all that were dropped or given up."""
        again = "update deliveries set state = 'waiting', due_at = 0, attempts = 0, first_at = ? where "
        now = self.state.now()
        if "event" in wanted:
            self.state.store.rows(again + "event_id = ?", now, wanted["event"])
        else:
            self.state.store.rows(again + "state in ('dropped', 'given up')", now)
        return {"again": wanted.get("event", "all")}

    def set_up(self, wanted: Obj) -> Obj:
        """Change settings, such as whether the next refund is pending, and Stripe's fees."""
        unknown = set(wanted) - SETTINGS
        if unknown:
            raise BadRequest(f"Unknown settings: {', '.join(sorted(unknown))}.")
        for name, value in wanted.items():
            self.state.store.write_note(name, value)
        return wanted

    def refund(self, wanted: Obj) -> Obj:
        """Create a refund as the Dashboard does: without metadata."""
        state = self.state
        if "payment_intent" in wanted:
            wanted["charge"] = state.get("payment_intent", wanted["payment_intent"])["latest_charge"]
        return refunds.refund(state, state.get("charge", wanted["charge"]), wanted | {"metadata": {}})

    def settle_refund(self, wanted: Obj) -> Obj:
        """Complete a pending refund, or fail any refund."""
        return refunds.settle(self.state, self.state.get("refund", wanted["refund"]), wanted.get("outcome", "failed"))

    def dispute(self, wanted: Obj) -> Obj:
        """Open a dispute on behalf of the cardholder's bank."""
        state = self.state
        if "payment_intent" in wanted:
            wanted["charge"] = state.get("payment_intent", wanted["payment_intent"])["latest_charge"]
        charge, status = state.get("charge", wanted["charge"]), wanted.get("status", "needs_response")
        return disputes.open_dispute(state, charge, wanted.get("amount"), wanted.get("reason", "fraudulent"), status)

    def step_dispute(self, wanted: Obj) -> Obj:
        """Advance a dispute: withdraw, won, lost, or warning_closed."""
        dispute = self.state.get("dispute", wanted["dispute"])
        if wanted["step"] == "withdraw":
            return disputes.withdraw(self.state, dispute)
        if wanted["step"] not in {"won", "lost", "warning_closed"}:
            raise BadRequest("step must be one of withdraw, won, lost, warning_closed.")
        return disputes.close(self.state, dispute, wanted["step"])

    def settle_session(self, wanted: Obj) -> Obj:
        """Complete a delayed payment: succeeded or failed."""
        session = self.state.get("checkout.session", wanted["session"])
        return checkout_sessions.settle(self.state, session, succeeds=wanted["outcome"] == "succeeded")

    def set_account(self, wanted: Obj) -> Obj:
        """Enable or disable the charges and payouts of a connected account."""
        account = self.state.get("account", wanted["account"])
        charges = bool(wanted.get("charges_enabled", True))
        return accounts.enable(
            self.state, account, charges=charges, payouts=bool(wanted.get("payouts_enabled", charges))
        )

    def change_card(self, wanted: Obj) -> Obj:
        """Make a saved card behave as another test card."""
        method = self.state.get("payment_method", wanted["payment_method"])
        return self.state.save(method | {"_number": cards.numbered(wanted["number"]).number})
