"""Describe what a payment changes beside its own row."""

from collections.abc import Callable
from dataclasses import dataclass, field

from chalicelib.models.money.payments.origins import Origin, Write


@dataclass
class Effects:
    """The writes that join the payment's transaction, the refunds to request, and what runs after the commit.

    `origin` names payer, creator and campaign. `wanted` are refund amounts by request id. `announcements` run after the
    transaction and may be lost in a crash, because the sweeper finds what they announce. `what` is the title used in
    mails about the payment, and `link` the page of it where there is one; without a title there are no mails.
    `has_receipt` is set where the order sends its own receipt.
    """

    writes: list[Write] = field(default_factory=list)
    origin: Origin = field(default_factory=Origin)
    wanted: dict[str, int] = field(default_factory=dict)
    announcements: list[Callable[[], object]] = field(default_factory=list)
    what: str = ""
    link: str = ""
    has_receipt: bool = False
