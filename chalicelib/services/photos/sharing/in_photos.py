"""Who is shown as tagged in posts: neither whom the viewer or the author must not meet, nor whose account is closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import BLOCKED_BY, BLOCKS, Barrier
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.person_tags import entries, ids_in
from chalicelib.services.photos.access import Viewer


@dataclass(frozen=True)
class Person:
    """Somebody who is tagged at a point of a photo."""

    account: Account
    media_id: str
    x: float
    y: float


# By the ids of posts.
Shown = Mapping[str, tuple[Person, ...]]


def keys(posts: Iterable[Post]) -> set[Key]:
    """Return the keys of what decides who is shown: the accounts, and what is between them and the authors."""
    pairs = {(post.author_id, one) for post in posts for one in ids_in(post)}
    found: set[Key] = {(Account, one, None) for _, one in pairs}
    return found | {(Barrier, author, f"{one}{sign}") for author, one in pairs for sign in (BLOCKS, BLOCKED_BY)}


def shown(viewer: Viewer, posts: Iterable[Post], people: Mapping[str, Account], rows: Iterable[Model]) -> Shown:
    """Return who is shown in each post that has tags; `rows` have those of `keys` among them."""
    apart = {(row.account_id, row.other_id) for row in rows if isinstance(row, Barrier)}
    return {
        post.id: tuple(
            Person(people[entry["id"]], entry["media_id"], float(entry["x"]), float(entry["y"]))
            for entry in entries(post)
            if entry["id"] in people
            and not people[entry["id"]].closed
            and entry["id"] not in viewer.barred
            and (post.author_id, entry["id"]) not in apart
        )
        for post in posts
        if post.people
    }
