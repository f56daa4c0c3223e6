"""SetupIntents and PaymentMethods: cards kept for later."""

from local_stripe import cards
from local_stripe.api.reading import reading
from local_stripe.api.updating import take
from local_stripe.engine import methods, setups
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.store import Obj
from local_stripe.world import World

PATH = "/v1/setup_intents"


def create(world: World, params: Obj) -> Obj:
    """Make a SetupIntent, and confirm it when that is asked for."""
    if params.get("customer"):
        world.get("customer", params["customer"], "customer")
    method = methods.named(world, params["payment_method"]) if params.get("payment_method") else None
    data = params | ({"payment_method": method["id"]} if method else {})
    intent = setups.make_intent(world, data)
    return _confirm(world, intent, data) if params.get("confirm") else intent


def confirm(world: World, params: Obj, intent_id: str) -> Obj:
    """Confirm a SetupIntent."""
    return _confirm(world, world.get("setup_intent", intent_id), params)


def _confirm(world: World, intent: Obj, params: Obj) -> Obj:
    method_id = params.get("payment_method") or intent["payment_method"]
    if not method_id:
        raise BadRequest("This SetupIntent is missing a payment method.", "parameter_missing", "payment_method")
    return setups.confirm(world, intent, methods.named(world, method_id), params.get("return_url"))


def cancel(world: World, params: Obj, intent_id: str) -> Obj:
    """Give a SetupIntent up."""
    intent = world.get("setup_intent", intent_id)
    if intent["status"] in {"succeeded", "canceled"}:
        text = f"You cannot cancel this SetupIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "setup_intent_unexpected_state", setup_intent=intent)
    intent |= {"status": "canceled", "cancellation_reason": params.get("cancellation_reason"), "next_action": None}
    world.emit("setup_intent.canceled", world.save(intent))
    return intent


def create_method(world: World, params: Obj) -> Obj:
    """Make a PaymentMethod of a test card, by its number or its token."""
    if params.get("type") != "card":
        raise BadRequest("The local Stripe makes payment methods of cards only.", "", "type")
    given = params.get("card", {})
    token = given.get("token", "").removeprefix("tok_")
    card = cards.BY_TOKEN.get(token) or cards.numbered(given.get("number", ""))
    return methods.make_card(world, card, params.get("billing_details", {}).get("email"))


def attach(world: World, params: Obj, method_id: str) -> Obj:
    """Save a PaymentMethod with a customer."""
    world.get("customer", params.get("customer", ""), "customer")
    return methods.attach(world, methods.named(world, method_id), params["customer"])


def detach(world: World, params: Obj, method_id: str) -> Obj:
    """Take a PaymentMethod away from its customer."""
    del params
    method = world.get("payment_method", method_id)
    if not method["customer"]:
        raise BadRequest("The payment method you provided is not attached to a customer.")
    previous = {"customer": method["customer"]}
    method |= {"customer": None, "_is_used_up": True}
    world.emit("payment_method.detached", world.save(method), previous)
    return method


def update_method(world: World, params: Obj, method_id: str) -> Obj:
    """Change what may change of a PaymentMethod."""
    method = world.get("payment_method", method_id)
    previous = take(method, params, "metadata", "allow_redisplay")
    world.emit("payment_method.updated", world.save(method), previous)
    return method


ROUTES = (
    *reading(PATH, "setup_intent", "SetupIntent", "customer", "payment_method"),
    post(PATH, "SetupIntentCreateParams", create),
    post(f"{PATH}/{{id}}/confirm", "SetupIntentConfirmParams", confirm),
    post(f"{PATH}/{{id}}/cancel", "SetupIntentCancelParams", cancel),
    *reading("/v1/payment_methods", "payment_method", "PaymentMethod", "customer", "type"),
    post("/v1/payment_methods", "PaymentMethodCreateParams", create_method),
    post("/v1/payment_methods/{id}/attach", "PaymentMethodAttachParams", attach),
    post("/v1/payment_methods/{id}/detach", "PaymentMethodDetachParams", detach),
    post("/v1/payment_methods/{id}", "PaymentMethodUpdateParams", update_method),
)
