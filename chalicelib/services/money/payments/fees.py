"""Ask Stripe what it took of a charge, once for each charge.

An event names the balance transaction of its charge and does not tell its fee. It may name none yet: Stripe then sends
`charge.updated` later. https://docs.stripe.com/payments/payment-intents/asynchronous-capture
"""

import logging
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.money.payments.costs import cost_of
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import id_of
from chalicelib.models.money.payments.payments import Payment

log = logging.getLogger(__name__)


def of_charge(charge: dict[str, Any]) -> Facts:
    """Return what Stripe took of a charge of ours; nothing if our row has it, or Stripe has not written it.

    Raises PaymentsUnavailable. The charges of other apps on the same account are not asked about.
    """
    transaction_id, payment_id = id_of(charge.get("balance_transaction")), charge.get("payment_intent")
    if not transaction_id or not payment_id:
        return Facts()
    held = Payment.read(payment_id)
    is_ours = held.kind or payments.row_in_metadata(charge.get("metadata"))
    if not is_ours or transaction_id in held.facts.costs:
        return Facts()
    try:
        return Facts(costs=cost_of(payments.find_balance_transaction(transaction_id)))
    except NotFound:
        log.warning("Stripe does not know the balance transaction %s", transaction_id)
        return Facts()
