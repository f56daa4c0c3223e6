"""The page on which visitors back a campaign by name and password, without a script."""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.errors import RossgramError
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, fields
from chalicelib.services.money.funding import campaigns, pledges

bp = Blueprint(__name__)


@bp.route("/checkout/campaigns/{campaign_id}", methods=["GET"])
@browser.shows_failures
def show_pledging(campaign_id: str) -> Response:
    """Show a campaign, its progress, and the form to back it or to cancel a pledge."""
    from chalicelib.schemas.money.funding.campaign_pages import draw_campaign

    found = campaigns.gather([campaigns.find(None, campaign_id)])[0]
    return browser.page(draw_campaign(found, is_back="pledged" in fields(bp.current_request)))


@bp.route("/checkout/campaigns/{campaign_id}", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def back_campaign(campaign_id: str) -> Response:
    """Sign a backer in, and redirect to Stripe's Checkout or cancel their pledge."""
    from chalicelib.schemas.money.funding.campaign_pages import CampaignPageForm, draw_campaign
    from chalicelib.schemas.money.pages import draw_message

    found = campaigns.gather([campaigns.find(None, campaign_id)])[0]
    form = CampaignPageForm.parse(fields(bp.current_request))
    try:
        account_id = browser.signed_in(bp.current_request)
        if form.act == "cancel":
            pledges.cancel(account_id, campaign_id)
            return browser.page(draw_message("Your pledge is cancelled", "What was charged is refunded to you."))
        selection = form.selection(found.campaign, found.rewards)
        at = address(bp.current_request)
        return browser.see_other(pledges.begin(account_id, campaign_id, selection, at)[1])
    except RossgramError as error:
        return browser.refusal(error, draw_campaign(found, form, error.message))
