"""What a viewer is to a post: one truth, wherever the post is shown."""

import ast
import dataclasses
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.models.connections import connection
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions import rows
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import bookmarks, comments, likes, posts, timelines, views
from chalicelib.services.photos.access import ViewerState
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.views import PostView
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post

Surface = Callable[[Account, Post], list[PostView]]
SURFACES: dict[str, Surface] = {
    "the post itself": lambda viewer, post: [views.find(viewer.id, post.id)],
    "home": lambda viewer, _: timelines.home(viewer.id, Page()).views,
    "the public timeline": lambda viewer, _: timelines.public(viewer.id, Page()).views,
    "its author's page": lambda viewer, post: timelines.account(viewer.id, post.author_id, Page()).views,
    "a conversation": lambda viewer, post: comments.context(viewer.id, answer_to(post)).ancestors,
}
# How the interactions with a page of posts are read: settings of models/photos/interactions/rows.py.
WAYS: dict[str, dict[str, int]] = {
    "by one Query": {},
    "by a Query that is too short": {"MOST_IN_A_QUERY": 2},
    "by their keys": {"CLOSE_SECONDS": -1},
}
ACTIONS = {
    "is_liked": (likes.like, likes.unlike),
    "is_bookmarked": (bookmarks.bookmark, bookmarks.unbookmark),
}
FLAGS = {
    "favourited": "is_liked",
    "reblogged": "is_reblogged",
    "muted": "is_muted",
    "bookmarked": "is_bookmarked",
    "pinned": "is_pinned",
}


def answer_to(post: Post) -> str:
    return posts.publish(post.author_id, Draft("Thanks"), parent=post).id


def done(state: ViewerState) -> set[str]:
    return {name for name in FLAGS.values() if getattr(state, name)}


def state_on(surface: str, viewer: Account, post: Post) -> ViewerState:
    return next(view.state for view in SURFACES[surface](viewer, post) if view.post.id == post.id)


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("order", list(itertools.permutations(["act", "follow", "deliver"])))
def test_what_one_did_shows_everywhere_in_whatever_order_it_happened(order: tuple[str, ...], surface: str, name: str):
    act, take_back = ACTIONS[name]
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    steps: dict[str, Callable[[], object]] = {
        "act": lambda: act(ben.id, post.id),
        "follow": lambda: timelines.follow(ben.id, anna.id),
        "deliver": deliver_events,
    }
    for step in order:
        steps[step]()
    assert done(state_on(surface, ben, post)) == {name}
    assert done(state_on(surface, make_active_follower(anna), post)) == set()
    take_back(ben.id, post.id)
    assert done(state_on(surface, ben, post)) == set()


def make_active_follower(author: Account) -> Account:
    account = make_account()
    timelines.follow(account.id, author.id)
    return account


@pytest.mark.parametrize("way", WAYS)
def test_a_page_of_many_posts_tells_of_each_what_its_viewer_did(way: str, monkeypatch: pytest.MonkeyPatch):
    for name, value in WAYS[way].items():
        monkeypatch.setattr(rows, name, value)
    anna = make_account()
    ids = [make_post(anna).id for _ in range(9)]
    liked, bookmarked = ids[::2], ids[::3]
    for post_id in liked:
        likes.like(anna.id, post_id)
    for post_id in bookmarked:
        bookmarks.bookmark(anna.id, post_id)
    deliver_events()
    for post_id in ids[1:6]:
        posts.delete(anna.id, post_id)
    for found in (timelines.home(anna.id, Page()), timelines.public(anna.id, Page())):
        kept = {view.post.id: done(view.state) for view in found.views}
        assert [post_id for post_id in kept if "is_liked" in kept[post_id]] == [ids[8], ids[6], ids[0]]
        assert [post_id for post_id in kept if "is_bookmarked" in kept[post_id]] == [ids[6], ids[0]]


def test_likes_that_were_written_by_an_earlier_version_still_count():
    anna = make_account()
    ids = [make_post(anna).id for _ in range(7)]
    deliver_events()
    item = {"account_id": anna.id, "post_id": ids[0], "id": ids[1], "created_at": 1_763_000_000}
    put(Interaction, item)
    # Home entries of an earlier version told of likes by themselves.
    put(TimelineEntry, {"account_id": anna.id, "post_id": ids[2], "author_id": anna.id, "is_liked": True})
    assert [view.post.id for view in timelines.home(anna.id, Page()).views if view.state.is_liked] == [ids[0]]
    assert views.find(anna.id, ids[0]).state.is_liked
    assert [account.id for account in likes.likers(anna.id, ids[0], Page()).shown] == [anna.id]
    assert not likes.unlike(anna.id, ids[0]).state.is_liked


@pytest.mark.parametrize("post_id", ["", "9" * 5000, "٣" * 18, "x", "-1"])
def test_ids_that_are_none_are_not_found_among_others(post_id: str):
    anna = make_account()
    ids = [make_post(anna, photos=0).id for _ in range(7)]
    likes.like(anna.id, ids[0])
    found = views.find_many(anna.id, [post_id, *ids])
    assert [view.post.id for view in found if view.state.is_liked] == [ids[0]]
    assert len(found) == 7


def put(model: Any, item: dict[str, Any]) -> None:
    kinds = {str: "S", int: "N", bool: "BOOL"}
    stored = {
        name: {kinds[type(value)]: value if isinstance(value, bool) else str(value)} for name, value in item.items()
    }
    connection().dispatch("PutItem", {"TableName": model.Meta.table_name, "Item": stored})


def test_nothing_that_a_viewer_is_to_a_post_can_be_left_out():
    names = [field.name for field in dataclasses.fields(ViewerState)]
    for name in names:
        with pytest.raises(TypeError, match=name):
            ViewerState(**dict.fromkeys(set(names) - {name}, False))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="state"):
        PostView(post=Post("1"), author=None, campaign=None)  # type: ignore[call-arg]


def test_what_a_viewer_is_to_a_post_is_filled_in_one_place():
    root = Path(__file__).parents[3]
    built = [
        (name, str(path.relative_to(root)))
        for path in (root / "chalicelib").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in ("PostView", "ViewerState")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]
    photos = "chalicelib/services/photos"
    assert sorted(built) == [("PostView", f"{photos}/views.py"), ("ViewerState", f"{photos}/access.py")]


def test_a_status_tells_every_flag_of_its_viewers_state():
    anna = make_account()
    view = views.find(anna.id, make_post(anna).id)
    assert set(FLAGS.values()) == {field.name for field in dataclasses.fields(ViewerState)} - {
        "may_see",
        "may_react",
        "is_author_muted",
        "is_author_silenced",
        "granted_at",
        "lock",
        "choices",
    }
    for flag, name in FLAGS.items():
        state = dataclasses.replace(view.state, **{name: True})  # type: ignore[arg-type]
        changed = dataclasses.replace(view, state=state)
        assert {key: value for key, value in render_status(changed).items() if key in FLAGS} == {
            key: key == flag for key in FLAGS
        }
