"""A creator's onboarding, book, balances and payouts."""

from typing import Annotated, Any

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Amount, Count, Currency, Date, Id, Time, one_of


class Seller(TypedDict):
    """How far a creator's onboarding is; `requirements` are Stripe's own lists."""

    state: Annotated[str, one_of("none", "onboarding", "active")]
    charges_enabled: bool
    payouts_enabled: bool
    country: str
    default_currency: str
    missing: list[str]
    disabled_reason: str | None
    requirements: dict[str, Any]
    platform_fee_bps: Count
    minimum_fee: dict[str, Amount]


class Order(TypedDict):
    """What was paid."""

    kind: str
    id: str


class Payer(TypedDict):
    """Who paid."""

    id: Id
    acct: str | None


class Entry(TypedDict):
    """One entry of a creator's book; `lines` are the accounts that it moves."""

    id: str
    created_at: Time
    type: str
    order: Order
    campaign_id: str | None
    payer: Payer | None
    payment_id: str
    currency: Currency
    gross: Amount
    fee: Amount
    refund: Amount
    dispute: Amount
    net: Amount
    text: str
    lines: dict[str, int]


class RevenueSums(TypedDict):
    """Sums, and how many payments, refunds and disputes they are of."""

    gross: Amount
    fees: Amount
    refunds: Amount
    disputes: Amount
    net: Amount
    payments_count: Count
    refunds_count: Count
    disputes_count: Count


class RevenueDay(RevenueSums):
    """The sums of a day, and of each kind of order on it."""

    date: Date
    kinds: dict[str, RevenueSums]


class RevenueBook(TypedDict):
    """The sums of one currency."""

    currency: Currency
    total: RevenueSums
    days: list[RevenueDay]


# `from` is a word of Python's.
Revenue = TypedDict(
    "Revenue",
    {"from": Date, "to": Date, "timezone": str, "currencies": list[RevenueBook]},
)


class Money(TypedDict):
    """An amount of money."""

    currency: Currency
    amount: Amount
    text: str


class StripeBalance(TypedDict):
    """A creator's balance at Stripe."""

    available: list[Money]
    pending: list[Money]


class Balance(TypedDict):
    """A creator's balance at Stripe, and the balances of the creator's own book."""

    stripe: StripeBalance
    ledger: list[dict[str, int | str]]


class Payout(Money):
    """One payment to a creator's bank."""

    id: str
    state: str
    created_at: Time
    arrives_at: Time | None
    failure: str | None
