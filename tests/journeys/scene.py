"""Who is there before a write route is played, and what they did."""

from typing import Any

from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import sessions
from chalicelib.services.people.relationships import blocks, mutes, privacy
from chalicelib.services.photos import bookmarks, comments, likes, posts, timelines
from chalicelib.services.photos.interactions import pins
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import archive, close_friends, collections, secret_links
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_media, make_post
from tests.kit.money.paid import upload
from tests.kit.oauth import PASSWORD


class Scene:
    """Anna, who posts, and Ben, who follows her; each is signed in."""

    def __init__(self) -> None:
        self.anna, self.ben = make_account("anna"), make_account("ben")
        timelines.follow(self.ben.id, self.anna.id)
        self.post = make_post(self.anna, "First")
        self.names = {self.anna.id: "anna", self.ben.id: "ben", self.post.id: "post"}

    @property
    def photo_id(self) -> str:
        return str(self.post.body["media"][0]["id"])

    def as_anna(self) -> Client:
        return _signed_in(self.anna)

    def as_ben(self) -> Client:
        return _signed_in(self.ben)

    def comment(self) -> Post:
        return comments.write(self.ben.id, self.post.id, Draft("Lovely"))


def _signed_in(account: Account) -> Client:
    app = make_app()
    return Client(sessions.begin(account.id, app.app.client_id, ["read", "write", "follow"])["access_token"])


def talk(scene: Scene) -> None:
    """Let the post have all that a deletion has to take along."""
    comment = scene.comment()
    for post_id in (scene.post.id, comment.id):
        likes.like(scene.ben.id, post_id)
    bookmarks.bookmark(scene.ben.id, scene.post.id)
    posts.edit(scene.anna.id, scene.post.id, Draft("Again", [scene.photo_id]), {})


def befriended(scene: Scene) -> None:
    """Let Ben be a close friend of Anna's."""
    close_friends.add(scene.anna.id, [scene.ben.id])


def discussed(scene: Scene) -> None:
    """Pin the post, and let Ben comment on it."""
    scene.comment()
    pins.pin(scene.anna.id, scene.post.id)


def put_away(scene: Scene) -> None:
    """Let the post be in the archive, and a comment below it."""
    scene.comment()
    archive.archive(scene.anna.id, scene.post.id)


def collecting(scene: Scene) -> str:
    """Let Anna have a collection without the post, and return its id."""
    return collections.create(scene.anna.id, {}).id


def collected(scene: Scene) -> str:
    """Let Anna have a public collection of two posts, and return its id."""
    ids = [scene.post.id, make_post(scene.anna).id]
    return collections.create(scene.anna.id, {"post_ids": ids, "visibility": "public"}).id


def linked_collection(scene: Scene) -> tuple[str, str]:
    """Make a secret link to a collection, and return the ids of both."""
    collection_id = collected(scene)
    return collection_id, secret_links.create_for_collection(scene.anna.id, collection_id)[0].id


def linked(scene: Scene) -> str:
    """Make a secret link to the post, and return its id."""
    return secret_links.create(scene.anna.id, scene.post.id)[0].id


def photo_of_ben(scene: Scene) -> str:
    return make_media(scene.ben).id


def photo_to_sell(scene: Scene) -> str:
    """Let Ben sell, and have a photo whose original is there."""
    Seller(scene.ben.id, stripe_account_id="acct_ben", charges_enabled=True).save()
    return upload(scene.ben, 60, 40).id


def photo_of_anna(scene: Scene) -> str:
    return make_media(scene.anna).id


def stranger(scene: Scene) -> None:
    timelines.unfollow(scene.ben.id, scene.anna.id)


def liked(scene: Scene) -> None:
    likes.like(scene.ben.id, scene.post.id)


def bookmarked(scene: Scene) -> None:
    bookmarks.bookmark(scene.ben.id, scene.post.id)


def blocking(scene: Scene) -> None:
    blocks.block(scene.ben.id, scene.anna.id)


def muting(scene: Scene) -> None:
    mutes.mute(scene.ben.id, scene.anna.id)


def private_to_strangers(scene: Scene) -> None:
    stranger(scene)
    privacy.set_private(scene.anna.id, is_private=True)


def asked(scene: Scene) -> None:
    private_to_strangers(scene)
    deliver_events()
    timelines.ask_to_follow(scene.ben.id, scene.anna.id)


def nobody(_: Scene) -> Client:
    return Client()


def app_token(_: Scene) -> str:
    made = make_app()
    given = {"grant_type": "client_credentials", "client_id": made.app.client_id, "client_secret": made.secret}
    return str(Client().post("/oauth/token", data={**given, "scope": "write"}).json()["access_token"])


def somebody_with_an_app(_: Scene) -> Any:
    make_account("eve", password=PASSWORD)
    return make_app()
