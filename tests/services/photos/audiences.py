"""Publish photos, and change who may see them."""

from typing import Any

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.services.photos import posts
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.money.paid import PRICED

SELL = Terms(PRICE, PRICED)
# What `place_of` says of a photo that is sold.
FOR_SALE = "paid and shown locked"


def publish(anna: Account, photo: Media, **draft: Any) -> Post:
    return posts.publish(anna.id, Draft("A walk", [photo.id], **draft))


def edit(anna: Account, post: Post, terms: Terms | None, caption: str = "A walk") -> Post:
    return posts.edit(anna.id, post.id, Draft(caption, [item["id"] for item in post.body["media"]]), {}, terms)
