"""The function that makes renditions may make them, and make them anew, and no more."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models.photos.media import Media
from chalicelib.services.photos import media
from tests.infra import test_policies
from tests.infra.test_policies import assert_tables_used, is_allowed
from tests.kit.factories import make_account, make_post
from tests.kit.money.paid import make_locked, upload
from tests.kit.photos import make_photo

NAME = "on_original_uploaded"
run = test_policies.run


def arrival(key: str) -> dict[str, Any]:
    return {"Records": [{"s3": {"object": {"key": key}}}]}


def test_an_original_is_processed_and_made_anew_within_its_rights(run: Callable[..., set[str]]):
    owner, used = make_account(), set[str]()
    for purpose in ("photo", "avatar", "avatar", "header"):
        item = media.begin(owner.id, make_photo(400, 300), "image/jpeg", purpose=purpose)
        used |= run(NAME, **arrival(item.original_key))
    used |= run(NAME, **arrival("originals/nobody/nothing"))
    used |= run(NAME, remake={"segment": 0, "of": 1})
    used |= run(NAME, originals_of=make_post(owner).id)
    for photo in (upload(owner), upload(owner)):
        make_locked(owner, photo=photo)
        photo.update([Media.made_with.remove()])
        used |= run(NAME, remake={"media_id": photo.id})
    assert_tables_used(NAME, used)


@pytest.mark.parametrize("action", ["GetObject", "ListBucket"])
def test_it_reads_no_rendition(action: str):
    assert not is_allowed(
        NAME, f"s3:{action}", f"arn:aws:s3:::{test_policies.PLACE.renditions_bucket}/media/x/full.jpg"
    )
