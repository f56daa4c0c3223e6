"""Give a backer whose card failed seven days: a mail every two days, one last try, then the pledge is dropped."""

from functools import partial
from typing import Any

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import DROPPED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import intents, releases
from chalicelib.services.talk import mails

GRACE_SECONDS = 7 * 86400
MAIL_SECONDS = 48 * 3600


def fail(pledge: Pledge, state: str) -> bool:
    """Record a failed charge, and tell the backer by mail; return whether another step follows at once.

    The first failure starts the grace period; a failure after its end was the last try.
    """
    at = now()
    if not pledge.mailed_at:
        _write(pledge, state, mailed_at=at, grace_ends_at=at + GRACE_SECONDS, next_at=at + MAIL_SECONDS)
        return False
    if at >= int(pledge.grace_ends_at or 0):
        return drop(pledge)
    _write(pledge, state, next_at=_next_at(pledge, at))
    return False


def remind(pledge: Pledge) -> None:
    """Send the backer another mail, and schedule the next."""
    at = now()
    _write(pledge, pledge.state, mailed_at=at, next_at=_next_at(pledge, at))


def drop(pledge: Pledge) -> bool:
    """Drop a pledge that could not be charged; return True if it was paid after all, so that another step follows."""
    if not intents.cancel(pledge):
        return True
    campaign = Campaign.find(pledge.campaign_id)
    releases.release(pledge, campaign, DROPPED, notices.dropped(pledge, campaign))
    return False


def _write(pledge: Pledge, state: str, **values: Any) -> None:
    """Write a state and its mail together: each version of a pledge is written once, and so is its mail."""
    until = int(values.get("grace_ends_at") or pledge.grace_ends_at or 0)
    campaign = Campaign.find(pledge.campaign_id)
    mail = notices.failing(pledge, campaign, state, until, str(int(pledge.version)))
    write_all(pledge.to(state, **values), partial(Mail.add, mail=mail))
    mails.announce(mail.id)


def _next_at(pledge: Pledge, at: int) -> int:
    """Return when the next mail is due, counted from the start of the grace period, or when that ends."""
    ends_at = int(pledge.grace_ends_at or 0)
    began_at = ends_at - GRACE_SECONDS
    next_mail_at = began_at + ((at - began_at) // MAIL_SECONDS + 1) * MAIL_SECONDS
    return min(next_mail_at, ends_at)
