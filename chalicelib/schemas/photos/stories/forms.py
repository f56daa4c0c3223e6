"""What is said of stories: the forms of Pixelfed's app, and what our own client adds to them."""

from typing import Annotated

from pydantic import Field

from chalicelib.schemas.base import Flag, Form, Many, Name, at_most
from chalicelib.schemas.pages import Cursor
from chalicelib.schemas.photos.sharing.archive import ArchiveForm
from chalicelib.schemas.uploads import Upload
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.stories.highlights import MOST_HIGHLIGHTS, MOST_KEPT
from chalicelib.services.photos.stories.publishing import LONGEST_SECONDS

LONGEST_TITLE = 30
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


class HighlightForm(Form):
    """What is to be changed of a highlight, or what a new one has; what is absent stays."""

    title: Annotated[Name | None, Field(min_length=1), at_most(LONGEST_TITLE)] = None
    story_ids: Annotated[list[Cursor] | None, Many] = Field(default=None, max_length=MOST_KEPT)
    # Without any, the first story stands for the highlight.
    cover_id: Cursor | None = None


class NewHighlightForm(HighlightForm):
    """A new highlight: its title and its stories, in their order."""

    title: Annotated[Name, Field(min_length=1), at_most(LONGEST_TITLE)]
    story_ids: Annotated[list[Cursor], Many] = Field(min_length=1, max_length=MOST_KEPT)


class OrderForm(Form):
    """The ids of all of one's own highlights, in their order."""

    ids: Annotated[list[Cursor], Many] = Field(min_length=1, max_length=MOST_HIGHLIGHTS)


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
