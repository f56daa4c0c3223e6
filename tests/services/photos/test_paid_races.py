"""A rule that changes while somebody comments leaves no comment under the wrong rule."""

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.photos.posts import PRICE, PUBLIC, TIER, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos import comments, posts
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.factories import make_account, make_post
from tests.kit.money.paid import OFFERS, PRICED, let_sell, make_locked


@pytest.mark.parametrize("access", [PRICE, TIER])
def test_a_comment_on_what_was_just_sold_or_given_away_is_refused(access: str):
    anna, ben = make_account(), make_account()
    let_sell(anna)
    opened, locked = make_post(anna), make_locked(anna, access)
    for post, terms in ((opened, Terms(PRICE, PRICED)), (locked, Terms(PUBLIC))):
        read = Post.find(post.id)
        posts.edit(anna.id, post.id, Draft("A walk", [item["id"] for item in post.body["media"]]), {}, terms)
        with pytest.raises(Unprocessable):
            posts.publish(ben.id, Draft("Lovely"), "", read)
        assert Post.find(post.id).comments_count == 0


def test_a_comment_on_what_went_to_another_tier_is_refused():
    anna = make_account()
    read = Post.find(make_locked(anna, TIER).id)
    Post(read.id).update([Post.offer.set({**OFFERS[TIER], "level": 3})])
    with pytest.raises(Unprocessable):
        posts.publish(anna.id, Draft("Lovely"), "", read)


def test_a_rule_is_not_changed_over_a_comment_that_just_came():
    anna = make_account()
    read = make_post(anna)
    comments.write(anna.id, read.id, Draft("First"))
    changed = read.copy()
    changed.set_terms(PRICE, PRICED)
    assert not Revision.replace(read, changed)
    assert Post.find(read.id).access == PUBLIC
