"""Photos that an older pipeline made, and looks at what is stored of them."""

import io
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from PIL import Image

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.files.addresses import LOCKED
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events, drop_events
from tests.kit.photos import make_photo

Old = tuple[Media, Post]
BODY = make_photo(2000, 1500)


def stored(key: str) -> set[str]:
    """Return the names of the files that lie in the open under a key."""
    found = boto3.client("s3").list_objects_v2(Bucket=config.RENDITIONS_BUCKET, Prefix=f"media/{key}/")
    return {entry["Key"].rpartition("/")[2] for entry in found.get("Contents", [])}


def everything() -> set[str]:
    """Return the keys of all files of renditions."""
    found = boto3.client("s3").list_objects_v2(Bucket=config.RENDITIONS_BUCKET)
    return {entry["Key"] for entry in found.get("Contents", []) if not entry["Key"].startswith("media/missing/")}


def clear() -> None:
    """Delete every file of renditions that another test left."""
    for key in everything():
        boto3.client("s3").delete_object(Bucket=config.RENDITIONS_BUCKET, Key=key)


def make_old(owner: Account, body: bytes = BODY) -> Old:
    """Publish a photo, and make its row and its post as those of the first pipeline are."""
    item = media.begin(owner.id, body, "image/jpeg", description="Hills")
    deliver_events()
    post = posts.publish(owner.id, Draft(caption="Up", media_ids=[item.id]))
    item.update([Media.renditions.remove(), Media.processing.remove(), Media.made_with.remove()])
    for photo in post.body["media"]:
        photo.pop("renditions")
        photo.pop("processing")
    post.update([Post.body.set(post.body)])
    drop_events()
    return Media.find(item.id), Post.find(post.id)


def shown(post: Post) -> dict[str, Any]:
    photo: dict[str, Any] = Post.find(post.id).body["media"][0]
    return photo


def assert_whole(item: Media, post: Post) -> None:
    """Check that row, post and files say the same of a photo, that the files are so, and that none is left over."""
    row, photo = Media.find(item.id), shown(post)
    assert {name: photo[name] for name in row.snapshot() if name not in {"alt", "focus"}} == {
        name: value for name, value in row.snapshot().items() if name not in {"alt", "focus"}
    }
    assert [row.due] == [None]
    assert stored(row.key) == {*row.renditions, LOCKED}
    for file, size in row.renditions.items():
        body = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=f"media/{row.key}/{file}")
        assert list(Image.open(io.BytesIO(body["Body"].read())).size) == size
    assert len(everything()) == len(row.renditions) + 1


def killing(real: Callable[..., Any], moment: str) -> Callable[..., Any]:
    """Return a function that ends the run before or after the real one."""

    def call(*given: Any) -> Any:
        if moment == "after":
            real(*given)
        raise KeyboardInterrupt

    return call


def once(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, meanwhile: Callable[[], object]) -> None:
    """Let something else happen at the first call of a function, before it."""
    real, called = getattr(place, name), list[str]()

    def call(*given: Any) -> Any:
        if not called:
            called.append(name)
            meanwhile()
        return real(*given)

    monkeypatch.setattr(place, name, call)
