"""SetupIntents and PaymentMethods."""

from local_stripe import cards
from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import payment_methods, setup_intents
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/setup_intents"


def create(state: State, params: Obj) -> Obj:
    """Create a SetupIntent, and confirm it if `confirm` is true."""
    if params.get("customer"):
        state.get("customer", params["customer"], "customer")
    method = payment_methods.find(state, params["payment_method"]) if params.get("payment_method") else None
    data = params | ({"payment_method": method["id"]} if method else {})
    intent = setup_intents.make_intent(state, data)
    return _confirm(state, intent, data) if params.get("confirm") else intent


def confirm(state: State, params: Obj, intent_id: str) -> Obj:
    """Confirm a SetupIntent."""
    return _confirm(state, state.get("setup_intent", intent_id), params)


def _confirm(state: State, intent: Obj, params: Obj) -> Obj:
    method_id = params.get("payment_method") or intent["payment_method"]
    if not method_id:
        raise BadRequest("This SetupIntent is missing a payment method.", "parameter_missing", "payment_method")
    return setup_intents.confirm(state, intent, payment_methods.find(state, method_id), params.get("return_url"))


def cancel(state: State, params: Obj, intent_id: str) -> Obj:
    """Cancel a SetupIntent."""
    intent = state.get("setup_intent", intent_id)
    if intent["status"] in {"succeeded", "canceled"}:
        text = f"You cannot cancel this SetupIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "setup_intent_unexpected_state", setup_intent=intent)
    intent |= {"status": "canceled", "cancellation_reason": params.get("cancellation_reason"), "next_action": None}
    state.emit("setup_intent.canceled", state.save(intent))
    return intent


def create_method(state: State, params: Obj) -> Obj:
    """Create a PaymentMethod from a test card's number or token."""
    details = params.get("billing_details", {})
    if params.get("type") == payment_methods.SEPA:
        return payment_methods.make_sepa_debit(state, params.get("sepa_debit", {}).get("iban", ""), details)
    if params.get("type") == payment_methods.BANK:
        return payment_methods.make_bank(state, details)
    if params.get("type") != "card":
        raise BadRequest("The local Stripe has cards, us_bank_account and sepa_debit only.", "", "type")
    given = params.get("card", {})
    card = cards.with_token(given.get("token", "")) or cards.numbered(given.get("number", ""))
    return payment_methods.make_card(state, card, details)


def attach(state: State, params: Obj, method_id: str) -> Obj:
    """Attach a PaymentMethod to a customer."""
    state.get("customer", params.get("customer", ""), "customer")
    return payment_methods.attach(state, payment_methods.find(state, method_id), params["customer"])


def detach(state: State, params: Obj, method_id: str) -> Obj:
    """Detach a PaymentMethod from its customer; it cannot be used again."""
    del params
    method = state.get("payment_method", method_id)
    if not method["customer"]:
        raise BadRequest("The payment method you provided is not attached to a customer.")
    previous = {"customer": method["customer"]}
    method |= {"customer": None, "_is_used_up": True}
    state.emit("payment_method.detached", state.save(method), previous)
    return method


def update_method(state: State, params: Obj, method_id: str) -> Obj:
    """Update a PaymentMethod."""
    method = state.get("payment_method", method_id)
    previous = update_fields(method, params, "metadata", "allow_redisplay")
    method["billing_details"] |= params.get("billing_details") or {}
    state.emit("payment_method.updated", state.save(method), previous)
    return method


ROUTES = (
    *list_and_retrieve(PATH, "setup_intent", "SetupIntent", "customer", "payment_method"),
    post(PATH, "SetupIntentCreateParams", create),
    post(f"{PATH}/{{id}}/confirm", "SetupIntentConfirmParams", confirm),
    post(f"{PATH}/{{id}}/cancel", "SetupIntentCancelParams", cancel),
    *list_and_retrieve("/v1/payment_methods", "payment_method", "PaymentMethod", "customer", "type"),
    post("/v1/payment_methods", "PaymentMethodCreateParams", create_method),
    post("/v1/payment_methods/{id}/attach", "PaymentMethodAttachParams", attach),
    post("/v1/payment_methods/{id}/detach", "PaymentMethodDetachParams", detach),
    post("/v1/payment_methods/{id}", "PaymentMethodUpdateParams", update_method),
)
