"""Forms of the timelines."""

from pydantic import Field

from chalicelib.schemas.base import Flag
from chalicelib.schemas.pages import PageForm


class PublicTimelineForm(PageForm):
    """Which public posts are asked for. `local` changes nothing: all posts are local."""

    local: Flag = False
    remote: Flag = False
    only_media: Flag = False


class AccountTimelineForm(PageForm):
    """Which posts of an account are asked for."""

    only_media: Flag = False
    exclude_replies: Flag = False
    exclude_reblogs: Flag = False
    tagged: str = Field(default="", max_length=500)
    pinned: Flag = False
