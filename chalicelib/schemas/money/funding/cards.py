"""Draw the page that leads a backer to the bank's authentication."""

from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.schemas.base import Form
from chalicelib.schemas.money import pages
from chalicelib.schemas.people.sign_in import Text


class KeyForm(Form):
    """The secret of a pledge, from the link in a mail."""

    key: Text = ""


def draw_authentication(pledge: Pledge, campaign: Campaign) -> str:
    """Draw the page with amount, campaign, and the button that leads to the bank."""
    return pages.draw("authenticate.html", pledge=pledge, campaign=campaign, amount=int(pledge.amount))
