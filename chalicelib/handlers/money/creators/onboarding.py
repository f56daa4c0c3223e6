"""Sellers: onboarding of creators, its pages, and their dashboard at Stripe.

The pages and jinja2 are imported where they are used: most requests need neither.
"""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.errors import NotFound, RossgramError, Unprocessable
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.schemas.money.creators.onboarding import OnboardingForm, OnboardingPageForm, render_seller
from chalicelib.schemas.people.door import cookies
from chalicelib.services.money.creators import onboarding

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/seller", methods=["GET"])
def get_seller() -> Response:
    """Return whether the caller can be paid, Stripe's open requirements, and the platform's fee."""
    return json_response(render_seller(Seller.of(caller_id(bp.current_request, "read"))))


@bp.route("/api/rossgram/v1/seller/onboarding", methods=["POST"], content_types=ANY_FORM)
@answers("Link")
def begin_onboarding() -> Response:
    """Return a new `url` of Stripe's onboarding; `country` is used the first time."""
    account_id = caller_id(bp.current_request, "write")
    form = OnboardingForm.parse(fields(bp.current_request))
    return json_response({"url": onboarding.begin(account_id, form.country, address(bp.current_request))})


@bp.route("/api/rossgram/v1/seller/dashboard", methods=["POST"], content_types=ANY_FORM)
@answers("Link")
def open_dashboard() -> Response:
    """Return a `url` of the caller's Express dashboard at Stripe; it opens once."""
    account_id = caller_id(bp.current_request, "write")
    return json_response({"url": onboarding.dashboard(account_id, address(bp.current_request))})


@bp.route("/checkout/selling", methods=["GET"])
def show_onboarding() -> Response:
    """Show the page that leads a creator to Stripe; Stripe redirects here when its own link has expired."""
    if back := cookies.way_back(bp.current_request):
        return browser.led(back, "left")
    return _form(OnboardingPageForm())


@bp.route("/checkout/selling", methods=["POST"], content_types=ANY_FORM)
def continue_onboarding() -> Response:
    """Sign a creator in, and redirect to a new onboarding page at Stripe."""
    try:
        form = OnboardingPageForm.parse(fields(bp.current_request))
    except Unprocessable:
        return _form(OnboardingPageForm(), "The country has two letters, such as DE.", 422)
    try:
        url = onboarding.begin(browser.signed_in(bp.current_request), form.country, address(bp.current_request))
    except RossgramError as error:
        return _form(form, error.message.removeprefix("Validation failed: "), error.status)
    # After a POST 303: the browser must not send the password along (RFC 9700, 4.12).
    headers = {"Location": url, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return Response("", headers, 303)


@bp.route("/checkout/selling/done", methods=["GET"])
def show_onboarded() -> Response:
    """Show the state of onboarding as Stripe reports it: opening this page proves nothing."""
    try:
        is_active = onboarding.refresh(str(fields(bp.current_request).get("account", "")), address(bp.current_request))
    except NotFound:
        return _message("Nothing here", "This page is for those who come from Stripe.", 404)
    except RossgramError as error:
        return _message("Not known yet", f"{error.message}.", error.status)
    if back := cookies.way_back(bp.current_request):
        return browser.led(back, "done")
    if is_active:
        return _message("You can sell", "Stripe has what it needs. You can close this page.")
    return _message("Stripe is not done yet", "It still checks, or needs something from you: see /checkout/selling.")


def _form(form: OnboardingPageForm, message: str = "", status: int = 200) -> Response:
    from chalicelib.schemas.money import pages

    html = pages.draw("onboarding.html", username=form.username, country=form.country, message=message)
    return Response(html, pages.HEADERS, status)


def _message(title: str, text: str, status: int = 200) -> Response:
    from chalicelib.schemas.money import pages

    return Response(pages.draw_message(title, text), pages.HEADERS, status)
