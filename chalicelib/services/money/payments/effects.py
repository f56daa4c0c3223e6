"""What follows from a payment for that which was paid for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from chalicelib.models.money.payments.origins import Origin, Write


@dataclass
class Effects:
    """Writes that belong into the payment's transaction, refunds to ask for, and what to do once it is written.

    `origin` tells who was paid by whom. `wanted` are refunds by the id of the request. `announcements` may be lost in
    a crash: what they tell of is written down, and the sweeper finds it. `what` was paid for is said in the mails about
    the payment, and there are none without it; `has_receipt` tells that a mail of the kind's own says it was paid.
    """

    writes: list[Write] = field(default_factory=list)
    origin: Origin = field(default_factory=Origin)
    wanted: dict[str, int] = field(default_factory=dict)
    announcements: list[Callable[[], None]] = field(default_factory=list)
    what: str = ""
    has_receipt: bool = False
