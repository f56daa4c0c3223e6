"""Each place where the API shows an account, a post or what belongs to it, to be asked by one viewer."""

from collections.abc import Callable
from typing import Any

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.people.relationships import endorsements
from chalicelib.services.photos import bookmarks, comments, likes, posts, timelines
from chalicelib.services.photos.interactions import pins
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token

# Vienna.
TOWN = "2761369"


class Meeting:
    """Anna and Ben, who follow, like and answer each other, and Eve, under whose post both of them speak."""

    def __init__(self, **profile: Any) -> None:
        self.anna, self.ben, self.eve = make_account(**profile), make_account(), make_account()
        for one, other in ((self.ben, self.anna), (self.anna, self.ben), (self.anna, self.eve), (self.eve, self.anna)):
            timelines.follow(one.id, other.id)
        self.post, self.eves = make_post(self.anna, town_id=TOWN), make_post(self.eve)
        deliver_events()
        self.below = comments.write(self.anna.id, self.eves.id, Draft("Lovely"))
        self.answer = comments.write(self.eve.id, self.post.id, Draft("Where is it?"))
        self.own = comments.write(self.ben.id, self.post.id, Draft("I know"))
        likes.like(self.anna.id, self.eves.id)
        likes.like(self.ben.id, self.post.id)
        bookmarks.bookmark(self.ben.id, self.post.id)
        pins.pin(self.anna.id, self.post.id)
        endorsements.endorse(self.eve.id, self.anna.id)
        deliver_events()

    def as_ben(self) -> Client:
        return Client(make_token(self.ben))


Look = Callable[[Client, Meeting], bool]


def _answers(path: str) -> Look:
    return lambda client, met: client.get(_filled(path, met)).status_code == 200


def _lists(path: str, wanted: Callable[[Meeting], Account | Post], part: str = "") -> Look:
    def look(client: Client, met: Meeting) -> bool:
        answer = client.get(_filled(path, met))
        found: Any = answer.json() if answer.status_code == 200 else []
        return wanted(met).id in [one["id"] for one in (found[part] if part and found else found)]

    return look


def _filled(path: str, met: Meeting) -> str:
    ids: dict[str, Any] = {
        "post": met.post,
        "anna": met.anna,
        "eve": met.eve,
        "eves": met.eves,
        "answer": met.answer,
        "own": met.own,
    }
    return "/api/" + path.format(**{name: one.id for name, one in ids.items()}, handle=met.anna.handle)


# Where Ben meets Anna, or what is hers.
POSTS: dict[str, Look] = {
    "a post": _answers("v1/statuses/{post}"),
    "its history": _answers("v1/statuses/{post}/history"),
    "its conversation": _answers("v1/statuses/{post}/context"),
    "its likes": _answers("v1/statuses/{post}/favourited_by"),
    "its reblogs": _answers("v1/statuses/{post}/reblogged_by"),
    "what they pinned": _lists("v1/accounts/{anna}/statuses?pinned=true", lambda met: met.post),
    "home": _lists("v1/timelines/home", lambda met: met.post),
    "public": _lists("v1/timelines/public", lambda met: met.post),
    "the page of a place": _lists(f"rossgram/v1/places/{TOWN}/posts", lambda met: met.post),
    "its card": _answers("v1/statuses/{post}/card"),
    "their page": _lists("v1/accounts/{anna}/statuses", lambda met: met.post),
    "what is answered": _lists("v1/statuses/{answer}/context", lambda met: met.post, "ancestors"),
    "what one answered": _lists("v1/statuses/{own}/context", lambda met: met.post, "ancestors"),
    "answers to them": _answers("v1/statuses/{answer}"),
    "one's favourites": _lists("v1/favourites", lambda met: met.post),
    "one's bookmarks": _lists("v1/bookmarks", lambda met: met.post),
}
COMMENTS: dict[str, Look] = {
    "a conversation": _lists("v1/statuses/{eves}/context", lambda met: met.below, "descendants"),
}
LISTS: dict[str, Look] = {
    "the likes of a post": _lists("v1/statuses/{eves}/favourited_by", lambda met: met.anna),
    "followers": _lists("v1/accounts/{eve}/followers", lambda met: met.anna),
    "following": _lists("v1/accounts/{eve}/following", lambda met: met.anna),
    "endorsements": _lists("v1/accounts/{eve}/endorsements", lambda met: met.anna),
}
PROFILE: dict[str, Look] = {
    "search of accounts": _lists("v1/accounts/search?q=@{handle}", lambda met: met.anna),
    "search": _lists("v2/search?q=@{handle}", lambda met: met.anna, "accounts"),
    "profile": _answers("v1/accounts/{anna}"),
    "lookup": _answers("v1/accounts/lookup?acct={handle}"),
    "their posts": _answers("v1/accounts/{anna}/statuses"),
    "their followers": _answers("v1/accounts/{anna}/followers"),
    "whom they follow": _answers("v1/accounts/{anna}/following"),
    "their campaigns": _answers("rossgram/v1/accounts/{anna}/campaigns"),
    "their tiers": _answers("rossgram/v1/accounts/{anna}/tiers"),
}
SURFACES = POSTS | COMMENTS | LISTS | PROFILE


def seen(client: Client, met: Meeting) -> set[str]:
    """Return the names of the surfaces on which a viewer finds Anna or what is hers."""
    return {name for name, look in SURFACES.items() if look(client, met)}


def mentions(met: Meeting) -> list[str]:
    """Return whom a new post of Ben's mentions, where he names Anna."""
    post = posts.publish(met.ben.id, Draft(f"With @{met.anna.handle}"))
    return [one["id"] for one in post.body["mentions"]]
