"""Decide who comes in: by the operator's setting, by an invitation, or once somebody of the staff approves."""

from dataclasses import dataclass

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.people.door.invites import Invite
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.services import lengths

OPEN, APPROVAL, INVITE = "open", "approval", "invite"
CLOSED = "This server takes no new accounts at the moment"
BY_INVITATION = "This server takes those alone who were invited: open the link of an invitation"
# As many graphemes; of one may hang any number of marks.
LONGEST_REASON, LARGEST_REASON = 500, 8000


class InviteSpent(Unprocessable):
    """An invitation that was used up, revoked, is too old, or whose maker may not invite: nothing tells which."""

    default_message = "This invitation was used already, or is too old. Ask for another one."


@dataclass(frozen=True)
class Asked:
    """What somebody brings who signs up: why they want to come in, the code of an invitation, and their language.

    `terms_day` is of the terms of service that they were shown and agree to.
    """

    reason: str = ""
    invite: str = ""
    language: str = ""
    terms_day: str = ""


NOTHING = Asked()


def takes_people() -> bool:
    """Tell whether anybody at all may sign up."""
    return config.REGISTRATIONS in (OPEN, APPROVAL, INVITE)


def is_open() -> bool:
    """Tell whether people sign up who were not invited."""
    return config.REGISTRATIONS in (OPEN, APPROVAL)


def needs_reason() -> bool:
    """Tell whether whoever was not invited has to say why they sign up, and waits for approval."""
    return config.REGISTRATIONS == APPROVAL


def needs_invite() -> bool:
    """Tell whether only those sign up who were invited."""
    return config.REGISTRATIONS == INVITE


def expect(asked: Asked) -> Arrival:
    """Return how somebody comes in. Raises Unprocessable where they do not, and InviteSpent."""
    if not takes_people():
        raise Unprocessable(CLOSED)
    if asked.invite:
        found = Invite.opened_by(asked.invite)
        if found is None:
            raise InviteSpent
        return Arrival(invited_by=found.account_id, joined=found.use, language=asked.language)
    if needs_invite():
        raise Unprocessable(BY_INVITATION)
    reason = asked.reason.strip() if needs_reason() else ""
    return Arrival(waits=needs_reason(), reason=reason, language=asked.language)


def reason_problem(arrival: Arrival) -> tuple[str, str] | None:
    """Return what is wrong with the reason of somebody who waits for approval, as Mastodon names it."""
    if not arrival.waits:
        return None
    if not arrival.reason:
        return "ERR_BLANK", "can't be blank"
    return ("ERR_TOO_LONG", f"is too long (maximum is {LONGEST_REASON} characters)") if _is_long(arrival) else None


def _is_long(arrival: Arrival) -> bool:
    return lengths.is_longer(arrival.reason, LONGEST_REASON, LARGEST_REASON)
