"""Forms of polls and votes.

Source: https://docs.joinmastodon.org/methods/statuses/#create and /methods/polls/#vote
"""

from typing import Annotated

from pydantic import Field

from chalicelib.schemas.base import Flag, Form, Line, Many
from chalicelib.services.photos.polls.asking import Poll


class PollForm(Form):
    """What a post asks. Options that say nothing are left out: clients send the rows that nobody filled in."""

    options: Annotated[list[Line], Many]
    expires_in: int
    multiple: Flag = False
    hide_totals: Flag = False

    def poll(self) -> Poll:
        """Return what is asked."""
        options = [option.strip() for option in self.options if option.strip()]
        return Poll(options, self.expires_in, self.multiple, self.hide_totals)


class VoteForm(Form):
    """The places of the options that somebody chooses, from 0."""

    choices: Annotated[list[int], Many] = Field(default_factory=list)
