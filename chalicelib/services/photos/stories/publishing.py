"""Put stories up, take them down, and clear away those that ended."""

from dataclasses import replace
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, now, wait_a_little
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import Place
from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.photos.stories import standing
from chalicelib.models.photos.stories.reels import (
    AUDIENCES,
    LASTS_SECONDS,
    MOST_STANDING,
    OLDEST_PHOTO_SECONDS,
    Reel,
    Story,
)
from chalicelib.services.photos import drafts, media
from chalicelib.services.photos.files import moves

SECONDS, LONGEST_SECONDS = 5, 30
RACES = 8


def publish(
    author_id: str,
    media_id: str,
    access: str = FOLLOWERS,
    seconds: int = SECONDS,
    *,
    may_react: bool = True,
    may_reply: bool = True,
) -> Story:
    """Put one of one's own photos up as a story, for a day; the same photo again returns the story that it is.

    Its photo is used up by it. Raises MediaNotReady while it is processed.
    """
    if access not in AUDIENCES:
        raise Unprocessable("Validation failed: Audience is not one of " + ", ".join(AUDIENCES))
    for attempt in range(RACES):
        reel, at = Reel.of(author_id), now()
        if before := next((one for one in reel.standing(at) if one.id == media_id), None):
            return before
        if len(reel.stories) >= MOST_STANDING:
            raise Unprocessable(f"Validation failed: You have {MOST_STANDING} stories, which is as many as may be")
        [item] = drafts.attachable(author_id, [media_id])
        if item.created_at < at - OLDEST_PHOTO_SECONDS:
            raise Unprocessable("Validation failed: The photo was uploaded too long ago to be a story")
        photo, ends_at = standing.said_of(item.snapshot()), at + LASTS_SECONDS
        new = Story(media_id, author_id, access, at, ends_at, seconds or SECONDS, may_react, photo, may_reply)
        if story := _put_up(reel, item, new):
            return story
        wait_a_little(attempt)
    raise Unavailable


def _put_up(reel: Reel, item: Media, story: Story) -> Story | None:
    """Write a new story; None where another was written at the same time."""
    [move] = ways = moves.into(story.as_post(), [item])
    [photo] = placed([story.photo], ways)
    new = replace(story, photo=photo)
    try:
        moves.carry(ways, partial(standing.put_up, reel, [*reel.all, new], move, Account.find(story.author_id)))
    except GuardFailed as failed:
        if standing.CLOSED in failed.positions:
            raise Unprocessable("Validation failed: This account is closed") from failed
        if standing.CHANGED in failed.positions:
            return None
        raise Unprocessable("Validation failed: The photo is part of a post already, or is gone") from failed
    return new


def remove(author_id: str, story_id: str) -> None:
    """Take one's own story down, with its files, which nobody fetches from then on; NotFound where it is not up."""
    for attempt in range(RACES):
        reel = Reel.of(author_id)
        story = next((one for one in reel.all if one.id == story_id), None)
        if story is None:
            raise NotFound
        way = _out_of(story.photo)
        if moves.carry([way], partial(standing.take_down, reel, story_id, way)):
            return
        wait_a_little(attempt)
    raise Unavailable


def remove_all(author_id: str) -> bool:
    """Take all stories of an account down; tells whether there was any."""
    found = Reel.of(author_id).all
    for story in found:
        remove(author_id, story.id)
    return bool(found)


def clear_away(item: Media) -> None:
    """Delete the photo of a story that ended, with all that is left of both. A crash is finished by the next sweep."""
    photo = item.snapshot()
    for attempt in range(RACES):
        if standing.take_down(Reel.of(item.owner_id), item.id, _out_of(photo)):
            media.discard(Media.find(item.id))
            return
        if not standing.is_of_story(Media.find(item.id)):
            return
        wait_a_little(attempt)
    raise Unavailable


def _out_of(photo: dict[str, Any]) -> Move:
    return Move(photo["id"], Place(photo["place"], photo["key"]), None, was_shown=True)
