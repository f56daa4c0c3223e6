"""Subscriptions, for subscribers and creators; gifts and tips."""

from chalice import Blueprint, Response

from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.filling import Filled
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.schemas.money.selling.purchases import render_purchase
from chalicelib.schemas.money.selling.subscriptions import (
    ChangeForm,
    GiftForm,
    SubscribeForm,
    TipForm,
    render_subscription,
    render_tips,
)
from chalicelib.schemas.pages import PageForm
from chalicelib.services.money.selling import buying, gifts, subscriptions
from chalicelib.services.money.selling.subscriptions import SubscriptionView
from chalicelib.services.people.relationships import blocks

bp = Blueprint(__name__)
BASE = "/api/rossgram/v1/subscriptions"


@bp.route(BASE, methods=["GET"])
def list_subscriptions() -> Response:
    """Return a page of the caller's subscriptions in any state."""
    account_id = caller_id(bp.current_request, "read")
    return _listed(*subscriptions.mine(account_id, PageForm.parse(fields(bp.current_request)).page()))


@bp.route("/api/rossgram/v1/subscribers", methods=["GET"])
def list_subscribers() -> Response:
    """Return a page of the subscriptions to the caller in any state."""
    creator_id = caller_id(bp.current_request, "read")
    return _listed(*subscriptions.of_creator(creator_id, PageForm.parse(fields(bp.current_request)).page()))


@bp.route(BASE, methods=["POST"], content_types=ANY_FORM)
@answers("Checkout")
def create_subscription() -> Response:
    """Begin to subscribe to a tier, with a `promotion_code` of its creator; `checkout_url` is where it is paid."""
    account_id = caller_id(bp.current_request, "write")
    form = SubscribeForm.parse(fields(bp.current_request))
    at = address(bp.current_request)
    url = subscriptions.begin(account_id, form.tier_id, form.interval, at, form.promotion_code)
    return json_response({"checkout_url": url})


@bp.route(BASE + "/{subscription_id}", methods=["GET"])
def get_subscription(subscription_id: str) -> Response:
    """Return one subscription of the caller."""
    return _one(caller_id(bp.current_request, "read"), subscription_id)


@bp.route(BASE + "/{subscription_id}", methods=["PATCH"], content_types=ANY_FORM)
def change_subscription(subscription_id: str) -> Response:
    """Change to another tier of the creator: a dearer one is charged at once, a cheaper one from the next period."""
    account_id = caller_id(bp.current_request, "write")
    subscriptions.find(account_id, subscription_id)
    form = ChangeForm.parse(fields(bp.current_request))
    subscriptions.change(account_id, subscription_id, form.tier_id, form.interval)
    return _one(account_id, subscription_id)


@bp.route(BASE + "/{subscription_id}/cancel", methods=["POST"], content_types=ANY_FORM)
def cancel_subscription(subscription_id: str) -> Response:
    """Cancel a subscription at the end of its paid period."""
    account_id = caller_id(bp.current_request, "write")
    subscriptions.cancel(account_id, subscription_id)
    return _one(account_id, subscription_id)


@bp.route(BASE + "/{subscription_id}/resume", methods=["POST"], content_types=ANY_FORM)
def resume_subscription(subscription_id: str) -> Response:
    """Resume a subscription whose cancellation has not taken effect."""
    account_id = caller_id(bp.current_request, "write")
    subscriptions.resume(account_id, subscription_id)
    return _one(account_id, subscription_id)


@bp.route(BASE + "/portal", methods=["POST"], content_types=ANY_FORM)
@answers("Link")
def open_portal() -> Response:
    """Return the address of Stripe's portal, where the caller sees invoices, changes the card and cancels."""
    account_id = caller_id(bp.current_request, "write")
    return json_response({"url": subscriptions.portal(account_id, address(bp.current_request))})


@bp.route("/api/rossgram/v1/gifts", methods=["POST"], content_types=ANY_FORM)
@answers("BegunPurchase")
def create_gift() -> Response:
    """Begin to give months of a tier to another account; `checkout_url` is where they are paid."""
    giver_id = caller_id(bp.current_request, "write")
    form = GiftForm.parse(fields(bp.current_request))
    gift, url = gifts.begin(giver_id, form.account_id, form.tier_id, form.months, address(bp.current_request))
    return json_response({"purchase": render_purchase(buying.find(giver_id, gift.id)), "checkout_url": url})


@bp.route("/api/rossgram/v1/accounts/{account_id}/tips", methods=["GET"])
@same_for_all
def show_tips(account_id: str) -> Response:
    """Return what a tip to an account may be; `currency` is null where it cannot be paid."""
    blocks.find_shown(viewer_id(bp.current_request), account_id)
    return json_response(render_tips(gifts.currency_of(account_id)))


@bp.route("/api/rossgram/v1/tips", methods=["POST"], content_types=ANY_FORM)
@answers("BegunPurchase")
def create_tip() -> Response:
    """Begin to tip a creator, or one of their posts; `checkout_url` is where it is paid."""
    giver_id = caller_id(bp.current_request, "write")
    form = TipForm.parse(fields(bp.current_request))
    at = address(bp.current_request)
    tip, url = gifts.begin_tip(giver_id, form.account_id, form.amount, form.currency, form.status_id, at)
    return json_response({"purchase": render_purchase(buying.find(giver_id, tip.id)), "checkout_url": url})


def _one(account_id: str, subscription_id: str) -> Response:
    view = subscriptions.show(account_id, subscription_id)
    return json_response(render_subscription(view.subscription, view.account))


def _listed(filled: Filled[Subscription], found: list[SubscriptionView]) -> Response:
    entities = [render_subscription(view.subscription, view.account) for view in found]
    return page_response(bp.current_request, entities, filled.newest, filled.oldest, filled.has_more)
