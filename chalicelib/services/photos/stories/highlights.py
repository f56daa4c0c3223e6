"""Keep one's own stories on one's profile beyond their day: make highlights, change them, order them by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, new_id, now, wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import SIGNED, Place
from chalicelib.models.photos.stories import keeping
from chalicelib.models.photos.stories.highlights import Highlight, Highlights
from chalicelib.models.photos.stories.reels import Reel, Story, fit
from chalicelib.services.photos.files import moves

# All of an author's stand in one row, and what goes of them goes in one write.
MOST_HIGHLIGHTS, MOST_KEPT = 20, 90
# A transaction has 100 writes at most: one for each story that comes or goes, beside that of the row.
MOST_CHANGED = 99
RACES = 8

Change = Callable[[list[Highlight]], list[Highlight]]


def make(author_id: str, title: str, story_ids: Sequence[str], cover_id: str | None = None) -> str:
    """Keep stories of one's own that stand, or that are kept already, under a title, and return its id.

    It comes first. The same title with the same stories again is the highlight that there is.
    """
    made = Highlight(new_id(), title, list(dict.fromkeys(story_ids)), cover_id)

    def added(held: list[Highlight]) -> list[Highlight]:
        if any(_is_same(one, made) for one in held):
            return held
        if len(held) >= MOST_HIGHLIGHTS:
            raise Unprocessable(f"Validation failed: You can have at most {MOST_HIGHLIGHTS} highlights")
        return [_checked(made), *held]

    after = _change(author_id, added)
    return next(one.id for one in after if _is_same(one, made))


def edit(
    author_id: str,
    highlight_id: str,
    title: str | None = None,
    story_ids: Sequence[str] | None = None,
    cover_id: str | None = None,
) -> None:
    """Change what is given of one's own highlight; `story_ids` are all of its stories, in their order."""

    def edited(held: list[Highlight]) -> list[Highlight]:
        one = _find(held, highlight_id)
        ids = one.story_ids if story_ids is None else list(dict.fromkeys(story_ids))
        cover = cover_id or (one.cover_id if one.cover_id in ids else None)
        after = _checked(replace(one, title=one.title if title is None else title, story_ids=ids, cover_id=cover))
        return [after if other.id == highlight_id else other for other in held]

    _change(author_id, edited)


def order(author_id: str, highlight_ids: Sequence[str]) -> None:
    """Put one's own highlights into an order: all of them, or it was made from what is there no more (422)."""

    def ordered(held: list[Highlight]) -> list[Highlight]:
        if sorted(highlight_ids) != sorted(one.id for one in held):
            raise Unprocessable("Validation failed: These are not your highlights of this moment")
        return sorted(held, key=lambda one: highlight_ids.index(one.id))

    _change(author_id, ordered)


def remove(author_id: str, highlight_id: str) -> None:
    """Delete one's own highlight; what is in no other and stands no more goes with its files, which end at once."""

    def removed(held: list[Highlight]) -> list[Highlight]:
        gone = _find(held, highlight_id)
        return [one for one in held if one is not gone]

    _change(author_id, removed)


def renew(author_id: str) -> None:
    """Bring what is kept to where no address leads that was given out; of what still stands nothing is brought."""
    for attempt in range(RACES):
        held = Highlights.of(author_id)
        ways = [_way(story, Place.new(SIGNED)) for story in held.kept]
        photos = placed([story.photo for story in held.kept], ways)
        stories = [replace(story, photo=photo) for story, photo in zip(held.kept, photos, strict=True)]
        if not ways or moves.carry(ways, partial(keeping.renew, held, stories, ways)):
            return
        wait_a_little(attempt)
    raise Unavailable


def _is_same(one: Highlight, other: Highlight) -> bool:
    return (one.title, one.story_ids) == (other.title, other.story_ids)


def _find(held: list[Highlight], highlight_id: str) -> Highlight:
    found = next((one for one in held if one.id == highlight_id), None)
    if found is None:
        raise NotFound
    return found


def _checked(one: Highlight) -> Highlight:
    if not one.story_ids:
        raise Unprocessable("Validation failed: A highlight has a story at least")
    if one.cover_id and one.cover_id not in one.story_ids:
        raise Unprocessable("Validation failed: The cover must be one of the stories")
    return one


def _change(author_id: str, change: Change) -> list[Highlight]:
    """Change highlights from what they are at this moment, whoever else changes them, and return them."""
    for attempt in range(RACES):
        held = Highlights.of(author_id)
        after = change(held.all)
        if after == held.all:
            return after
        stories = _kept(held, dict.fromkeys(one for highlight in after for one in highlight.story_ids))
        if len({one.id for one in stories} ^ {one.id for one in held.kept}) > MOST_CHANGED:
            raise Unprocessable(f"Validation failed: At most {MOST_CHANGED} stories can come and go at once")
        try:
            standing, ended = _let_go(held, stories)
            moves.carry(ended, partial(keeping.change, held, after, stories, standing, ended))
        except GuardFailed:
            wait_a_little(attempt)
            continue
        return after
    raise Unavailable


def _kept(held: Highlights, story_ids: dict[str, None]) -> list[Story]:
    """Return the stories of these ids, which were kept before or stand, or raise Unprocessable."""
    if len(story_ids) > MOST_KEPT:
        raise Unprocessable(f"Validation failed: Your highlights can have at most {MOST_KEPT} stories")
    found = {story.id: story for story in held.kept}
    if story_ids.keys() - found.keys():
        found = {story.id: story for story in Reel.of(held.author_id).standing(now())} | found
    if story_ids.keys() - found.keys():
        raise Unprocessable("Validation failed: There is no such story of yours")
    kept = [found[one] for one in story_ids]
    if not fit(kept):
        raise Unprocessable("Validation failed: The descriptions of these stories are too long together")
    return kept


def _let_go(held: Highlights, stories: Sequence[Story]) -> tuple[list[str], list[Move]]:
    """Return which stories are kept no more but end by themselves, and the ways of the photos of the others.

    Raises GuardFailed where somebody else ends one of them at this moment.
    """
    kept = {story.id for story in stories}
    gone = [story for story in held.kept if story.id not in kept]
    found = fetch([(Media, story.id, None) for story in gone])
    rows = {row.id: row for row in found.values() if isinstance(row, Media)}
    due = {one: int(row.due_at) for one, row in rows.items() if row.due}
    for story_id in (one for one, due_at in due.items() if due_at <= now()):
        # It is in the reel until the sweeper has looked at it, which finds no story once its photo has ended.
        if not keeping.keep(Reel.of(held.author_id), held, story_id):
            raise GuardFailed([])
    standing = [one for one, due_at in due.items() if due_at > now()]
    return standing, [_way(story, None) for story in gone if story.id in rows and story.id not in standing]


def _way(story: Story, target: Place | None) -> Move:
    return Move(story.id, Place(story.photo["place"], story.photo["key"]), target, was_shown=True)
