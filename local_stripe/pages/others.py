"""The other pages: authentication outside Checkout, onboarding, the customer portal."""

from html import escape
from urllib.parse import urlencode, urlsplit

from local_stripe import amounts
from local_stripe.api import accounts, subscriptions
from local_stripe.engine import purchases, subscribing
from local_stripe.errors import CardFailure, missing
from local_stripe.pages import checkout, layout
from local_stripe.store import Obj
from local_stripe.world import World


def intent_of(world: World, intent_id: str, secret: str) -> Obj:
    """Return the intent whose client secret the caller knows."""
    found = world.look_up(intent_id)
    if found is None or found.get("client_secret") != secret:
        raise missing("intent", intent_id)
    return found


def show_authentication(world: World, intent_id: str, query: dict[str, str]) -> str:
    """Draw the bank's page for an intent."""
    intent = intent_of(world, intent_id, query.get("client_secret", ""))
    return checkout.bank_page(f"/authenticate/{intent_id}?{urlencode({'client_secret': intent['client_secret']})}")


def submit_authentication(world: World, intent_id: str, query: dict[str, str], form: dict[str, str]) -> str:
    """End an authentication, and return where to go: back to the seller, who looks at the status."""
    intent = intent_of(world, intent_id, query.get("client_secret", ""))
    back = ((intent["next_action"] or {}).get("redirect_to_url") or {}).get("return_url")
    try:
        done = purchases.authenticate_intent(world, intent, succeeds=form.get("act") == "complete")
    except CardFailure:
        done = world.get(intent["object"], intent_id)
    named = {done["object"]: done["id"], f"{done['object']}_client_secret": done["client_secret"]}
    status = {"redirect_status": "succeeded" if done["status"] == "succeeded" else "failed"}
    if not back:
        return f"/done?{urlencode(status)}"
    return f"{back}{'&' if urlsplit(back).query else '?'}{urlencode(named | status)}"


def show_onboarding(world: World, account_id: str) -> str:
    """Draw what stands in for Stripe's questions to a connected account."""
    world.get("account", account_id)
    inside = layout.button("act", "complete", "Answer everything: may charge and be paid out")
    inside += layout.button("act", "leave", "Leave without answering")
    return layout.page("Tell Stripe who you are", layout.form(f"/onboarding/{account_id}", inside))


def submit_onboarding(world: World, account_id: str, form: dict[str, str]) -> str:
    """End onboarding, and return where to go."""
    account = world.get("account", account_id)
    if form.get("act") == "complete":
        accounts.enable(world, account, charges=True, payouts=True)
    return str(account.get("_return_url") or "/done")


def show_portal(world: World, portal_id: str) -> str:
    """Draw a customer's subscriptions with a button to cancel each."""
    portal = world.get("billing_portal.session", portal_id)
    body = "".join(_subscription(portal_id, one) for one in world.find("subscription", customer=portal["customer"]))
    back = portal["return_url"]
    link = f'<p><a href="{escape(back)}">Back</a></p>' if back and back.startswith("http") else ""
    return layout.page("Your subscriptions", (body or "<p>There are none.</p>") + link)


def _subscription(portal_id: str, one: Obj) -> str:
    item = one["items"]["data"][0]
    price = f"{amounts.shown(item['price']['unit_amount'], one['currency'])} a {item['price']['recurring']['interval']}"
    ending = ", ends at the end of its period" if one["cancel_at"] else ""
    state = f"<p>{escape(price)}: {escape(one['status'])}{ending}</p>"
    hidden = f'<input type="hidden" name="subscription" value="{escape(one["id"])}">'
    act, text = ("renew", "Do not cancel") if one["cancel_at"] else ("cancel", "Cancel at the end of the period")
    is_over = subscribing.due_at(one) is None
    return state + ("" if is_over else layout.form(f"/p/session/{portal_id}", hidden + layout.button("act", act, text)))


def submit_portal(world: World, portal_id: str, form: dict[str, str]) -> str:
    """Cancel a customer's own subscription at its period's end, or take that back."""
    portal = world.get("billing_portal.session", portal_id)
    subscription = world.get("subscription", form.get("subscription", ""))
    if subscription["customer"] != portal["customer"]:
        raise missing("subscription", subscription["id"])
    wanted = {"cancel_at_period_end": form.get("act") == "cancel"}
    subscriptions.update(world, wanted, subscription["id"])
    return f"/p/session/{portal_id}"
