"""A request for each route by which people and photos are written, with what must be there before it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.services.people import sessions
from tests.journeys.scene import (
    Scene,
    app_token,
    asked,
    blocking,
    bookmarked,
    liked,
    muting,
    nobody,
    photo_of_anna,
    photo_of_ben,
    photo_to_sell,
    private_to_strangers,
    somebody_with_an_app,
    stranger,
    talk,
)
from tests.kit.client import Client
from tests.kit.oauth import PASSWORD, ask_of
from tests.kit.photos import make_photo

MINUTES, DAYS = 60, 24 * 3600


def _nothing(_: Scene) -> object:
    return None


# Answers the request; what is prepared before is not cut.
Act = Callable[[Client, Scene, Any], Any]


@dataclass(frozen=True)
class Route:
    """A write route and one request to it.

    `seconds` is how long a finisher may take; `is_repeatable` tells whether the request may be sent again after a
    crash, as clients do, and then ends as if nothing had happened.
    """

    method: str
    path: str
    act: Act
    prepare: Callable[[Scene], Any] = _nothing
    client: Callable[[Scene], Client] = Scene.as_ben
    seconds: int = 20 * MINUTES
    is_repeatable: bool = True
    about: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.about}".strip()


def _post(path: str) -> Act:
    return lambda client, scene, _: client.post(path.format(post=scene.post.id, anna=scene.anna.id))


def _publish(**fields: Any) -> Act:
    def act(client: Client, scene: Scene, media_id: Any) -> Any:
        given = {"status": "A walk", **fields, **({"media_ids": [media_id]} if media_id else {})}
        if fields.get("in_reply_to_id"):
            given["in_reply_to_id"] = scene.post.id
        return client.post("/api/v1/statuses", json=given, headers={"Idempotency-Key": "one"})

    return act


def _edit(client: Client, scene: Scene, media_id: Any) -> Any:
    given = {"status": "Second", "media_ids": [media_id or scene.photo_id]}
    return client.put(f"/api/v1/statuses/{scene.post.id}", json=given)


def _upload(path: str) -> Act:
    return lambda client, *_: client.post(path, files={"file": ("a.jpg", make_photo(40, 30), "image/jpeg")})


def _picture(client: Client, *_: Any) -> Any:
    picture = ("a.jpg", make_photo(40, 30), "image/jpeg")
    return client.patch("/api/v1/accounts/update_credentials", files={"avatar": picture})


def _rename(client: Client, *_: Any) -> Any:
    return client.patch("/api/v1/accounts/update_credentials", json={"display_name": "Anna B.", "note": "Film"})


def _lock(*, is_private: bool) -> Act:
    return lambda client, *_: client.patch("/api/v1/accounts/update_credentials", json={"locked": is_private})


def _answer(call: str) -> Act:
    return lambda client, scene, _: client.post(f"/api/v1/follow_requests/{scene.ben.id}/{call}")


def _note(client: Client, scene: Scene, _: Any) -> Any:
    return client.post(f"/api/v1/accounts/{scene.anna.id}/note", json={"comment": "Met in Rome"})


def _remove_follower(client: Client, scene: Scene, _: Any) -> Any:
    return client.post(f"/api/v1/accounts/{scene.ben.id}/remove_from_followers")


NEWCOMER = {"username": "eve", "email": "eve@example.com", "password": PASSWORD, "agreement": "true"}


def _register(client: Client, *_: Any) -> Any:
    return client.post("/oauth/sign_up", data=NEWCOMER)


def _register_by_app(client: Client, _: Scene, token: Any) -> Any:
    return client.post("/api/v1/accounts", json=NEWCOMER, headers={"Authorization": f"Bearer {token}"})


def _app(client: Client, *_: Any) -> Any:
    return client.post("/api/v1/apps", json={"client_name": "X", "redirect_uris": "https://x.example/"})


def _authorize(client: Client, _: Scene, made: Any) -> Any:
    answer = {"username": "eve", "password": PASSWORD, "decision": "approve"}
    return client.post("/oauth/authorize", data={**ask_of(made), **answer})


def _token(client: Client, _: Scene, made: Any) -> Any:
    given = {"grant_type": "client_credentials", "client_id": made.app.client_id, "client_secret": made.secret}
    return client.post("/oauth/token", data=given)


def _revoke(client: Client, scene: Scene, made: Any) -> Any:
    token = sessions.begin(scene.ben.id, made.app.client_id, ["read"])["access_token"]
    given = {"client_id": made.app.client_id, "client_secret": made.secret, "token": token}
    return client.post("/oauth/revoke", data=given)


STATUS, MEDIA, ACCOUNT = "/api/v1/statuses/{post_id}", "/api/v1/media/{media_id}", "/api/v1/accounts/{account_id}"
REQUEST = "/api/v1/follow_requests/{account_id}"
CREDENTIALS = "/api/v1/accounts/update_credentials"

SOLD = {"price": {"amount": 500, "currency": "eur"}, "originals": True}

ROUTES = (
    Route("POST", "/api/v1/statuses", _publish(), photo_of_ben),
    Route("POST", "/api/v1/statuses", _publish(rossgram=SOLD), photo_to_sell, about="originals"),
    Route("POST", "/api/v1/statuses", _publish(in_reply_to_id=True), about="comment"),
    Route("PUT", STATUS, _edit, client=Scene.as_anna, about="words"),
    Route("PUT", STATUS, _edit, photo_of_anna, Scene.as_anna, about="photo"),
    Route("DELETE", STATUS, lambda c, s, _: c.delete(f"/api/v1/statuses/{s.post.id}"), talk, Scene.as_anna),
    Route("POST", f"{STATUS}/favourite", _post("/api/v1/statuses/{post}/favourite")),
    Route("POST", f"{STATUS}/unfavourite", _post("/api/v1/statuses/{post}/unfavourite"), liked),
    Route("POST", f"{STATUS}/bookmark", _post("/api/v1/statuses/{post}/bookmark")),
    Route("POST", f"{STATUS}/unbookmark", _post("/api/v1/statuses/{post}/unbookmark"), bookmarked),
    Route("POST", f"{ACCOUNT}/follow", _post("/api/v1/accounts/{anna}/follow"), stranger),
    Route("POST", f"{ACCOUNT}/unfollow", _post("/api/v1/accounts/{anna}/unfollow")),
    Route("POST", f"{ACCOUNT}/block", _post("/api/v1/accounts/{anna}/block"), talk),
    Route("POST", f"{ACCOUNT}/unblock", _post("/api/v1/accounts/{anna}/unblock"), blocking),
    Route("POST", f"{ACCOUNT}/note", _note),
    Route("POST", f"{ACCOUNT}/remove_from_followers", _remove_follower, client=Scene.as_anna),
    Route("POST", f"{ACCOUNT}/mute", _post("/api/v1/accounts/{anna}/mute")),
    Route("POST", f"{ACCOUNT}/unmute", _post("/api/v1/accounts/{anna}/unmute"), muting),
    Route("POST", f"{ACCOUNT}/follow", _post("/api/v1/accounts/{anna}/follow"), private_to_strangers, about="private"),
    Route("POST", f"{ACCOUNT}/unfollow", _post("/api/v1/accounts/{anna}/unfollow"), asked, about="private"),
    Route("POST", f"{REQUEST}/authorize", _answer("authorize"), asked, Scene.as_anna),
    Route("POST", f"{REQUEST}/reject", _answer("reject"), asked, Scene.as_anna),
    Route("PATCH", CREDENTIALS, _lock(is_private=True), talk, Scene.as_anna, about="private"),
    Route("PATCH", CREDENTIALS, _lock(is_private=False), asked, Scene.as_anna, about="public"),
    Route("PATCH", CREDENTIALS, _rename, client=Scene.as_anna, about="name"),
    Route("PATCH", CREDENTIALS, _picture, client=Scene.as_anna, about="avatar", seconds=2 * DAYS, is_repeatable=False),
    # Uploads that no post takes are deleted after a day, those that a crash left half done too.
    Route("POST", "/api/v1/media", _upload("/api/v1/media"), seconds=3 * DAYS),
    Route("POST", "/api/v2/media", _upload("/api/v2/media"), seconds=3 * DAYS),
    Route(
        "POST",
        "/api/rossgram/v1/uploads",
        lambda client, *_: client.post("/api/rossgram/v1/uploads", json={"content_type": "image/jpeg"}),
        seconds=3 * DAYS,
    ),
    Route(
        "PUT", MEDIA, lambda c, _, media: c.put(f"/api/v1/media/{media}", json={"description": "Mist"}), photo_of_ben
    ),
    Route("DELETE", MEDIA, lambda c, _, media: c.delete(f"/api/v1/media/{media}"), photo_of_ben, seconds=2 * DAYS),
    Route("POST", "/oauth/sign_up", _register, client=nobody),
    Route("POST", "/api/v1/accounts", _register_by_app, app_token, nobody),
    # An app is the answer that tells its secret: whoever did not get it asks for another.
    Route("POST", "/api/v1/apps", _app, client=nobody, is_repeatable=False),
    # A browser that never got its cookie is a new one again, of which the owner is told.
    Route("POST", "/oauth/authorize", _authorize, somebody_with_an_app, nobody, is_repeatable=False),
    Route("POST", "/oauth/token", _token, somebody_with_an_app, nobody),
    Route("POST", "/oauth/revoke", _revoke, somebody_with_an_app, nobody),
)
