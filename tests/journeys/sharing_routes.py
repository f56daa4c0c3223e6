"""A request for each route by which an author chooses whom to show posts to."""

from collections.abc import Callable
from typing import Any

from tests.journeys.scene import (
    Scene,
    befriended,
    collected,
    collecting,
    discussed,
    linked,
    linked_collection,
    put_away,
)
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client

LINKS = "/api/rossgram/v1/statuses/{post_id}/links"
FRIENDS = "/api/rossgram/v1/close_friends"
COLLECTIONS = "/api/rossgram/v1/collections"


def _friends(method: str) -> Act:
    return lambda client, scene, _: client.request(method, FRIENDS, json={"account_ids": [scene.ben.id]})


def _link(client: Client, scene: Scene, _: Any) -> Any:
    return client.post(LINKS.format(post_id=scene.post.id), json={})


def _unlink(client: Client, scene: Scene, link_id: Any) -> Any:
    return client.delete(f"{LINKS.format(post_id=scene.post.id)}/{link_id}")


def _archive(verb: str) -> Callable[[str], Act]:
    return lambda root: lambda client, scene, _: client.post(f"{root}/archive/{verb}/{scene.post.id}")


def _item(verb: str) -> Callable[[str], Act]:
    def act(root: str) -> Act:
        return lambda client, scene, collection_id: client.post(
            f"{root}/collections/{verb}", json={"collection_id": collection_id, "post_id": scene.post.id}
        )

    return act


def _update(root: str) -> Act:
    words = {"title": "Hills", "description": "All of them", "visibility": "public"}
    return lambda client, _, collection_id: client.post(f"{root}/collections/update/{collection_id}", json=words)


def _delete(root: str) -> Act:
    return lambda client, _, collection_id: client.delete(f"{root}/collections/delete/{collection_id}")


def _create(client: Client, scene: Scene, _: Any) -> Any:
    return client.post(COLLECTIONS, json={"title": "Hills", "post_ids": [scene.post.id]})


def _arrange(client: Client, scene: Scene, collection_id: Any) -> Any:
    given = {"title": "Hills", "post_ids": [scene.post.id], "cover_id": scene.post.id}
    return client.put(f"{COLLECTIONS}/{collection_id}", json=given)


def _link_collection(client: Client, _: Scene, collection_id: Any) -> Any:
    return client.post(f"{COLLECTIONS}/{collection_id}/links", json={})


def _unlink_collection(client: Client, _: Scene, ids: Any) -> Any:
    return client.delete(f"{COLLECTIONS}/{ids[0]}/links/{ids[1]}")


# What Pixelfed serves under two roots: verb, path, what is asked under a root, what must be there, may it be repeated.
PIXELFED: tuple[tuple[str, str, Callable[[str], Act], Callable[[Scene], Any], bool], ...] = (
    ("POST", "archive/add/{post_id}", _archive("add"), discussed, True),
    ("POST", "archive/remove/{post_id}", _archive("remove"), put_away, True),
    ("POST", "collections/add", _item("add"), collecting, True),
    # What is gone is not found, and the only post of a collection stays.
    ("POST", "collections/remove", _item("remove"), collected, False),
    ("POST", "collections/update/{collection_id}", _update, collected, True),
    ("DELETE", "collections/delete/{collection_id}", _delete, collected, False),
)

ROUTES = (
    *(
        Route(method, f"{root}/{path}", act(root), prepare, Scene.as_anna, is_repeatable=is_repeatable)
        for root in ("/api/v1.1", "/api/pixelfed/v1")
        for method, path, act, prepare, is_repeatable in PIXELFED
    ),
    # Whoever got no answer finds two.
    Route("POST", COLLECTIONS, _create, client=Scene.as_anna, is_repeatable=False),
    Route("PUT", f"{COLLECTIONS}/{{collection_id}}", _arrange, collecting, Scene.as_anna),
    Route(
        "POST",
        f"{COLLECTIONS}/{{collection_id}}/links",
        _link_collection,
        collected,
        Scene.as_anna,
        is_repeatable=False,
    ),
    Route(
        "DELETE",
        f"{COLLECTIONS}/{{collection_id}}/links/{{link_id}}",
        _unlink_collection,
        linked_collection,
        Scene.as_anna,
        is_repeatable=False,
    ),
    Route("POST", FRIENDS, _friends("post"), client=Scene.as_anna),
    Route("DELETE", FRIENDS, _friends("delete"), befriended, Scene.as_anna),
    # A link is the answer that tells what opens it: whoever did not get it makes another.
    Route("POST", LINKS, _link, client=Scene.as_anna, is_repeatable=False),
    # Whoever asks again is told that it is gone, which it is.
    Route("DELETE", f"{LINKS}/{{link_id}}", _unlink, linked, Scene.as_anna, is_repeatable=False),
)
