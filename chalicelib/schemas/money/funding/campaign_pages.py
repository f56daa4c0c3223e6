"""Draw the web page of a campaign, and parse its form."""

from typing import Any

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.schemas.amounts import minor_units
from chalicelib.schemas.base import Flag
from chalicelib.schemas.moments import day_text
from chalicelib.schemas.money import pages
from chalicelib.schemas.money.funding.progress import progress_text
from chalicelib.schemas.people.sign_in import SignInForm, Text
from chalicelib.schemas.photos.media import render_media
from chalicelib.services.days import moment_text
from chalicelib.services.money.funding.campaigns import CampaignView
from chalicelib.services.money.funding.selections import Selection

AT_ONCE = "Pledges are charged at once, and the creator keeps what is raised."
# Of a campaign that is all or nothing, by whether BELOW_GOAL lets its creator keep less.
LATER = {
    False: "If the goal is reached by the deadline, banks are asked to hold what was pledged. Cards are charged only "
    "once the whole goal is held.",
    True: "If the goal is reached by the deadline, banks are asked to hold what was pledged. Cards are charged once "
    "all banks have answered, even if less than the goal is held.",
}
THANKS = "Thank you. Stripe tells us within moments whether it worked, and then your pledge counts."


class CampaignPageForm(SignInForm):
    """The form by which a visitor backs a campaign, or cancels a pledge."""

    act: Text = "pledge"
    amount: Text = ""
    reward: Text = ""
    anonymous: Flag = False

    def selection(self, campaign: Campaign, rewards: list[Reward]) -> Selection:
        """Return what is selected; the amount defaults to the reward's price."""
        chosen = next((one for one in rewards if one.id == self.reward), None)
        if self.reward and chosen is None:
            raise Unprocessable("Validation failed: There is no such reward of this campaign")
        if not self.amount.strip() and chosen is None:
            raise Unprocessable("Validation failed: Say how much you pledge")
        amount = (
            int(chosen.amount) if chosen and not self.amount.strip() else minor_units(self.amount, campaign.currency)
        )
        return Selection(amount, [(chosen.id, 1)] if chosen else [], self.anonymous)


def draw_campaign(
    found: CampaignView, form: CampaignPageForm | None = None, message: str = "", *, is_back: bool = False
) -> str:
    """Draw the page, with the form's values and an error message."""
    campaign = found.campaign
    filled = form or CampaignPageForm()
    return pages.draw(
        "campaign.html",
        campaign=campaign,
        handle=found.creator.handle if found.creator else "",
        picture=_picture(found),
        progress=progress_text(campaign),
        when=_when(campaign),
        deliveries={
            one.id: day_text(int(one.delivers_at), campaign.timezone) for one in found.rewards if one.delivers_at
        },
        terms=_terms(campaign),
        story=[part.strip() for part in campaign.story.split("\n\n") if part.strip()],
        goals=campaign.stretch_goals,
        rewards=found.rewards,
        is_open=campaign.takes_pledges,
        reward=filled.reward,
        amount=filled.amount,
        is_anonymous=filled.anonymous,
        username=filled.username,
        notice=THANKS if is_back else "",
        message=message.removeprefix("Validation failed: "),
    )


def _terms(campaign: Campaign) -> str:
    if campaign.kind == ALL_OR_NOTHING and not campaign.is_open_late:
        return LATER[config.BELOW_GOAL == "keep"]
    return AT_ONCE


def _when(campaign: Campaign) -> str:
    """Return the sentence that says until when pledges are taken, with the time zone; nothing without a deadline."""
    if not campaign.deadline:
        return ""
    deadline = int(campaign.deadline)
    return f"{'Ends' if deadline > now() else 'Ended'} on {moment_text(deadline, campaign.timezone)}"


def _picture(found: CampaignView) -> dict[str, Any] | None:
    if not found.media:
        return None
    drawn = render_media(found.media[0])
    if not drawn["preview_url"]:
        return None
    width, height = (drawn["meta"]["small"][side] if drawn["meta"] else 0 for side in ("width", "height"))
    return {"url": drawn["preview_url"], "alt": drawn["description"] or "", "width": width, "height": height}
