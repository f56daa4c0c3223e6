"""Draw the page on which a backer whose bank has a question goes on to it."""

from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.schemas.base import Form
from chalicelib.schemas.money import pages
from chalicelib.schemas.people.sign_in import Text


class KeyForm(Form):
    """The secret of a pledge, which stands in the link of a mail."""

    key: Text = ""


def draw_authentication(pledge: Pledge, campaign: Campaign) -> str:
    """Draw the page: what is paid, for what, and one button."""
    return pages.draw("authenticate.html", pledge=pledge, campaign=campaign, amount=int(pledge.amount))
