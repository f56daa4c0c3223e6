"""Appeals: what accounts send, and what moderators read."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from chalicelib.schemas.base import Form, Line
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.door.forms import LinkForm
from chalicelib.schemas.safety.admin import render_action, render_member
from chalicelib.schemas.text import timestamp
from chalicelib.services.safety.appeals.deciding import Filed

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# The service says how long a text may be; this keeps out what nobody wrote.
LONGEST = 20_000


class AppealForm(Form):
    """What an account says against an act."""

    text: str = Field(default="", max_length=LONGEST)


class MailedAppealForm(LinkForm):
    """What somebody says who came by the link in a letter."""

    text: str = Field(default="", max_length=LONGEST)


class AppealsForm(PageForm):
    """Which appeals a moderator reads."""

    state: Literal["pending", "approved", "rejected"] = "pending"


class AnswerForm(Form):
    """What whoever decides an appeal says to the account."""

    text: Line = ""


def render_filed(filed: Filed) -> "entities.FiledAppeal":
    """Return an appeal as moderators read it, with the act and whom it was done to."""
    appeal = filed.appeal
    return {
        "id": appeal.id,
        "text": appeal.text,
        "state": appeal.state,
        "created_at": timestamp(appeal.created_at),
        "decided_at": None if appeal.decided_at is None else timestamp(appeal.decided_at),
        "decided_by": appeal.decided_by,
        "answer": appeal.answer,
        "words": filed.strike.action.said,
        "account": render_member(filed.member),
        "strike": render_action(filed.strike.action, filed.member),
    }
