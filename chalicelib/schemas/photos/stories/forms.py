"""What is said of stories: the forms of Pixelfed's app, and what our own client adds to them."""

from typing import Annotated

from pydantic import Field

from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.photos.sharing.archive import ArchiveForm
from chalicelib.schemas.uploads import Upload
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.stories.publishing import LONGEST_SECONDS

Seconds = Annotated[int, Field(ge=0, le=LONGEST_SECONDS)]


class AddForm(Form):
    """A photo that is to become a story."""

    file: Upload
    description: str = ""


class StoryForm(Form):
    """Which of one's photos becomes a story, for whom, and for how many seconds it is shown; 0 is the usual five."""

    media_id: str
    audience: Annotated[str, Field(pattern="^(followers|close_friends)$")] = "followers"
    duration: Seconds = 0
    can_react: Flag = True
    can_reply: Flag = True


class WholeStoryForm(Form):
    """A photo that is a story at once. Nothing is drawn over it, so `overlays` must be empty."""

    image: Upload
    duration: Seconds = 0
    can_react: Flag = True
    can_reply: Flag = True
    overlays: Annotated[list[object], Field(max_length=0)] = Field(default_factory=list)


class SeenForm(Form):
    """Which story was seen: `id`, or `sid`, as apps call it."""

    id: str = ""
    sid: str = ""


class CommentForm(Form):
    """An answer, `caption`, to a story, `sid`."""

    sid: str
    caption: str

    def draft(self) -> Draft:
        """Return what is sent."""
        return Draft(caption=self.caption)


class ViewersForm(ArchiveForm):
    """Which page is asked for of the viewers of which story, `sid`."""

    sid: str
