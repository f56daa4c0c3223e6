"""Compose what is told of a campaign and its pledges, by mail and in the app. Each id names its occasion: once."""

from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, Campaign
from chalicelib.models.money.funding.pledges import ACTION_REQUIRED, Pledge
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.models.talk.notifications import ENDED, FAILED, FUNDED, NEEDS_YOU, Notification
from chalicelib.services.money.creators import connected_accounts
from chalicelib.services.talk import mails

# What the app tells where a mail of a template is sent. Of what was not reached nobody is told that it was funded.
TOLD = {
    "campaign_funded": FUNDED,
    "campaign_partly_collected": ENDED,
    **dict.fromkeys(("campaign_failed", "campaign_refunded", "campaign_cancelled"), FAILED),
    **dict.fromkeys(("authentication_needed", "card_declined", "collecting_stopped"), NEEDS_YOU),
}


def collected(pledge: Pledge, campaign: Campaign, payment_id: str) -> Mail:
    """Tell a backer that the pledge was charged."""
    about: dict[str, Any] = {"amount": int(pledge.amount), "currency": pledge.currency, "creator": creator_of(campaign)}
    about |= {"link": page_of(campaign)}
    if campaign.kind == ALL_OR_NOTHING and not pledge.is_late:
        about |= {"campaign": campaign.title}
        return mails.compose(f"collected:{pledge.id}", "pledge_collected", pledge.backer_id, **about)
    return mails.compose(
        f"collected:{pledge.id}", "receipt", pledge.backer_id, what=campaign.title, payment_id=payment_id, **about
    )


def held(pledge: Pledge, campaign: Campaign) -> Mail:
    """Tell a backer that the card is saved and the pledge counts, and when it is charged."""
    template = "pledge_held_below_goal" if config.BELOW_GOAL == "keep" else "pledge_held"
    return _of_pledge(template, pledge, campaign, **_until(int(campaign.deadline or 0), campaign))


def too_late(pledge: Pledge, campaign: Campaign) -> Mail:
    """Tell a backer that the campaign was over before the pledge was made."""
    return _of_pledge("pledge_too_late", pledge, campaign)


def _of_pledge(template: str, pledge: Pledge, campaign: Campaign, **more: Any) -> Mail:
    about: dict[str, Any] = {"amount": int(pledge.amount), "currency": pledge.currency, "campaign": campaign.title}
    about |= {"creator": creator_of(campaign), "link": page_of(campaign)}
    return mails.compose(f"{template}:{pledge.id}", template, pledge.backer_id, **about, **more)


def _until(at: int, campaign: Campaign) -> dict[str, Any]:
    """Return a moment as a letter tells it: in the zone in which the campaign's page tells its deadline."""
    return {"until": at, "timezone": campaign.timezone}


def failing(pledge: Pledge, campaign: Campaign, state: str, until: int, occasion: str) -> Mail:
    """Ask a backer to authenticate or to save another card; one mail for each occasion."""
    template = "authentication_needed" if state == ACTION_REQUIRED else "card_declined"
    about: dict[str, Any] = {"amount": int(pledge.amount), "currency": pledge.currency, **_until(until, campaign)}
    link = link_of(pledge, "authenticate" if state == ACTION_REQUIRED else "card")
    mail_id = f"failing:{pledge.id}:{occasion}"
    return mails.compose(mail_id, template, pledge.backer_id, what=campaign.title, link=link, **about)


def waiting(pledge: Pledge, campaign: Campaign, until: int) -> Mail:
    """Tell a backer that the creator cannot be paid at the moment, and until when that is waited for."""
    return _of_pledge("pledge_waits", pledge, campaign, **_until(until, campaign))


def stopped(campaign: Campaign, until: int) -> Mail:
    """Tell a creator that a campaign's pledges cannot be charged, until when they wait, and where that is mended."""
    about: dict[str, Any] = {
        "campaign": campaign.title,
        **_until(until, campaign),
        "link": connected_accounts.page_url(),
    }
    return mails.compose(f"collecting_stopped:{campaign.id}", "collecting_stopped", campaign.creator_id, **about)


def dropped(pledge: Pledge, campaign: Campaign) -> Mail:
    """Tell a backer that the pledge ended without a charge."""
    about: dict[str, Any] = {"amount": int(pledge.amount), "currency": pledge.currency, "campaign": campaign.title}
    return mails.compose(f"dropped:{pledge.id}", "pledge_dropped", pledge.backer_id, link=page_of(campaign), **about)


def ended(template: str, account_id: str, campaign: Campaign) -> Mail:
    """Tell a backer or the creator how a campaign ended, by one of the templates campaign_…."""
    about: dict[str, Any] = {"campaign": campaign.title, "creator": creator_of(campaign)}
    if template != "campaign_cancelled":
        about |= {"amount": int(campaign.ended_with or campaign.reached), "currency": campaign.currency}
    mail_id = f"{template}:{campaign.id}:{account_id}"
    return mails.compose(mail_id, template, account_id, link=page_of(campaign), **about)


def telling(mail: Mail, campaign: Campaign) -> list[Write]:
    """Return the writes of a mail, and of what the app tells on the same occasion where it tells something."""
    writes: list[Write] = [partial(Mail.add, mail=mail)]
    kind = TOLD.get(mail.template)
    if kind and mail.account_id:
        about = {"what": campaign.title, "link": mail.fields["link"]}
        told = Notification.of(mail.account_id, kind, mail.id, campaign.creator_id, **about)
        writes.append(told.add)
    return writes


def page_of(campaign: Campaign) -> str:
    """Return the address of a campaign's page."""
    return f"{config.PUBLIC_URL}/campaigns/{campaign.id}"


def link_of(pledge: Pledge, page: str) -> str:
    """Return the address of a page that the holder of a pledge's secret may open: `authenticate` or `card`."""
    return f"{config.PUBLIC_URL}/checkout/{page}/{pledge.id}?key={pledge.secret}"


def creator_of(campaign: Campaign) -> str:
    """Return the creator's handle with its @."""
    try:
        return f"@{Account.find(campaign.creator_id).handle}"
    except NotFound:
        return "somebody who left"
