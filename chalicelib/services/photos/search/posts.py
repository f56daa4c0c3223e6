"""Find posts by the words of their captions, and list those with a hashtag and of a town."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chalicelib import config
from chalicelib.models.base import is_key
from chalicelib.models.paging import Page, Turned, merge, turn_at_hand
from chalicelib.models.photos.posts import UNLISTED
from chalicelib.models.photos.search.post_words import Found, PostWord, of_town
from chalicelib.models.rounds import each
from chalicelib.models.words import terms
from chalicelib.services.photos import views
from chalicelib.services.photos.search import towns
from chalicelib.services.photos.text import tag_name, tags_in
from chalicelib.services.photos.views import PostPage, PostView

# So many of the words of a query are looked up, and so many of the newest posts with each.
MOST_TERMS, REACH = 6, 400
ADDRESS = re.compile(re.escape(config.PUBLIC_URL) + r"/@[A-Za-z0-9_]+/(?P<post_id>\d{1,18})")


@dataclass(frozen=True)
class Rule:
    """Which of the posts with a hashtag are shown: those with all of some others, and with none of some.

    `lets` takes hashtags with their sign.
    """

    all_of: Sequence[str] = ()
    none_of: Sequence[str] = ()
    only_media: bool = False

    def lets(self, view: PostView, wanted: Sequence[str]) -> bool:
        """Tell whether a post has one of the wanted hashtags at this moment, and is as the rule says."""
        said = _said(view)
        has_media = bool(view.post.body["media"]) or not self.only_media
        return (
            has_media and not said.isdisjoint(wanted) and said.issuperset(self.all_of) and said.isdisjoint(self.none_of)
        )


ALL_OF_IT = Rule()


def search(viewer_id: str | None, text: str, page: Page, author_id: str = "") -> PostPage:
    """Return a page of the posts that have all words of a text and that the viewer may see, or sees locked.

    The address of a post finds that, whoever wrote it. What is said by whom the viewer has muted, or by a silenced
    account that they do not follow, is not found otherwise, as by Mastodon:
    https://github.com/mastodon/mastodon/blob/main/app/services/statuses_search_service.rb
    Three trips. Where each word is in more than REACH posts, those are found that are among the newest with the rarest
    of them.
    """
    named = ADDRESS.fullmatch(text.strip())
    if named:
        return PostPage(views.find_many(viewer_id, [named["post_id"]]))
    wanted = _wanted(text)
    if not wanted:
        return PostPage()
    ids = _candidates(wanted[:MOST_TERMS], page, author_id)

    def read(post_ids: list[str]) -> list[PostView]:
        found = views.for_conversations(views.find_many(viewer_id, post_ids))
        return [view for view in found if _fits(view, viewer_id, wanted)]

    return views.gather(partial(turn_at_hand, ids), read, page)


def tagged(viewer_id: str | None, names: Sequence[str], page: Page, rule: Rule = ALL_OF_IT) -> PostPage:
    """Return a page of the posts with one of some hashtags that are on lists for everybody, three trips for all."""
    wanted = [tag for tag in _signed(names) if is_key(tag)]
    signed = replace(rule, all_of=_signed(rule.all_of), none_of=_signed(rule.none_of))
    return _under(viewer_id, wanted, page, lambda view: signed.lets(view, wanted))


def located(viewer_id: str | None, town_id: str, page: Page) -> PostPage:
    """Return a page of the posts that name a town and are on lists for everybody; NotFound without the town."""
    towns.find(town_id)
    return _under(viewer_id, [of_town(town_id)], page, partial(_names, town_id))


def _names(town_id: str, view: PostView) -> bool:
    town = view.post.body.get("town")
    return bool(town) and town["id"] == town_id


def _under(viewer_id: str | None, wanted: Sequence[str], page: Page, fits: Callable[[PostView], bool]) -> PostPage:
    """Return a page of the posts for everybody that stand under one of some terms and are as they stood there."""
    if not wanted:
        return PostPage()

    def ids(page: Page) -> Turned[str]:
        return merge(each([partial(PostWord.page, term, page) for term in wanted]), page)

    def read(post_ids: list[str]) -> list[PostView]:
        found = views.for_timelines(views.find_many(viewer_id, post_ids))
        return [view for view in found if view.post.public and fits(view)]

    return views.gather(ids, read, page)


def _signed(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(tag_name(f"#{name.strip().removeprefix('#')}") for name in names))


def _wanted(text: str) -> list[str]:
    """Return the words of a query; a word with the sign of a hashtag is meant as one."""
    tags = [f"#{tag}" for tag in tags_in(text)]
    bare = " ".join(part for part in text.split() if part.lower() not in tags)
    return [*tags, *terms(bare)]


def _candidates(wanted: list[str], page: Page, author_id: str) -> list[str]:
    """Return ids of posts that have the rarest word and may have the others: one trip for all words."""
    high = page.high if page.max_id else ""
    lists: list[list[Found]] = each([partial(PostWord.newest, word, high, REACH) for word in wanted])
    # A list that was cut reaches back to its last post; one that was not, to the beginning.
    rarest = min(lists, key=lambda found: (len(found), found[-1].post_id if found else ""))
    others = [Known({found.post_id for found in found_of}, found_of) for found_of in lists]
    return [
        found.post_id
        for found in rarest
        if author_id in ("", found.author_id) and all(other.may_have(found.post_id) for other in others)
    ]


@dataclass(frozen=True)
class Known:
    """The posts with one word, as far back as was looked."""

    post_ids: set[str]
    newest: list[Found]

    def may_have(self, post_id: str) -> bool:
        """Tell whether a post has the word, or lies further back than was looked."""
        is_beyond = len(self.newest) == REACH and post_id < self.newest[-1].post_id
        return is_beyond or post_id in self.post_ids


def _fits(view: PostView, viewer_id: str | None, wanted: list[str]) -> bool:
    """Tell whether a post has all the words at this moment, and is meant to be found by this viewer."""
    is_offered = view.post.access != UNLISTED or view.post.author_id == viewer_id
    return is_offered and not view.post.withdrawn_at and _said(view).issuperset(wanted)


def _said(view: PostView) -> set[str]:
    caption = view.post.body["caption"]
    return {*terms(caption), *(f"#{tag}" for tag in tags_in(caption))}
