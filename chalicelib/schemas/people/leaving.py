"""An account that leaves: the wish, and how it is told."""

from typing import TYPE_CHECKING

from chalicelib.models.leaving import Leaving
from chalicelib.schemas.base import Flag
from chalicelib.schemas.people.sign_in import SignInForm, Text
from chalicelib.schemas.text import timestamp

if TYPE_CHECKING:
    from chalicelib.schemas import entities

STAY, LEAVE = "stay", "leave"


class LeavingForm(SignInForm):
    """A password, and on the page a name and what is to happen: `leave`, or `stay`."""

    act: Text = ""
    end_subscriptions: Flag = False


def render_leaving(leaving: Leaving | None, left: list[str]) -> "entities.Leaving":
    """Return whether an account leaves, until when that can be taken back, and what is still in the way."""
    return {
        "leaving": leaving is not None,
        "delete_at": timestamp(int(leaving.delete_at)) if leaving else None,
        "can_stay": leaving is not None and not leaving.begun_at,
        "left": left,
    }
