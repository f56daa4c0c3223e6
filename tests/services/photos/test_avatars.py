"""Avatars and headers: photos that belong to an account."""

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.photos import make_photo
from tests.services.photos.test_media import renditions


def test_an_avatar_becomes_the_accounts_own_when_it_is_done():
    owner = make_account()
    item = media.begin(owner.id, make_photo(800, 600), "image/jpeg", purpose="avatar")
    deliver_events()
    assert Account.find(owner.id).avatar_key == item.key
    assert "avatar.jpg" in renditions(item)
    with pytest.raises(Unprocessable):
        posts.publish(owner.id, Draft(media_ids=[item.id]))


def test_a_new_avatar_is_drawn_on_posts_and_the_old_one_is_deleted():
    owner = make_account()
    post = posts.publish(owner.id, Draft(caption="x"))
    first = media.begin(owner.id, make_photo(400, 400), "image/jpeg", purpose="avatar")
    deliver_events()
    assert Post.find(post.id).author["avatar"] == first.key
    second = media.begin(owner.id, make_photo(400, 300), "image/jpeg", purpose="avatar")
    deliver_events()
    assert Post.find(post.id).author["avatar"] == second.key
    assert renditions(first) == set()
    assert renditions(second)
    assert Account.find(owner.id).avatar_key == second.key
