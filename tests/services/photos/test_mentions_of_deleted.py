"""Whoever was told of a post by being named is told of it no more once it is gone: no rows bury what is there."""

import pytest

from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.notifications import Notification
from chalicelib.services.photos import comments, posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import removal
from chalicelib.services.safety.decisions import Decision
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post


def rows_of(account_id: str, post: Post) -> list[str]:
    return [row.key for row in Notification.query(account_id) if row.post_id == post.id]


@pytest.mark.parametrize("is_cut", [False, True])
@pytest.mark.parametrize("by", ["author", "moderator", "moderator of what was sold"])
def test_a_deleted_post_is_told_to_nobody(by: str, is_cut: bool):
    anna, ben, eve = make_account("anna"), make_account("ben"), make_account("eve")
    post = make_post(anna, caption="@ben look")
    comment = comments.write(eve.id, post.id, Draft("@ben too"))
    posts.edit(anna.id, post.id, Draft("@ben and @eve look", [post.body["media"][0]["id"]]), {})
    deliver_events()
    assert [len(rows_of(one.id, post)) for one in (ben, eve)] == [1, 1]
    if by == "author":
        posts.delete(anna.id, post.id)
    else:
        if "sold" in by:
            Post(post.id).update([Post.sales_count.set(1)])
        removal.remove(post.id, Decision("mo", "Insults"))
    if is_cut:
        drop_events()
    deliver_events()
    assert [rows_of(one.id, post) for one in (ben, eve)] == [[], []]
    if by == "author":
        assert rows_of(ben.id, comment) == rows_of(anna.id, comment) == []
