"""Create paid posts, grants to those who paid, and photos with real files."""

import uuid
from typing import Any

import boto3

from chalicelib import config
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.grants import Grant
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import CAMPAIGN, PRICE, TIER, Post
from chalicelib.services.photos import files, media, posts
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_media
from tests.kit.photos import make_photo

PLACES = (files.open_key, files.paid_key)
ALT = "A secret beach"
PRICED = {"amount": 500, "currency": "eur"}
OFFERS: dict[str, dict[str, Any]] = {
    PRICE: PRICED,
    TIER: {"tier_id": "t", "level": 2, "name": "Gold"},
    CAMPAIGN: {"campaign_id": "c", "level": 1, "title": "A book"},
}


def let_sell(account: Account) -> None:
    """Make an account a seller whose charges are enabled."""
    Seller(account.id, stripe_account_id=f"acct_{account.id}", charges_enabled=True).save()


def make_locked(author: Account, access: str = PRICE, photo: Media | None = None, caption: str = "A walk") -> Post:
    """Publish a paid post; the rows of its tier or campaign do not exist."""
    let_sell(author)
    item = photo or make_media(author, description=ALT)
    post = posts.publish(author.id, Draft(caption=caption, media_ids=[item.id], access=PRICE, offer=PRICED))
    if access != PRICE:
        post.update([Post.access.set(access), Post.offer.set(OFFERS[access])])
    return post


def grant(account_id: str, key: str, level: int = 0, expires_at: int | None = None) -> None:
    """Store a grant for an account."""
    Grant(account_id, key, source_id=str(uuid.uuid4()), level=level, expires_at=expires_at).save()


def upload(owner: Account, width: int = 800, height: int = 600) -> Media:
    """Upload a photo and have its renditions made."""
    item = media.begin(owner.id, make_photo(width, height), "image/jpeg", description=ALT)
    deliver_events("originals")
    return Media.find(item.id)


def objects(prefix: str = "") -> set[str]:
    """Return the keys in the renditions bucket."""
    found = boto3.client("s3").list_objects_v2(Bucket=config.RENDITIONS_BUCKET, Prefix=prefix)
    return {entry["Key"] for entry in found.get("Contents", [])}


# Where the files of a photo lie that is open, and of one that is paid for: in the open, and in private.
ALL_OPEN: tuple[set[str], set[str]] = set(files.PHOTO), set()
ALL_PAID: tuple[set[str], set[str]] = set(), set(files.PHOTO)


def places(photo: Media) -> tuple[set[str], set[str]]:
    """Return the files of a photo that lie in the open, and those that lie where they are paid for."""
    held = objects()
    opened, paid = ({file for file in files.FILES if at(photo.key, file) in held} for at in PLACES)
    return opened, paid
