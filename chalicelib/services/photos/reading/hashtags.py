"""Follow hashtags, and show them on one's profile."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import id_time, new_id, wait_a_little
from chalicelib.models.paging import Page, Turned, turn_at_hand
from chalicelib.models.people.reading.hashtags import Choice, Hashtags
from chalicelib.models.photos.search.post_words import PostWord
from chalicelib.models.photos.timelines import Home
from chalicelib.models.rounds import both
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import timelines
from chalicelib.services.photos.text import tag_name, tags_in

FOLLOWED, FEATURED = "followed", "featured"
MOST_FOLLOWED = 500
# Each is a read of half a unit whenever home is looked at.
MOST_AT_HOME = 20
MOST_FEATURED = 10
MOST_SUGGESTED = 10
# Of how many of an account's newest posts the hashtags are counted.
COUNTED_POSTS = 100
# Of so many rows a Query reads two units.
MOST_COUNTED = 100
RACES = 8


@dataclass(frozen=True)
class Tag:
    """A hashtag as its viewer stands to it; None where nobody in particular looks.

    `count` is how many posts with it are on lists for everybody, up to a most; None where they are not counted. `days`
    are those of a trend: how many posts, and of how many people, by the second at which each began, the last first.
    """

    name: str
    is_followed: bool | None = None
    is_featured: bool | None = None
    count: int | None = None
    days: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Featured:
    """A hashtag on a profile: how many of the newest posts have it, and when the last one was published."""

    id: str
    name: str
    count: int
    last_at: float | None


def named(text: str) -> str:
    """Return the name of a hashtag, with or without its sign, or raise NotFound for what is none."""
    name = tag_name(text.strip()).removeprefix("#")
    if tags_in(f"#{name}") != [name]:
        raise NotFound
    return name


def find(viewer_id: str | None, text: str) -> Tag:
    """Return a hashtag, how many posts have it, and how the viewer stands to it: one trip."""
    name = named(text)
    counted = partial(PostWord.number, f"#{name}", MOST_COUNTED)
    if viewer_id is None:
        return Tag(name, count=counted())
    row, count = both(partial(Hashtags.of, viewer_id), counted)
    return replace(tag_of(row, name), count=count)


def follow(account_id: str, text: str) -> Tag:
    """Follow a hashtag; a second time it is the same."""
    return _choose(account_id, named(text), FOLLOWED, MOST_FOLLOWED)


def unfollow(account_id: str, text: str) -> Tag:
    """Follow a hashtag no longer; without following it nothing changes."""
    return _drop(account_id, named(text), FOLLOWED)


def feature(account_id: str, text: str) -> Tag:
    """Show a hashtag on one's profile; a second time it is the same."""
    return _choose(account_id, named(text), FEATURED, MOST_FEATURED)


def unfeature(account_id: str, text: str) -> Tag:
    """Show a hashtag on one's profile no longer."""
    return _drop(account_id, named(text), FEATURED)


def remove_featured(account_id: str, choice_id: str) -> None:
    """Take the hashtag with this id off one's profile, or raise NotFound."""
    held: list[Choice] = Hashtags.of(account_id).featured
    for choice in held:
        if choice["id"] == choice_id:
            unfeature(account_id, choice["name"])
            return
    raise NotFound


def followed(account_id: str, page: Page) -> tuple[Turned[str], list[Tag]]:
    """Return a page of the hashtags that an account follows, by the choice's own id, the newest first."""
    row = Hashtags.of(account_id)
    names = {choice["id"]: choice["name"] for choice in row.followed}
    turned = turn_at_hand(names, page)
    return turned, [tag_of(row, names[choice_id]) for choice_id in turned.rows]


def featured(viewer_id: str | None, account_id: str) -> list[Featured]:
    """Return the hashtags on an account's profile, counted in those of its newest posts that the viewer sees."""
    blocks.find_shown(viewer_id, account_id)
    chosen: list[Choice] = Hashtags.of(account_id).featured
    if not chosen:
        return []
    uses = _uses(viewer_id, account_id)
    return [_featured(choice, [at for name, at in uses if name == choice["name"]]) for choice in chosen]


def find_featured(account_id: str, name: str) -> Featured:
    """Return a hashtag of one's own profile by its name, or raise NotFound."""
    for found in featured(account_id, account_id):
        if found.name == name:
            return found
    raise NotFound


def suggested(account_id: str) -> list[Tag]:
    """Return the hashtags that an account used most in its newest posts, and does not show on its profile."""
    row = Hashtags.of(account_id)
    shown = {choice["name"] for choice in row.featured}
    counted = Counter(name for name, _ in _uses(account_id, account_id) if name not in shown)
    return [tag_of(row, name) for name, _ in counted.most_common(MOST_SUGGESTED)]


def _uses(viewer_id: str | None, account_id: str) -> list[tuple[str, float]]:
    """Return each hashtag of an account's newest posts with the moment of the post."""
    found = timelines.account(viewer_id, account_id, Page(limit=COUNTED_POSTS))
    return [(tag, id_time(view.post.id)) for view in found.views for tag in tags_in(view.post.body["caption"])]


def _featured(choice: Choice, used_at: list[float]) -> Featured:
    return Featured(choice["id"], choice["name"], len(used_at), max(used_at, default=None))


def tag_of(row: Hashtags, name: str) -> Tag:
    """Return a hashtag as the account stands to it that chose these."""
    followed, featured = ({choice["name"] for choice in held} for held in (row.followed, row.featured))
    return Tag(name, name in followed, name in featured)


def _choose(account_id: str, name: str, kind: str, most: int) -> Tag:
    def add(held: list[Choice]) -> list[Choice]:
        if any(choice["name"] == name for choice in held):
            return held
        if len(held) >= most:
            raise Unprocessable(f"Validation failed: At most {most} hashtags")
        return [*held, Choice(id=new_id(), name=name)]

    return _change(account_id, name, kind, add)


def _drop(account_id: str, name: str, kind: str) -> Tag:
    return _change(account_id, name, kind, lambda held: [choice for choice in held if choice["name"] != name])


def _change(account_id: str, name: str, kind: str, change: Callable[[list[Choice]], list[Choice]]) -> Tag:
    for attempt in range(RACES):
        row = Hashtags.of(account_id)
        held: list[Choice] = getattr(row, kind)
        wanted = change(held)
        # Those that were followed last are at home.
        newest = [choice["name"] for choice in wanted[-MOST_AT_HOME:]]
        also = Home.showing_tags(account_id, newest) if kind == FOLLOWED else None
        if wanted == held or row.replace(kind, wanted, also):
            setattr(row, kind, wanted)
            return tag_of(row, name)
        wait_a_little(attempt)
    raise Unavailable
