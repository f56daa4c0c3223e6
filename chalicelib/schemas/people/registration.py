"""A sign-up, and invitations to it, in the API's dialect."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from chalicelib import config
from chalicelib.locales import ENGLISH
from chalicelib.models.base import id_time
from chalicelib.models.people.door.invites import EVERYBODY, Invite
from chalicelib.schemas import languages
from chalicelib.schemas.base import TRUE, Form
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.joining import arrivals
from chalicelib.services.people.joining.arrivals import Asked
from chalicelib.services.people.joining.invites import LONGEST_SECONDS, MOST_USES

if TYPE_CHECKING:
    from chalicelib.schemas import entities

DAY = 24 * 3600


def _plain(value: Any) -> Any:
    # What is no text is nothing, so that the answer names the field the way Mastodon does.
    return value if isinstance(value, str | int) else ""


def _accepted(value: Any) -> bool:
    return str(value).lower() in TRUE


Plain = Annotated[str, BeforeValidator(_plain)]


class RegistrationForm(Form):
    """Who wants to come in. The rules about these values are the service's."""

    username: Plain = ""
    email: Plain = ""
    password: Plain = ""
    agreement: Annotated[bool, BeforeValidator(_accepted)] = False
    reason: Plain = ""
    invite_code: Plain = ""
    # The language of letters, as apps name that of their device: `ru`, `pt-BR`.
    locale: Plain = ""
    # The day of the terms of service that the form showed and that are agreed to.
    terms_day: Plain = ""

    def asked(self) -> Asked:
        """Return what they bring to be let in, and the language of letters: that of the request if none is named."""
        language = languages.known(self.locale) if self.locale else languages.spoken()
        return Asked(self.reason, self.invite_code.strip(), language or ENGLISH, self.terms_day)


class InviteForm(Form):
    """How many seconds an invitation lasts, an hour to 30 days, and how often it is used."""

    expires_in: int = Field(default=7 * DAY, ge=DAY // 24, le=LONGEST_SECONDS)
    max_uses: int = Field(default=1, ge=1, le=MOST_USES)


def render_registrations() -> "entities.Registrations":
    """Return whether and how one signs up who was not invited."""
    return {
        "enabled": arrivals.is_open(),
        "approval_required": arrivals.needs_reason(),
        "reason_required": arrivals.needs_reason(),
        "message": config.REGISTRATIONS_MESSAGE or None,
        "url": f"{config.PUBLIC_URL}/sign-up",
    }


def render_sign_ups() -> "entities.SignUps":
    """Return the operator's setting, and who may invite."""
    mode: Any = config.REGISTRATIONS if arrivals.takes_people() else "closed"
    return {"mode": mode, "invites_by": "everybody" if config.INVITES_BY == EVERYBODY else "staff"}


def render_invite(invite: Invite, code: str | None = None) -> "entities.Invite":
    """Return an invitation; its code is told only to whoever has just made it, since nobody knows it later."""
    return {
        "id": invite.id,
        "code": code,
        "url": f"{config.PUBLIC_URL}/invite/{code}" if code else None,
        "max_uses": int(invite.max_uses),
        "uses": int(invite.max_uses - invite.left),
        "created_at": timestamp(id_time(invite.id)),
        "expires_at": timestamp(invite.expires_at.timestamp()),
    }
