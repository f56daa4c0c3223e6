"""Say that one saw a story or likes it, and tell its author who did."""

from dataclasses import dataclass
from functools import partial

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.base import now
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import Filled, fill_named
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories.reels import Reel, Story
from chalicelib.models.photos.stories.standing import is_of_story
from chalicelib.models.photos.stories.story_views import StoryView
from chalicelib.services import news
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos.access import may_see
from chalicelib.services.photos.stories.tray import SeenStory, ShownReel
from chalicelib.services.photos.viewers import viewer_of


@dataclass(frozen=True)
class StoryViewer:
    """Somebody who saw a story."""

    account: Account
    is_liked: bool


def find(viewer_id: str, story_id: str) -> Story:
    """Return a story that stands and that one may see, or raise NotFound."""
    return _found(viewer_id, story_id)[0]


def show(viewer_id: str, story_id: str) -> ShownReel:
    """Return a story that stands and that one may see, by itself, or raise NotFound: four trips."""
    story, author = _found(viewer_id, story_id)
    row = fetch([StoryView.key(viewer_id, story_id)]).get(StoryView.key(viewer_id, story_id))
    view = row if isinstance(row, StoryView) else None
    is_seen = view is not None or story.author_id == viewer_id
    return ShownReel(author.id, author.snapshot(), [SeenStory(story, is_seen, bool(view and view.is_liked))])


def _found(viewer_id: str, story_id: str) -> tuple[Story, Account]:
    story, author = _standing(story_id)
    if story is None or author is None:
        raise NotFound
    post = story.as_post(author)
    if not may_see(viewer_of(viewer_id, [post]), post):
        raise NotFound
    return story, author


def _standing(story_id: str) -> tuple[Story | None, Account | None]:
    """Return a story that stands and its author: two trips. Where there is no such photo it raises NotFound."""
    item = Media.find(story_id)
    if not is_of_story(item):
        return None, None
    found = fetch([(Reel, item.owner_id, None), (Account, item.owner_id, None)])
    reel, author = found.get((Reel, item.owner_id, None)), found.get((Account, item.owner_id, None))
    stories = reel.standing(now()) if isinstance(reel, Reel) else []
    story = next((one for one in stories if one.id == story_id), None)
    return story, author if isinstance(author, Account) else None


def see(viewer_id: str, story_id: str) -> None:
    """Write that one saw a story; again, or by its author, it changes nothing."""
    story = find(viewer_id, story_id)
    if story.author_id != viewer_id:
        StoryView.note(viewer_id, story)


def like(viewer_id: str, story_id: str) -> None:
    """Like a story, which its author is told with who saw it; again it changes nothing."""
    story = find(viewer_id, story_id)
    if story.author_id == viewer_id or not story.may_react:
        raise Unprocessable("Validation failed: You cannot like this story")
    news.announce(story.author_id)
    StoryView.like(viewer_id, story)
    news.hint(story.author_id)


def unlike(viewer_id: str, story_id: str) -> None:
    """Take a like back, from a story that one no longer sees too; without a like it changes nothing."""
    if story := _standing(story_id)[0]:
        StoryView.unlike(viewer_id, story)


def viewers(author_id: str, story_id: str, page: Page) -> tuple[int, Filled[StoryViewer]]:
    """Return how many saw one's own story, 1000 for as many or more, and a page of them, whoever saw it last first.

    Those are left out whom its author must not meet. NotFound for another's story, and for one that ended.
    """
    if not any(one.id == story_id for one in Reel.of(author_id).standing(now())):
        raise NotFound
    number, found = rounds.both(partial(StoryView.count_of, story_id), partial(_page, author_id, story_id, page))
    return number, found


def _page(author_id: str, story_id: str, page: Page) -> Filled[StoryViewer]:
    def read(page: Page) -> Turned[tuple[str, str]]:
        turned = StoryView.page(story_id, page)
        return Turned([(row.id, row.viewer_id) for row in turned.rows], turned.has_more)

    def find_shown(account_ids: list[str]) -> list[StoryViewer]:
        keys: list[Key] = [StoryView.key(one, story_id) for one in account_ids]
        accounts, rows = rounds.both(partial(blocks.find_met, author_id, account_ids), partial(fetch, keys))
        liked = {row.viewer_id for row in rows.values() if isinstance(row, StoryView) and row.is_liked}
        return [StoryViewer(account, account.id in liked) for account in accounts]

    return fill_named(read, lambda row: row, find_shown, lambda shown: shown.account.id, page)
