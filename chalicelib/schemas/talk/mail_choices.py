"""Of what somebody gets mails."""

from typing import TYPE_CHECKING

from pydantic import Field

from chalicelib.schemas.base import Flag, Form

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class MailChoicesForm(Form):
    """A change of what is mailed; what is not named stays."""

    follows: Flag | None = None
    mentions: Flag | None = None
    comments: Flag | None = None

    def changes(self) -> dict[str, bool]:
        """Return what is named."""
        return self.model_dump(exclude_none=True)


class UnsubscribeForm(Form):
    """What the link in a mail says."""

    account: str = Field(max_length=100)
    key: str = Field(max_length=100)


def render_mail_choices(chosen: dict[str, bool]) -> "entities.MailChoices":
    """Return what is mailed. Of purchases and campaigns one's own money is told by mail whatever is chosen here."""
    return {
        "follows": chosen["follows"],
        "mentions": chosen["mentions"],
        "comments": chosen["comments"],
        "purchases": True,
        "campaigns": True,
    }
