"""Of what somebody gets mails, and in which language."""

from typing import TYPE_CHECKING

from pydantic import Field

from chalicelib.locales import ENGLISH, Locale
from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.languages import known

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class MailChoicesForm(Form):
    """A change of what is mailed; what is not named stays."""

    follows: Flag | None = None
    mentions: Flag | None = None
    comments: Flag | None = None
    language: Locale | None = None

    def changes(self) -> dict[str, bool]:
        """Return of what mails are wished or not, as far as it is named."""
        return self.model_dump(exclude_none=True, exclude={"language"})


class UnsubscribeForm(Form):
    """What the link in a mail says."""

    account: str = Field(max_length=100)
    key: str = Field(max_length=100)


def render_mail_choices(chosen: dict[str, bool], language: str | None) -> "entities.MailChoices":
    """Return what is mailed, and in which language.

    Of purchases and campaigns one's own money is told by mail whatever is chosen here.
    """
    return {
        "follows": chosen["follows"],
        "mentions": chosen["mentions"],
        "comments": chosen["comments"],
        "purchases": True,
        "campaigns": True,
        "language": known(language or "") or ENGLISH,
    }
