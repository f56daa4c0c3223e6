"""Create paid posts, grants to those who paid, and photos with real files."""

import uuid
from collections import Counter
from typing import Any

import boto3

from chalicelib import config
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.grants import Grant
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import PAID
from chalicelib.models.photos.posts import CAMPAIGN, PRICE, TIER, Post
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.files.addresses import LOCKED, ORIGINAL, PHOTO
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_media
from tests.kit.photos import make_photo

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


def grant(
    account_id: str, key: str, level: int = 0, expires_at: int | None = None, granted_at: int | None = None
) -> None:
    """Store a grant for an account: of a minute ago, unless `granted_at` says since when."""
    since = now() - 60 if granted_at is None else granted_at
    source_id = str(uuid.uuid4())
    Grant(account_id, key, source_id=source_id, level=level, expires_at=expires_at, granted_at=since).save()


def upload(owner: Account, width: int = 800, height: int = 600, purpose: str = "photo") -> Media:
    """Upload a photo and have its renditions made."""
    item = media.begin(owner.id, make_photo(width, height), "image/jpeg", description=ALT, purpose=purpose)
    deliver_events("originals")
    return Media.find(item.id)


def objects(prefix: str = "") -> set[str]:
    """Return the keys in the renditions bucket."""
    found = boto3.client("s3").list_objects_v2(Bucket=config.RENDITIONS_BUCKET, Prefix=prefix)
    return {entry["Key"] for entry in found.get("Contents", [])}


def empty_bucket() -> None:
    """Delete what other tests left in the renditions bucket."""
    for key in objects():
        boto3.client("s3").delete_object(Bucket=config.RENDITIONS_BUCKET, Key=key)


def place_of(photo: Media) -> str:
    """Return the kind of place where a photo's files lie: all of them, with the locked preview where that is shown."""
    here, held = Media.find(photo.id).lies_at, objects()
    missing = {file for file in (*PHOTO, LOCKED) if here.folder + file not in held}
    assert missing == set()
    return here.kind + (" and shown locked" if here.locked in held else "")


def originals() -> Counter[str]:
    """Return how many originals lie where buyers find them, and how many where no media says that it lies."""
    folders = {media.lies_at.folder for media in Media.scan_all()}
    held = [key.removesuffix(ORIGINAL) in folders for key in objects() if key.endswith(ORIGINAL)]
    return Counter("original for buyers" if is_found else "original astray" for is_found in held)


def strays() -> set[str]:
    """Return the keys of files that lie where no media says that it lies; the bucket was empty before the test."""
    places = [media.lies_at for media in Media.scan_all()]
    folders = tuple(place.folder for place in places)
    locked = {place.locked for place in places if place.kind == PAID}
    return {key for key in objects() if not key.startswith(folders or ("-",)) and key not in locked}
