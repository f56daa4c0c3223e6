"""PaymentIntents: create, confirm, update, cancel, list."""

from local_stripe import amounts
from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import payment_intents, payment_methods
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/payment_intents"


def create(state: State, params: Obj) -> Obj:
    """Create a PaymentIntent, and confirm it if `confirm` is true."""
    currency = params["currency"].lower()
    amounts.check(params["amount"], currency)
    if params.get("off_session") and not params.get("confirm"):
        raise BadRequest("off_session can only be used with confirm=true.", "", "off_session")
    if params.get("customer"):
        state.get("customer", params["customer"], "customer")
    method = payment_methods.find(state, params["payment_method"]) if params.get("payment_method") else None
    data = params | ({"payment_method": method["id"]} if method else {})
    intent = payment_intents.make_intent(state, params["amount"], currency, data)
    return _confirm(state, intent, data) if params.get("confirm") else intent


def confirm(state: State, params: Obj, intent_id: str) -> Obj:
    """Confirm a PaymentIntent with its payment method or a new one."""
    return _confirm(state, state.get("payment_intent", intent_id), params)


def _confirm(state: State, intent: Obj, params: Obj) -> Obj:
    payment_intents.check_confirmable(intent)
    method_id = params.get("payment_method") or intent["payment_method"]
    if not method_id:
        text = "You cannot confirm this PaymentIntent because it's missing a payment method."
        raise BadRequest(text, "payment_intent_unexpected_state", "payment_method", payment_intent=intent)
    method = payment_methods.find(state, method_id)
    off_session = params.get("off_session") not in {None, False, "false", ""}
    if off_session and params.get("setup_future_usage"):
        raise BadRequest("setup_future_usage cannot be used with off_session.", "", "setup_future_usage")
    done = payment_intents.confirm(state, intent, method, off_session=off_session, return_url=params.get("return_url"))
    if done["status"] == "requires_action" and params.get("error_on_requires_action"):
        raise payment_intents.decline(state, done, method, "authentication_required")
    if done["status"] == "succeeded" and done["setup_future_usage"] and done["customer"]:
        payment_methods.attach(state, method, done["customer"])
    return done


def update(state: State, params: Obj, intent_id: str) -> Obj:
    """Update a PaymentIntent that has not succeeded."""
    intent = state.get("payment_intent", intent_id)
    if "amount" in params:
        payment_intents.check_confirmable(intent)
        amounts.check(params["amount"], intent["currency"])
    update_fields(
        intent, params, "amount", "customer", "description", "metadata", "receipt_email", "application_fee_amount"
    )
    return state.save(intent)


def cancel(state: State, params: Obj, intent_id: str) -> Obj:
    """Cancel a PaymentIntent."""
    return payment_intents.cancel(state, state.get("payment_intent", intent_id), params.get("cancellation_reason"))


def capture(state: State, params: Obj, intent_id: str) -> Obj:
    """Capture an authorized PaymentIntent."""
    if params.get("final_capture") is False:
        raise BadRequest("The local Stripe captures a PaymentIntent once.", "", "final_capture")
    return payment_intents.capture(state, state.get("payment_intent", intent_id), params)


ROUTES = (
    *list_and_retrieve(PATH, "payment_intent", "PaymentIntent", "customer"),
    post(PATH, "PaymentIntentCreateParams", create),
    post(f"{PATH}/{{id}}/confirm", "PaymentIntentConfirmParams", confirm),
    post(f"{PATH}/{{id}}/capture", "PaymentIntentCaptureParams", capture),
    post(f"{PATH}/{{id}}/cancel", "PaymentIntentCancelParams", cancel),
    post(f"{PATH}/{{id}}", "PaymentIntentUpdateParams", update),
)
