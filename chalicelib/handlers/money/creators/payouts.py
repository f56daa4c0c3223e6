"""Payouts of creators, and their balances."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import caller_id, fields, json_response, page_response
from chalicelib.models.money.creators.ledger import Balance
from chalicelib.schemas.money.creators.payouts import PayoutsForm, render_balance, render_payout
from chalicelib.services.money.creators import payouts

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/balance", methods=["GET"])
def get_balance() -> Response:
    """Return the caller's balance at Stripe, and the balances of the caller's own book."""
    account_id = caller_id(bp.current_request, "read")
    return json_response(render_balance(payouts.balance(account_id), Balance.of(account_id)))


@bp.route("/api/rossgram/v1/payouts", methods=["GET"])
def list_payouts() -> Response:
    """Return a page of the caller's payouts, newest first."""
    account_id = caller_id(bp.current_request, "read")
    form = PayoutsForm.parse(fields(bp.current_request))
    found, has_more = payouts.page(account_id, form.most(), form.max_id)
    oldest = found[-1]["id"] if found else ""
    return page_response(bp.current_request, [render_payout(one) for one in found], "", oldest, has_more)
