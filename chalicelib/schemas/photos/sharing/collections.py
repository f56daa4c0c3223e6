"""Collections in Pixelfed's dialect.

Source: https://github.com/pixelfed/pixelfed, app/Services/CollectionService.php
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from chalicelib import config
from chalicelib.schemas.base import Form, Many, Name, at_most
from chalicelib.schemas.pages import Cursor
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_photos, render_status
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.sharing.collected import CollectionView
from chalicelib.services.photos.sharing.collections import MOST_POSTS

if TYPE_CHECKING:
    from chalicelib.schemas import entities

LONGEST_TITLE, LONGEST_DESCRIPTION = 50, 500
Visibility = Literal["public", "private", "draft"]
# No collection, and nobody's collections, have so many pages.
MOST_PAGES = 1_000_000


class NumberedPageForm(Form):
    """Which page is asked for, the first by 1."""

    page: int = Field(default=1, ge=1, le=MOST_PAGES)


class CollectionForm(Form):
    """What is to be changed of a collection, or what a new one has; what is absent stays."""

    title: Annotated[Name | None, at_most(LONGEST_TITLE)] = None
    description: Annotated[str | None, at_most(LONGEST_DESCRIPTION)] = None
    visibility: Visibility | None = None
    post_ids: Annotated[list[Cursor] | None, Many] = Field(default=None, max_length=MOST_POSTS)
    # Without any, the first photo stands for the collection.
    cover_id: Cursor | None = None


class UpdateForm(Form):
    """What Pixelfed's apps send of a collection: all of its words, and who sees it."""

    title: Annotated[Name | None, at_most(LONGEST_TITLE)] = None
    description: Annotated[str | None, at_most(LONGEST_DESCRIPTION)] = None
    visibility: Visibility

    def given(self) -> dict[str, Any]:
        """Return what is to be written: a word that is not sent is none."""
        return {"title": self.title or "", "description": self.description or "", "visibility": self.visibility}


class ItemForm(Form):
    """Which post is put into which collection, or taken out."""

    collection_id: Cursor
    post_id: Cursor


def render_collection(found: CollectionView) -> "entities.Collection":
    """Return a collection as its viewer sees it: `post_count` counts those posts that they are shown."""
    one, account = found.collection, render_account(found.account)
    return {
        "id": one.id,
        "pid": one.account_id,
        "visibility": one.visibility,
        "title": one.title,
        "description": one.description,
        "thumb": _thumb(found) or account["avatar"],
        "url": f"{config.PUBLIC_URL}/api/v1.1/collections/view/{one.id}",
        "updated_at": timestamp(one.updated_at),
        "published_at": timestamp(one.published_at) if one.published_at else None,
        "avatar": account["avatar"],
        "username": account["username"],
        "post_count": len(found.views),
        "rossgram": {"cover_id": found.cover.post.id if found.cover else None},
    }


def render_whole(found: CollectionView, number: int) -> "entities.WholeCollection":
    """Return a collection with a page of its posts."""
    return {**render_collection(found), "items": [render_status(view) for view in found.page(number)]}


def _thumb(found: CollectionView) -> str | None:
    photos = render_photos(found.cover, found.cover.post.body) if found.cover else []
    return str(photos[0]["preview_url"]) if photos else None
