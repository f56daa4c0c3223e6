"""Pledges to campaigns, for backers."""

from typing import TYPE_CHECKING

from chalice import Blueprint, Response

from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, rows_response
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.schemas.money.funding.pledges import PledgeForm, render_pledge
from chalicelib.schemas.pages import PageForm
from chalicelib.services.money.funding import backers, campaigns, pledges

if TYPE_CHECKING:
    from chalicelib.schemas import entities

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/pledge", methods=["POST"], content_types=ANY_FORM)
@answers("BegunPledge")
def create_pledge(campaign_id: str) -> Response:
    """Begin a pledge: `amount`, `rewards` of `id` and `quantity`, `anonymous`. It is completed at `checkout_url`."""
    backer_id = caller_id(bp.current_request, "write")
    campaigns.find(backer_id, campaign_id)
    form = PledgeForm.parse(fields(bp.current_request))
    pledge, url = pledges.begin(backer_id, campaign_id, form.selection(), address(bp.current_request))
    return json_response({"pledge": _rendered(pledge), "checkout_url": url})


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/pledge", methods=["GET"])
def get_pledge(campaign_id: str) -> Response:
    """Return the caller's pledge to a campaign."""
    return json_response(_rendered(pledges.find_own(caller_id(bp.current_request, "read"), campaign_id)))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/pledge", methods=["PUT"], content_types=ANY_FORM)
def update_pledge(campaign_id: str) -> Response:
    """Change a pledge whose card is saved while the campaign is live; what was paid at once cannot be changed."""
    backer_id = caller_id(bp.current_request, "write")
    pledges.find_own(backer_id, campaign_id)
    form = PledgeForm.parse(fields(bp.current_request))
    return json_response(_rendered(pledges.change(backer_id, campaign_id, form.selection())))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/pledge", methods=["DELETE"])
def delete_pledge(campaign_id: str) -> Response:
    """Cancel a pledge while the campaign is live; a payment is refunded in full."""
    return json_response(_rendered(pledges.cancel(caller_id(bp.current_request, "write"), campaign_id)))


@bp.route("/api/rossgram/v1/pledges", methods=["GET"])
def list_pledges() -> Response:
    """Return a page of the caller's pledges, each with its campaign."""
    backer_id = caller_id(bp.current_request, "read")
    found, turned = backers.pledged(backer_id, PageForm.parse(fields(bp.current_request)).page())
    entities = [render_pledge(pledge, campaign, for_backer=True) for pledge, campaign in found]
    ids = turned.rows
    return rows_response(bp.current_request, entities, ids, turned.has_more)


def _rendered(pledge: Pledge) -> "entities.Pledge":
    return render_pledge(pledge, Campaign.find(pledge.campaign_id), for_backer=True)
