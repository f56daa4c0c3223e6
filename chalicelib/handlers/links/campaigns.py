"""Pages of campaigns."""

from chalice import Blueprint

from chalicelib.handlers import browser
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.links import screens
from chalicelib.schemas.links.campaigns import head_of_campaign, head_of_planning
from chalicelib.schemas.links.heads import Head
from chalicelib.services.money.funding import campaigns

bp = Blueprint(__name__)


@bp.route("/campaigns/{campaign_id}", methods=["GET"])
@same_for_all
@browser.shows_client
def show_campaign(campaign_id: str) -> Head:
    """Show a campaign in the web client, with a head that tells programs how far it is; or a campaign being planned."""
    screens.expect(f"/campaigns/{campaign_id}")
    if not campaign_id.isdecimal():
        return head_of_planning()
    return head_of_campaign(campaigns.gather([campaigns.find(None, campaign_id)])[0])


@bp.route("/campaigns/{campaign_id}/{part}", methods=["GET"])
@same_for_all
@browser.shows_client
def show_campaign_part(campaign_id: str, part: str) -> Head:
    """Show in the web client what belongs to a campaign: its plan, of which nothing is told to anybody else."""
    screens.expect(f"/campaigns/{campaign_id}/{part}")
    return head_of_planning()
