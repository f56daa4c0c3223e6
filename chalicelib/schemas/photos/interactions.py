"""Forms of what accounts do with posts.

Source: https://docs.joinmastodon.org/methods/statuses/#boost
"""

from pydantic import Field

from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.photos.drafts import VISIBILITY


class DiscussionForm(Form):
    """Whether a post takes comments, and which of them stands first; empty for none."""

    comments_disabled: Flag | None = None
    pinned_comment_id: str | None = Field(default=None, max_length=100)


class ReblogForm(Form):
    """Who sees that a post was reblogged."""

    visibility: str | None = Field(default=None, pattern="^(public|unlisted|private|)$")

    def access(self) -> str | None:
        """Return that in our words; None where nothing is said."""
        return VISIBILITY.get(self.visibility or "")
