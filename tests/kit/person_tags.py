"""Tag people in photos for tests, and look who is seen where."""

from typing import Any

from chalicelib.models.paging import Page
from chalicelib.models.people import closed
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.notifications import TAGGED
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import tagged
from chalicelib.services.photos.sharing.person_tags import Point
from chalicelib.services.talk import notifications
from tests.kit.factories import make_media


def at(account: Account, media_id: str, x: float = 0.25, y: float = 0.5) -> Point:
    return Point(account.id, media_id, x, y)


def publish(author: Account, *people: Account, **draft: Any) -> Post:
    media = make_media(author)
    points = [at(one, media.id) for one in people]
    return posts.publish(author.id, Draft(caption="A walk", media_ids=[media.id], people=points, **draft))


def seen(viewer: Account | None, post: Post) -> list[str]:
    return [person.account.id for person in views.find(viewer.id if viewer else None, post.id).people]


def photos_of(account: Account, viewer: Account | None = None) -> list[str]:
    return [view.post.id for view in tagged.page(viewer.id if viewer else None, account.id, Page()).views]


def own(account: Account, state: str) -> list[str]:
    return [view.post.id for view in tagged.own(account.id, state, Page()).views]


def told(account: Account) -> list[str | None]:
    return [notice.told.post_id for notice in notifications.page(account.id, [TAGGED], Page()).shown]


def media_of(post: Post) -> str:
    return str(post.body["media"][0]["id"])


def close(account: Account) -> None:
    Account(account.id).update([Account.closed.set(closed.SUSPENDED)])
