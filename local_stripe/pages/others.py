"""The pages other than Checkout: authentication of intents, onboarding, the customer portal."""

from html import escape
from urllib.parse import urlencode, urlsplit

from local_stripe import amounts
from local_stripe.api import accounts
from local_stripe.api import portal as portals
from local_stripe.api.subscriptions import update as update_subscription
from local_stripe.engine import checkout_sessions, subscriptions
from local_stripe.errors import CardFailure, missing
from local_stripe.pages import checkout, layout
from local_stripe.pages.words import say
from local_stripe.state import State
from local_stripe.store import Obj


def intent_of(state: State, intent_id: str, secret: str) -> Obj:
    """Return an intent; raises an error unless the client secret matches."""
    found = state.look_up(intent_id)
    if found is None or found.get("client_secret") != secret:
        raise missing("intent", intent_id)
    return found


def show_authentication(state: State, intent_id: str, query: dict[str, str]) -> str:
    """Draw the authentication page of an intent."""
    intent = intent_of(state, intent_id, query.get("client_secret", ""))
    return checkout.bank_page(f"/authenticate/{intent_id}?{urlencode({'client_secret': intent['client_secret']})}")


def submit_authentication(state: State, intent_id: str, query: dict[str, str], form: dict[str, str]) -> str:
    """Submit an authentication, and return where to redirect: the return_url, with the intent and its status."""
    intent = intent_of(state, intent_id, query.get("client_secret", ""))
    back = ((intent["next_action"] or {}).get("redirect_to_url") or {}).get("return_url")
    try:
        done = checkout_sessions.authenticate_intent(state, intent, succeeds=form.get("act") == "complete")
    except CardFailure:
        done = state.get(intent["object"], intent_id)
    named = {done["object"]: done["id"], f"{done['object']}_client_secret": done["client_secret"]}
    status = {"redirect_status": "succeeded" if done["status"] == "succeeded" else "failed"}
    if not back:
        return f"/done?{urlencode(status)}"
    return f"{back}{'&' if urlsplit(back).query else '?'}{urlencode(named | status)}"


def show_onboarding(state: State, account_id: str) -> str:
    """Draw the onboarding page of a connected account."""
    state.get("account", account_id)
    inside = layout.button("act", "complete", "Answer everything: may charge and be paid out", is_main=True)
    inside += layout.button("act", "leave", "Leave without answering")
    return layout.page("Tell Stripe who you are", layout.form(f"/onboarding/{account_id}", inside))


def submit_onboarding(state: State, account_id: str, form: dict[str, str]) -> str:
    """Submit onboarding, and return where to redirect."""
    account = state.get("account", account_id)
    if form.get("act") == "complete":
        accounts.enable(state, account, charges=True, payouts=True)
    return str(account.get("_return_url") or "/done")


def show_portal(state: State, portal_id: str) -> str:
    """Draw the customer portal: each subscription with a button to cancel it."""
    portal = state.get("billing_portal.session", portal_id)
    can_cancel = portals.can_cancel(state, portal)
    found = state.find("subscription", customer=portal["customer"])
    body = "".join(_subscription(portal_id, one, can_cancel=can_cancel) for one in found)
    back = portal["return_url"]
    link = f'<p><a href="{escape(back)}">{say("Back")}</a></p>' if back and back.startswith("http") else ""
    return layout.page("Your subscriptions", (body or f"<p>{say('There are none.')}</p>") + link)


def _subscription(portal_id: str, one: Obj, *, can_cancel: bool) -> str:
    item = one["items"]["data"][0]
    price = amounts.formatted(item["price"]["unit_amount"], one["currency"]) + say(
        f" a {item['price']['recurring']['interval']}"
    )
    ending = say(", ends at the end of its period") if one["cancel_at"] else ""
    state = f"<p>{escape(price)}: {escape(one['status'])}{ending}</p>"
    hidden = f'<input type="hidden" name="subscription" value="{escape(one["id"])}">'
    act, text = ("renew", "Do not cancel") if one["cancel_at"] else ("cancel", "Cancel at the end of the period")
    is_over = subscriptions.due_at(one) is None or not can_cancel
    return state + ("" if is_over else layout.form(f"/p/session/{portal_id}", hidden + layout.button("act", act, text)))


def submit_portal(state: State, portal_id: str, form: dict[str, str]) -> str:
    """Schedule or undo the cancellation of the customer's subscription."""
    portal = state.get("billing_portal.session", portal_id)
    subscription = state.get("subscription", form.get("subscription", ""))
    if subscription["customer"] != portal["customer"] or not portals.can_cancel(state, portal):
        raise missing("subscription", subscription["id"])
    wanted = {"cancel_at_period_end": form.get("act") == "cancel"}
    update_subscription(state, wanted, subscription["id"])
    return f"/p/session/{portal_id}"
