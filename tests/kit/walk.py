"""A post of each access, everybody who may look at it, what may happen to it, and each address that was given out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from chalicelib.errors import NotFound
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, campaign_key, post_key, tier_key
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.people.reading.lists import List
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.sharing.audiences import BY_HAND, CLOSE_FRIENDS, LIST, ME
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.schemas.photos.media import render_media
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import blocks, closed, mutes, privacy
from chalicelib.services.photos import access, posts, timelines, viewers, views
from chalicelib.services.photos.files.addresses import LOCKED
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import close_friends
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow
from tests.kit.money.paid import OFFERS, grant, let_sell
from tests.kit.stored import make_stored

RULES = OFFERS | {LIST: {"list_id": "l"}}
ACCESSES = (PUBLIC, UNLISTED, FOLLOWERS, *BY_HAND, PRICE, TIER, CAMPAIGN)
VIEWERS = (
    *("nobody", "stranger", "author", "follower", "removed", "buyer", "subscriber", "backer", "ended"),
    *("blocked", "blocking", "blocked buyer", "muting", "asking"),
    *("close friend", "former friend", "listed", "former member"),
)
ASKED = ("full.jpg", "card.jpg", "feed.avif")  # What browsers take of each photo.


@dataclass
class Scene:
    """A post that was just published, and what each viewer was given of it."""

    following: ClassVar[tuple[str, ...]] = ("follower", "removed", "muting")
    access: str
    author: Account = field(default_factory=make_account)
    people: dict[str, Account] = field(default_factory=dict)
    is_gone: bool = False

    def __post_init__(self) -> None:
        let_sell(self.author)
        self.people = {name: make_account() for name in VIEWERS if name not in {"nobody", "author"}}
        self.people["author"] = self.author
        for name in self.following:
            make_follow(self.people[name], self.author)
        self.stand_apart()
        self.choose()
        self.photo = make_stored(self.author)
        self.uploaded = str(render_media(self.photo)["url"])
        self.publish()

    def stand_apart(self) -> None:
        """Let the author and others block, mute, and ask in vain, which opens nothing."""
        for name in ("blocked", "blocked buyer"):
            blocks.block(self.author.id, self.people[name].id)
        blocks.block(self.people["blocking"].id, self.author.id)
        mutes.mute(self.people["muting"].id, self.author.id)
        FollowRequest(self.author.id, self.people["asking"].id).save()

    def choose(self) -> None:
        """Let the author have close friends, two of whom are not meant to meet, and a list."""
        names = ("close friend", "former friend", "blocked", "blocking")
        CloseFriend.add_all(self.author.id, [self.people[name].id for name in names])
        List(self.author.id, "l", title="Family").save()
        for name in ("listed", "former member"):
            make_follow(self.author, self.people[name])
            lists.add(self.author.id, "l", [self.people[name].id])

    def publish(self) -> None:
        """Publish the photo, to those who paid for it too."""
        self.post = posts.publish(self.author.id, self.draft())
        self.sell()

    def sell(self, since: int | None = None) -> None:
        """Give those who paid what they paid for: since a minute ago, unless `since` says when."""
        for name in ("buyer", "ended", "blocked buyer"):
            grant(self.people[name].id, post_key(self.post.id), granted_at=since)
        grant(self.people["subscriber"].id, tier_key(self.author.id), level=2, granted_at=since)
        grant(self.people["backer"].id, campaign_key("c"), granted_at=since)

    def draft(self) -> Draft:
        """Return what is published."""
        return Draft("A walk", [self.photo.id], access=self.access, offer=RULES.get(self.access))

    def id_of(self, name: str) -> str | None:
        """Return a viewer's account, None for somebody who has not signed in."""
        return self.people[name].id if name in self.people else None

    def may_see(self, name: str) -> bool:
        """Tell what the one function says of a viewer at this moment."""
        if self.is_gone:
            return False
        post = Post.find(self.post.id)
        return access.may_see(viewers.viewer_of(self.id_of(name), [post]), post)

    def given(self, name: str) -> list[str]:
        """Return the addresses that a viewer is given of the photo at this moment, by the API."""
        try:
            status = render_status(views.find(self.id_of(name), self.post.id))
        except NotFound:
            return []
        return [url for photo in status["media_attachments"] for url in urls_of(photo)]

    def edit(self, terms: Terms | None = None, caption: str = "A walk", photos: list[str] | None = None) -> None:
        """Change the post as its author does."""
        wanted = [self.photo.id] if photos is None else photos
        posts.edit(self.author.id, self.post.id, Draft(caption, wanted), {}, terms)

    def delete(self, *, deletes_media: bool = False) -> None:
        """Delete the post."""
        posts.delete(self.author.id, self.post.id, deletes_media=deletes_media)
        self.is_gone = not Post.find_all([self.post.id])

    def sell_and_delete(self) -> None:
        """Delete the post once somebody bought it."""
        Post(self.post.id).update([Post.sales_count.set(1)])
        self.delete()

    def take_out(self) -> None:
        """Put another photo in place of the one that was there."""
        self.edit(photos=[make_stored(self.author).id])

    def delete_and_publish(self) -> None:
        """Delete the post to write it anew."""
        self.delete()
        self.is_gone = False
        for name in ("buyer", "ended", "blocked buyer"):
            Grant(self.people[name].id, post_key(self.post.id)).delete()
        self.publish()

    def end_rights(self) -> None:
        """Take from a follower, from a buyer, and from those whom the author chose what they had."""
        timelines.unfollow(self.people["removed"].id, self.author.id)
        close_friends.remove(self.author.id, [self.people["former friend"].id])
        lists.remove(self.author.id, "l", [self.people["former member"].id])
        Grant(self.people["ended"].id, post_key(self.post.id)).update([Grant.expires_at.set(now() - 10)])


def urls_of(photo: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses of an attachment that are asked for."""
    found = {photo["url"], photo["preview_url"], *(one["url"] for one in photo["rossgram"].get("renditions", []))}
    yield from sorted(url for url in found if url.partition("?")[0].rpartition("/")[2] in {*ASKED, LOCKED})


def _make_private(scene: Scene, *, again: bool = False) -> None:
    """Make the author private, and public again, with the walks that follow."""
    for is_private in (True, *([False] if again else [])):
        privacy.set_private(scene.author.id, is_private=is_private)
        deliver_events("profiles")


def _close(scene: Scene, *, again: bool = False) -> None:
    """Close the author's account, and open it again, with the walks that follow."""
    for change in (closed.close, *([closed.reopen] if again else [])):
        change(scene.author.id, LEAVING)
        deliver_events("profiles")


def _part(scene: Scene) -> None:
    """Let the author block a follower and a buyer."""
    for name in ("removed", "ended"):
        blocks.block(scene.author.id, scene.people[name].id)


Change = Callable[[Scene], None]
CHANGES: dict[str, Change] = {  # What happens to a post.
    "nothing": lambda scene: None,
    "new words": lambda scene: scene.edit(caption="Another walk"),
    "public": lambda scene: scene.edit(Terms(PUBLIC)),
    "unlisted": lambda scene: scene.edit(Terms(UNLISTED)),
    "followers": lambda scene: scene.edit(Terms(FOLLOWERS)),
    "close friends": lambda scene: scene.edit(Terms(CLOSE_FRIENDS)),
    "a list": lambda scene: scene.edit(Terms(LIST, RULES[LIST])),
    "only me": lambda scene: scene.edit(Terms(ME)),
    "for sale": lambda scene: scene.edit(Terms(PRICE, OFFERS[PRICE])),
    "for subscribers": lambda scene: scene.edit(Terms(TIER, OFFERS[TIER])),
    "for backers": lambda scene: scene.edit(Terms(CAMPAIGN, OFFERS[CAMPAIGN])),
    "deleted": Scene.delete,
    "deleted with its photos": lambda scene: scene.delete(deletes_media=True),
    "deleted once it was sold": Scene.sell_and_delete,
    "photo taken out": Scene.take_out,
    "published anew": Scene.delete_and_publish,
    "rights end": Scene.end_rights,
    "author private": _make_private,
    "author private and public again": lambda scene: _make_private(scene, again=True),
    "author closed": _close,
    "author closed and open again": lambda scene: _close(scene, again=True),
    "author blocks": _part,
}
