"""Edits of more rows than a transaction takes: refused before anything is written or moved."""

from typing import Any

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.person_tags import PersonTag
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import tagged
from tests.kit.factories import make_account, make_media
from tests.kit.person_tags import at, seen


def crowd(number: int = 20) -> list[Account]:
    return [make_account(is_active=False) for _ in range(number)]


def published(anna: Account, people: list[Account], photos: int = 1) -> Post:
    media = [make_media(anna).id for _ in range(photos)]
    return posts.publish(anna.id, Draft(caption="x", media_ids=media, people=[at(one, media[0]) for one in people]))


@pytest.mark.parametrize("sort", ["photos", "mentions"])
def test_what_no_transaction_takes_is_refused_and_nothing_is_written(anna: Account, sort: str):
    first, second = crowd(), crowd()
    post = published(anna, first, 20 if sort == "photos" else 1)
    others = [make_media(anna).id for _ in range(20)] if sort == "photos" else None
    here = others[0] if others else post.body["media"][0]["id"]
    caption = " ".join(f"@{one.handle}" for one in second) if sort == "mentions" else "y"
    draft = Draft(caption=caption, media_ids=others, people=[at(one, here) for one in second])
    with pytest.raises(Unprocessable, match="two steps"):
        posts.edit(anna.id, post.id, draft, {})
    kept = Post.find(post.id)
    assert (kept.body, kept.people, kept.version) == (post.body, post.people, post.version)
    assert [PersonTag.some(one.id, 1) for one in second] == [[]] * 20
    assert not any(Media.find(one).post_id for one in others or [])


def test_all_twenty_people_are_exchanged_at_once(anna: Account):
    first, second = crowd(), crowd()
    post = published(anna, first)
    here: Any = post.body["media"][0]["id"]
    tagged.tag(anna.id, post.id, [at(one, here) for one in second])
    assert set(seen(None, post)) == {one.id for one in second}
