"""The story that a message answers, as our own client reads it, and the addresses of stories."""

from typing import TYPE_CHECKING

from chalicelib.models.base import now
from chalicelib.models.photos.places import Place
from chalicelib.models.photos.stories.reels import LASTS_SECONDS, Story
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.files.addresses import Address, Ticket
from chalicelib.services.photos.views import PostView

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def address_of(story: Story) -> Address:
    """Return the addresses of the files of a story, which are good until it ends.

    While one that is kept stands too, they end with its day, in which its author may let go of it.
    """
    day = story.published_at + LASTS_SECONDS
    ends_at = story.ends_at or (day if day > now() else None)
    place = Place(story.photo["place"], story.photo["key"])
    # What is signed asks for no ticket, and a story is never anything else.
    return addresses.address(place, Ticket(story.id, story.id, ""), ends_at)


def render_answered(view: PostView) -> "entities.AnsweredStory | None":
    """Return which story a message answers, with its picture where that is there for the reader; None of others."""
    said = view.post.body.get("story")
    if not said:
        return None
    return {
        "id": said["id"],
        "account_id": said["author_id"],
        "small": address_of(view.story)("thumb.jpg") if view.story else None,
        "description": str(view.story.photo["alt"]) if view.story else "",
    }
