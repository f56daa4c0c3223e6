"""Web pages that unlock a post, and those that Stripe's Checkout returns to."""

# ruff: noqa: PLC0415
import re

from chalice import Blueprint, Response

from chalicelib import config
from chalicelib.errors import RossgramError
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, fields
from chalicelib.schemas.money.selling.purchases import UnlockForm
from chalicelib.schemas.people.door import cookies
from chalicelib.services.money.selling import unlock

bp = Blueprint(__name__)
POST_ID = re.compile(r"[0-9]{1,20}")


@bp.route("/unlock/{post_id}", methods=["GET"])
@browser.shows_failures
def show_lock(post_id: str) -> Response:
    """Show a locked post, what opens it, and the form that leads to the payment."""
    from chalicelib.schemas.money.selling.unlock import draw_unlock

    return browser.page(draw_unlock(unlock.find(post_id, cookies.visitor_of_page(bp.current_request))))


@bp.route("/unlock/{post_id}", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def unlock_post(post_id: str) -> Response:
    """Sign a buyer in and redirect to Stripe's Checkout."""
    from chalicelib.schemas.money.selling.unlock import draw_unlock

    lock = unlock.find(post_id, cookies.visitor_of_page(bp.current_request))
    form = UnlockForm.parse(fields(bp.current_request))
    try:
        account_id = browser.signed_in(bp.current_request)
        return browser.see_other(unlock.begin(account_id, lock, form.plan, address(bp.current_request), form.code))
    except RossgramError as error:
        return browser.refusal(error, draw_unlock(lock, form.username, form.plan, error.message, form.code))


@bp.route("/checkout/done", methods=["GET"])
def show_done() -> Response:
    """Thank a buyer who returns from Checkout, or lead them back. The address proves nothing: signed events unlock."""
    if back := cookies.way_back(bp.current_request):
        return browser.led(back, "done")
    from chalicelib.schemas.money import pages

    text = "Stripe tells us within moments whether you have paid. Go back to your app: what you paid for opens there."
    return browser.page(pages.draw_message("Thank you", text))


@bp.route("/checkout/cancelled", methods=["GET"])
def show_cancelled() -> Response:
    """Tell a buyer who left Checkout that nothing was paid, or lead them back: an app's to the page of the `post`."""
    if back := cookies.way_back(bp.current_request):
        return browser.led(back, "left")
    post_id = str(fields(bp.current_request).get("post", ""))
    if POST_ID.fullmatch(post_id):
        return browser.see_other(f"{config.PUBLIC_URL}/unlock/{post_id}")
    from chalicelib.schemas.money import pages

    return browser.page(pages.draw_message("Nothing was paid", "You left before paying. Go back to your app."))
