"""Stories, as Pixelfed's app reads them, and what our own client needs beside that."""

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.photos.keeping import Cursors


class StoryAuthor(TypedDict):
    """Whose stories are shown."""

    id: Id
    username: str
    username_acct: str
    display_name: str
    avatar: Url
    local: bool
    is_author: bool


class StoryExtras(TypedDict):
    """What our own client needs of a story: its shape, its text for who cannot see it, and what the viewer did."""

    audience: Annotated[str, one_of("followers", "close_friends")]
    expires_at: Time | None
    width: Count
    height: Count
    blurhash: str
    description: str
    small: Url
    may_react: bool
    may_reply: bool
    favourited: bool


class Story(TypedDict):
    """One story that stands; `duration` is how many seconds it is shown."""

    id: Id
    pid: Id
    type: Literal["photo"]
    src: Url
    duration: Count
    seen: bool
    created_at: Time
    rossgram: StoryExtras


class OwnReel(TypedDict):
    """Stories of one author, the oldest first."""

    user: StoryAuthor
    nodes: list[Story]


class Highlight(OwnReel):
    """Stories of one author that stay on their profile, as the viewer sees them; none of them expires."""

    id: Id
    title: str
    cover: Url
    cover_id: Id


class StoryReel(OwnReel):
    """The stories of an author, the oldest first; `seen` tells whether the viewer saw all of them."""

    id: str
    url: Url
    seen: bool
    stories: NotRequired[list[Story]]


class OwnStories(TypedDict):
    """The caller's own stories."""

    self: OwnReel


class StoryCarousel(OwnStories):
    """One's own stories, and those of whom one follows: unseen before seen."""

    nodes: list[StoryReel]


class AddedStory(TypedDict):
    """A photo that was uploaded to become a story."""

    code: Literal[200]
    msg: str
    media_id: Id
    media_url: Url | None
    media_type: Literal["photo"]


class StoryTold(TypedDict):
    """That something is done, as Pixelfed says it."""

    code: Literal[200]
    msg: NotRequired[str]


class SeenBy(Cursors):
    """A page of those who saw a story, as Pixelfed's app reads them."""

    data: list[Account]


class StoryViewer(TypedDict):
    """Somebody who saw a story, and whether they like it."""

    account: Account
    favourited: bool


class StoryViewers(TypedDict):
    """How many saw one's own story, 1000 for as many or more, and a page of them, whoever saw it last first."""

    views_count: Count
    viewers: list[StoryViewer]
