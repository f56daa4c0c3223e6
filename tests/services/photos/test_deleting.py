"""Deleting a post takes everything along that belonged to it, wherever the work is cut."""

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos import bookmarks, comments, likes, posts
from chalicelib.services.photos.files import clearing
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill


def make_talk(author: Account, fan: Account) -> Post:
    """Make a post that was edited, liked and bookmarked, with a comment that was liked and edited too."""
    post = make_post(author)
    comment = comments.write(fan.id, post.id, Draft("Lovely"))
    for liked in (post, comment):
        likes.like(author.id, liked.id)
    bookmarks.bookmark(fan.id, post.id)
    posts.edit(author.id, post.id, Draft("A long walk", [post.body["media"][0]["id"]]), {})
    posts.edit(fan.id, comment.id, Draft("Lovelier"), {})
    deliver_events()
    return post


def left_of(post: Post) -> int:
    """Return how many rows there are that belong to a post or to what is below it."""
    below = [post.id, *(one.id for one in Post.scan() if one.root_id == post.id)]
    rows = [one.post_id for table in (Interaction, Bookmark, Revision) for one in table.scan()]
    return len(below) - 1 + len([post_id for post_id in rows if post_id in below])


def is_there(post: Post) -> bool:
    return post.id in Post.find_all([post.id])


def test_a_deletion_that_is_cut_anywhere_is_finished_or_did_not_happen(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    talks = every_kill(
        monkeypatch, lambda: make_talk(anna, ben), lambda post: (posts.delete(anna.id, post.id), drop_events())
    )
    drop_events()
    deliver_events()

    there = [is_there(post) for post in talks]
    assert 0 < sum(there) < len(talks)
    assert [left_of(post) > 0 for post in talks] == there
    orphans = [one for table in (Interaction, Bookmark, Revision) for one in table.scan()]
    assert len(orphans) == sum(there) * left_in_full(anna, ben)
    assert Account.find(anna.id).posts_count == sum(there) + 1


def left_in_full(anna: Account, ben: Account) -> int:
    """Return how many rows besides posts belong to a whole talk."""
    before = sum(1 for table in (Interaction, Bookmark, Revision) for _ in table.scan())
    make_talk(anna, ben)
    return sum(1 for table in (Interaction, Bookmark, Revision) for _ in table.scan()) - before


def test_a_clean_up_that_is_cut_anywhere_is_finished_by_its_message(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()

    def begin() -> Post:
        post = make_talk(anna, ben)
        posts.delete(anna.id, post.id)
        return post

    talks = every_kill(monkeypatch, begin, lambda post: clearing.clear_away(post.id))
    deliver_events()

    assert [list(table.scan()) for table in (Post, Interaction, Bookmark, Revision)] == [[], [], [], []]
    assert (len(talks) > 8, Account.find(anna.id).posts_count) == (True, 0)


def test_a_message_about_a_deletion_that_did_not_happen_changes_nothing():
    anna, ben = make_account(), make_account()
    post = make_talk(anna, ben)
    before = left_of(post)
    clearing.clear_away(post.id)
    assert (is_there(post), left_of(post) == before, before > 4) == (True, True, True)


def test_a_comment_that_is_edited_while_it_is_cleared_away_goes_too(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    post = make_talk(anna, ben)
    posts.delete(anna.id, post.id)
    real = Post.find_all
    raced: list[str] = []

    def find_all(post_ids: list[str]) -> dict[str, Post]:
        found = real(post_ids)
        if found and not raced:
            raced.extend(found)
            posts.edit(ben.id, raced[0], Draft("Loveliest"), {})
        return found

    monkeypatch.setattr(Post, "find_all", find_all)
    deliver_events()
    assert [list(table.scan()) for table in (Post, Interaction, Bookmark, Revision)] == [[], [], [], []]


def test_a_deletion_that_is_refused_leaves_the_photos_where_they_are():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    with pytest.raises(NotFound):
        posts.delete(ben.id, post.id)
    deliver_events()
    assert [media.post_id for media in Media.scan()] == [post.id]
