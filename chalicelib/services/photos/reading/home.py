"""Read what was delivered to a home timeline, and what it pulls."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.models.paging import Page, Turned, merge, turn_at_hand
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.lists import List
from chalicelib.models.photos.posts import PUBLIC
from chalicelib.models.photos.search.post_words import Found, PostWord
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.people import homes
from chalicelib.services.photos import views
from chalicelib.services.photos.text import tags_in
from chalicelib.services.photos.views import PostView


class HomeReader:
    """Reads one account's home timeline, beginning with its `Home` row and the entries of a page, in one trip."""

    def __init__(self, account_id: str, page: Page, likely: Iterable[str] = ()) -> None:
        """Take the account whose timeline it is, the page that is asked for first, and hashtags that it may show."""
        self.account_id = account_id
        self._authors: dict[str, str] = {}
        # What reblogs show, by their ids, and who wrote that.
        self._reblogs: dict[str, tuple[str, str]] = {}
        self._shown: set[str] = set()
        # What only a hashtag brings.
        self._tagged: set[str] = set()
        names = sorted(likely)
        acts: list[Callable[[], Any]] = [partial(self._delivered, page), partial(Home.of, account_id)]
        acts += [partial(_found, name, page) for name in names]
        answers: list[Any] = rounds.each(acts)
        self.home: Home = answers[1]
        self._read: dict[Page, Turned[str]] = {page: answers[0]}
        # What was found of hashtags before it was known which these are.
        self._found: dict[tuple[str, Page], Turned[Found]] = {
            (name, page): turned for name, turned in zip(names, answers[2:], strict=True)
        }

    def ids(self, page: Page) -> Turned[str]:
        """Return a page of ids of delivered posts, of those that are pulled, and of followed hashtags' posts."""
        delivered = self._read.get(page) or self._delivered(page)
        names = sorted(self.home.tags or ())
        if not names:
            return merge([delivered, turn_at_hand(self._pulled, page)], page) if self._pulled else delivered
        missing = [one for one in names if (one, page) not in self._found]
        acts: list[Callable[[], Any]] = [lambda: self._pulled, *(partial(_found, one, page) for one in missing)]
        pulled, *tagged = rounds.each(acts)
        self._found |= {(one, page): turned for one, turned in zip(missing, tagged, strict=True)}
        pages = [delivered, turn_at_hand(pulled, page), *(self._of_tag(self._found[one, page]) for one in names)]
        return merge(pages, page)

    def _of_tag(self, turned: Turned[Found]) -> Turned[str]:
        """Take note of who wrote what a hashtag brings, and of what nothing else does."""
        self._tagged |= {found.post_id for found in turned.rows if found.post_id not in self._authors}
        self._authors |= {found.post_id: found.author_id for found in turned.rows}
        return Turned([found.post_id for found in turned.rows], turned.has_more)

    def views(self, post_ids: list[str]) -> list[PostView]:
        """Return what is shown of some posts, without those of accounts that are not followed any more.

        Authors, and what reblogs show, are read in the same trip where an entry names them, and so are exclusive lists.
        What is on a page already is not shown there by a reblog again.
        """
        if not post_ids:
            return []
        author_ids = {self._authors[post_id] for post_id in post_ids if post_id in self._authors}
        reblogs = dict(self._reblogs[post_id] for post_id in post_ids if post_id in self._reblogs)
        read = views.read_many(self.account_id, post_ids, author_ids, reblogs, _on_lists(self.home, author_ids))
        found, _ = views.of_read(self.account_id, post_ids, read)
        elsewhere = _elsewhere(self.home, read.found)
        kept = [
            view
            for view in views.for_timelines(found)
            if not views.is_unwanted(self.home, view) and self._is_meant(view, elsewhere)
        ]
        self._shown |= {view.post.id for view in kept if view.reblogged is None}
        return [view for view in kept if self._is_new(view)]

    def _is_meant(self, view: PostView, elsewhere: set[str]) -> bool:
        """Tell whether a post is for this home: what only a hashtag brings has it still, and is for everybody.

        Of those whose posts are read `elsewhere`, only a hashtag brings any.
        """
        if view.post.id not in self._tagged and view.post.author_id not in elsewhere:
            return True
        has_tag = not (self.home.tags or set()).isdisjoint(tags_in(view.post.body["caption"]))
        return has_tag and view.post.access == PUBLIC and bool(view.post.public)

    def _is_new(self, view: PostView) -> bool:
        if view.reblogged is None:
            return True
        is_new = view.reblogged.post.id not in self._shown
        self._shown.add(view.reblogged.post.id)
        return is_new

    def _delivered(self, page: Page) -> Turned[str]:
        turned = TimelineEntry.page(self.account_id, page)
        self._authors |= {entry.post_id: entry.author_id for entry in turned.rows}
        self._reblogs |= {
            entry.post_id: (entry.reblog_of_id, entry.reblogged_author_id or "")
            for entry in turned.rows
            if entry.reblog_of_id
        }
        return Turned([entry.post_id for entry in turned.rows], turned.has_more)

    @cached_property
    def _pulled(self) -> dict[str, str]:
        found = homes.pulled(self.home)
        self._authors |= found
        return found


def _found(name: str, page: Page) -> Turned[Found]:
    return PostWord.found(f"#{name}", page)


def _on_lists(home: Home, author_ids: Iterable[str]) -> list[Key]:
    """Return the keys of a reader's exclusive lists, and of the follows that say who is on them; none without such."""
    lists: list[Key] = [(List, home.account_id, list_id) for list_id in home.exclusive or ()]
    return lists + [(Follow, home.account_id, author_id) for author_id in author_ids] if lists else []


def _elsewhere(home: Home, found: Mapping[Key, Model]) -> set[str]:
    """Return whose posts are read on an exclusive list alone; one's own are at home too."""
    follows = {one.followee_id: one.id for one in found.values() if isinstance(one, Follow)}
    lists = [one for one in found.values() if isinstance(one, List) and one.is_exclusive]
    entries = [entry for one in lists for entry in one.follow_ids.items()]
    return {member for member, follow_id in entries if follows.get(member) == follow_id} - {home.account_id}
