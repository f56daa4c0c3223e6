"""List objects of each kind at Stripe since a moment, newest first, for reconciliation.

Moments are whole seconds since 1970. Stripe keeps events for 30 days, and everything else for ever.
"""

from collections.abc import Iterator, Sequence

from chalicelib.gateways.payments.client import Obj, list_all


def events(types: Sequence[str], since: int, until: int | None = None, account: str = "") -> Iterator[Obj]:
    """Yield the events of up to 20 types; parse each with `event_of`. Connected accounts have lists of their own."""
    return list_all("events.list", params={"types": list(types)} | _created(since, until), account=account)


def payment_intents(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield PaymentIntents, including unpaid ones, with their charges and what Stripe took of each."""
    expand = {"expand": ["data.latest_charge.balance_transaction"]}
    return list_all("payment_intents.list", params=_created(since, until) | expand)


def charges(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield charges, including failed ones."""
    return list_all("charges.list", params=_created(since, until))


def refunds(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield refunds that were made since a moment, also of older payments, with what each moved of our balance."""
    return list_all("refunds.list", params=_created(since, until) | {"expand": ["data.balance_transaction"]})


def disputes(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield disputes that were opened since a moment."""
    return list_all("disputes.list", params=_created(since, until))


def balance_transactions(
    since: int, until: int | None = None, account: str = "", expand: Sequence[str] = ()
) -> Iterator[Obj]:
    """Yield balance transactions of the platform, or of a connected account."""
    params = _created(since, until) | {"expand": list(expand) or None}
    return list_all("balance_transactions.list", params=params, account=account)


def sessions(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield Checkout Sessions in any state."""
    return list_all("checkout.sessions.list", params=_created(since, until))


def setup_intents(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield SetupIntents in any state."""
    return list_all("setup_intents.list", params=_created(since, until))


def subscriptions(since: int = 0, until: int | None = None) -> Iterator[Obj]:
    """Yield subscriptions by their creation, including ended ones."""
    return list_all("subscriptions.list", params={"status": "all"} | _created(since, until))


def invoices(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield invoices in any state."""
    return list_all("invoices.list", params=_created(since, until))


def accounts(since: int, until: int | None = None) -> Iterator[Obj]:
    """Yield connected accounts, including those of other apps."""
    return list_all("accounts.list", params=_created(since, until))


def _created(since: int, until: int | None) -> Obj:
    return {"created": {"gte": since, "lt": until}}
