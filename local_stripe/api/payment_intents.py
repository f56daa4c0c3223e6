"""PaymentIntents: create, confirm, update, cancel, list."""

from local_stripe import amounts
from local_stripe.api.reading import reading
from local_stripe.api.updating import take
from local_stripe.engine import charging, methods
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.store import Obj
from local_stripe.world import World

PATH = "/v1/payment_intents"


def create(world: World, params: Obj) -> Obj:
    """Make a PaymentIntent, and confirm it when that is asked for."""
    currency = params["currency"].lower()
    amounts.check(params["amount"], currency)
    if params.get("capture_method") == "manual":
        raise BadRequest("The local Stripe captures automatically only.", "", "capture_method")
    if params.get("off_session") and not params.get("confirm"):
        raise BadRequest("off_session can only be used with confirm=true.", "", "off_session")
    if params.get("customer"):
        world.get("customer", params["customer"], "customer")
    method = methods.named(world, params["payment_method"]) if params.get("payment_method") else None
    data = params | ({"payment_method": method["id"]} if method else {})
    intent = charging.make_intent(world, params["amount"], currency, data)
    return _confirm(world, intent, data) if params.get("confirm") else intent


def confirm(world: World, params: Obj, intent_id: str) -> Obj:
    """Confirm a PaymentIntent with its payment method or a new one."""
    return _confirm(world, world.get("payment_intent", intent_id), params)


def _confirm(world: World, intent: Obj, params: Obj) -> Obj:
    charging.check_confirmable(intent)
    method_id = params.get("payment_method") or intent["payment_method"]
    if not method_id:
        text = "You cannot confirm this PaymentIntent because it's missing a payment method."
        raise BadRequest(text, "payment_intent_unexpected_state", "payment_method", payment_intent=intent)
    method = methods.named(world, method_id)
    off_session = params.get("off_session") not in {None, False, "false", ""}
    if off_session and params.get("setup_future_usage"):
        raise BadRequest("setup_future_usage cannot be used with off_session.", "", "setup_future_usage")
    done = charging.confirm(world, intent, method, off_session=off_session, return_url=params.get("return_url"))
    if done["status"] == "requires_action" and params.get("error_on_requires_action"):
        raise charging.decline(world, done, method, "authentication_required")
    if done["status"] == "succeeded" and done["setup_future_usage"] and done["customer"]:
        methods.attach(world, method, done["customer"])
    return done


def update(world: World, params: Obj, intent_id: str) -> Obj:
    """Change a PaymentIntent that is not paid yet."""
    intent = world.get("payment_intent", intent_id)
    if "amount" in params:
        charging.check_confirmable(intent)
        amounts.check(params["amount"], intent["currency"])
    take(intent, params, "amount", "customer", "description", "metadata", "receipt_email", "application_fee_amount")
    return world.save(intent)


def cancel(world: World, params: Obj, intent_id: str) -> Obj:
    """Give a PaymentIntent up."""
    return charging.cancel(world, world.get("payment_intent", intent_id), params.get("cancellation_reason"))


ROUTES = (
    *reading(PATH, "payment_intent", "PaymentIntent", "customer"),
    post(PATH, "PaymentIntentCreateParams", create),
    post(f"{PATH}/{{id}}/confirm", "PaymentIntentConfirmParams", confirm),
    post(f"{PATH}/{{id}}/cancel", "PaymentIntentCancelParams", cancel),
    post(f"{PATH}/{{id}}", "PaymentIntentUpdateParams", update),
)
