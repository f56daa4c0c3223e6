"""Put stories up, take them down, and clear away those that ended."""

from dataclasses import replace
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.base import GuardFailed, now, wait_a_little
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import Place
from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.photos.stories import keeping, standing
from chalicelib.models.photos.stories.highlights import Highlights
from chalicelib.models.photos.stories.reels import (
    AUDIENCES,
    LASTS_SECONDS,
    MOST_STANDING,
    OLDEST_PHOTO_SECONDS,
    Reel,
    Story,
    fit,
)
from chalicelib.services.photos import drafts, media
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.stories import highlights

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
    if not fit([*reel.all, new]):
        raise Unprocessable("Validation failed: The descriptions of your stories are too long together")
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
    """Take one's own story down, from its highlights too, with its files, which nobody fetches from then on.

    Raises NotFound where it is in none and stands no more.
    """
    for attempt in range(RACES):
        reel, held = _read(author_id)
        story = next((one for one in (*reel.all, *held.kept) if one.id == story_id), None)
        if story is None:
            raise NotFound
        way = _out_of(story.photo)
        if moves.carry([way], partial(standing.take_down, reel, held, story_id, way)):
            return
        wait_a_little(attempt)
    raise Unavailable


def remove_all(author_id: str) -> bool:
    """Take all stories of an account down, with its highlights; tells whether there was any."""
    reel, held = _read(author_id)
    found = {story.id for story in (*reel.all, *held.kept)}
    for story_id in found:
        remove(author_id, story_id)
    return bool(found)


def end_all(author_id: str) -> None:
    """Let no story of an account stand any more; its highlights stay, at addresses that nobody knows."""
    reel, _ = _read(author_id)
    for story in reel.all:
        _end(author_id, story.id, _out_of(story.photo), is_shown=True)
    highlights.renew(author_id)


def clear_away(item: Media) -> None:
    """End a story whose day is over, with its photo and all that is left of both, unless a highlight keeps it.

    A crash is finished by the next sweep.
    """
    if not _end(item.owner_id, item.id, _out_of(item.snapshot())):
        media.discard(Media.find(item.id))


def _end(author_id: str, story_id: str, way: Move, *, is_shown: bool = False) -> bool:
    """End a story, at once where addresses of it may still be good; tells whether a highlight keeps it."""
    for attempt in range(RACES):
        reel, held = _read(author_id)
        is_kept = held.keeps(story_id)
        if is_kept and keeping.keep(reel, held, story_id):
            return True
        write = partial(standing.take_down, reel, held, story_id, way)
        if not is_kept and (moves.carry([way], write) if is_shown else write()):
            return False
        now_there = Media.find(story_id)
        if not standing.is_of_story(now_there) or now_there.due is None:
            return standing.is_of_story(now_there)
        wait_a_little(attempt)
    raise Unavailable


def _read(author_id: str) -> tuple[Reel, Highlights]:
    return rounds.both(partial(Reel.of, author_id), partial(Highlights.of, author_id))


def _out_of(photo: dict[str, Any]) -> Move:
    return Move(photo["id"], Place(photo["place"], photo["key"]), None, was_shown=True)
