"""Create accounts, apps, tokens, media, posts and follows for tests."""

import itertools
from typing import Any

from chalicelib.imaging import ladder
from chalicelib.models.base import guarded, new_id
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door import sign_ups
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import Home
from chalicelib.services.people import apps, passwords, sessions
from chalicelib.services.people.apps import Registered
from chalicelib.services.photos import posts
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.posts import Draft

PASSWORD_HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$Nm9yK4dm0jNqXQKx0Vw1Ew"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_numbers = itertools.count(1)


def make_account(handle: str = "", *, password: str = "", is_active: bool = True, **profile: Any) -> Account:
    """Create an account; `is_active` is whether it read its home timeline recently.

    Without a password nobody can sign in to it; hashing one is slow, and few tests need it.
    """
    handle = handle or f"person{next(_numbers)}"
    password_hash = passwords.hash_password(password) if password else PASSWORD_HASH
    account = sign_ups.create(
        handle, f"{handle}@example.com", password_hash, {"display_name": handle.title(), **profile}
    )
    if is_active:
        Home.see(account.id)
    return account


def ensure_account(account_id: str) -> None:
    """Write an account with an id that a test chose, unless it is there."""
    guarded(lambda: Account(account_id, handle=account_id).save(condition=Account.id.does_not_exist()))


def make_app(scopes: str = "read write follow push", redirect_uri: str = OUT_OF_BAND) -> Registered:
    """Register an app."""
    return apps.register("Tester", None, [redirect_uri], scopes.split(), f"192.0.2.{next(_numbers)}")


def make_token(account: Account, scopes: str = "read write follow push") -> str:
    """Sign an account in to a new app, and return the access token."""
    return str(sessions.begin(account.id, make_app().app.client_id, scopes.split())["access_token"])


def make_media(owner: Account, *, width: int = 4032, height: int = 3024, description: str = "") -> Media:
    """Make a photo whose renditions are said to be ready, and in the open; no bytes lie anywhere."""
    media = Media.create(owner.id, "image/jpeg", "processing", description=description, place=OPEN)
    sizes = ladder.sizes(width, height)
    made = {
        "renditions": {file: list(sizes[file.partition(".")[0]]) for file in addresses.PHOTO},
        "processing": ["encoded again, without what was written beside its pixels"],
        "made_with": ladder.MADE_WITH,
    }
    media.finish(width, height, "LEHV6nWB2yk8pyo0adR*.7kCMdnj", "", made)
    return Media.find(media.id)


def make_post(author: Account, caption: str = "A walk", photos: int = 1, **draft: Any) -> Post:
    """Publish a post of photos; the message for its delivery stays in the queue."""
    media_ids = [make_media(author).id for _ in range(photos)]
    return posts.publish(author.id, Draft(caption=caption, media_ids=media_ids, **draft))


def make_many_follows(follower: Account, number: int) -> None:
    """Let an account follow so many whose rows are not there."""
    with Follow.batch_write() as batch:
        for _ in range(number):
            batch.save(Follow(follower.id, new_id()))


def make_follow(follower: Account, followee: Account) -> None:
    """Make one account follow another."""
    Follow.create(follower.id, followee.id)
