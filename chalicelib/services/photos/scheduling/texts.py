"""Keep what an author sends until it is published, and have it back as it was sent."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from chalicelib.errors import Unprocessable
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.scheduling.unpublished import UnpublishedPost
from chalicelib.models.photos.sharing.audiences import DIRECT
from chalicelib.services.photos import comments, drafts
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.polls.asking import Poll
from chalicelib.services.photos.sharing.person_tags import Point


def said(draft: Draft, parent_id: str = "") -> dict[str, Any]:
    """Return what is stored of a draft, and of what it answers; raises Unprocessable for a direct message."""
    if draft.access == DIRECT:
        raise Unprocessable("Validation failed: A direct message is sent at once")
    kept = {name: value for name, value in asdict(draft).items() if name != "held_by"}
    return kept | {"unsaid": sorted(draft.unsaid), "parent_id": parent_id}


def draft_of(row: UnpublishedPost) -> Draft:
    """Return what an author sent, as a draft that may take the photos that are held for it."""
    known = {name: value for name, value in row.said.items() if name != "parent_id"}
    people = [Point(**one) for one in known["people"]] if known.get("people") is not None else None
    poll = Poll(**known["poll"]) if known.get("poll") else None
    return Draft(**known | {"unsaid": frozenset(known["unsaid"]), "held_by": row.id, "people": people, "poll": poll})


def parent_of(row: UnpublishedPost) -> Post | None:
    """Return what the post answers, where it is a comment that its author may write; raises what forbids it."""
    parent_id = parent_id_of(row)
    return comments.answerable(row.author_id, parent_id) if parent_id else None


def parent_id_of(row: UnpublishedPost) -> str:
    """Return the id of what the post answers, or nothing."""
    return str(row.said.get("parent_id") or "")


def stated(author_id: str, draft: Draft) -> Draft:
    """Return a draft whose author's defaults of this moment are said in it: what is shown is what goes out."""
    return replace(drafts.with_defaults(draft, Account.find(author_id).profile), unsaid=frozenset())


def photos_of(rows: Iterable[UnpublishedPost]) -> dict[str, list[Media]]:
    """Return the photos that are held for each of some posts, by the post's id: one trip."""
    looked_at = list(rows)
    found = fetch([(Media, media_id, None) for row in looked_at for media_id in row.media_ids])
    photos = {item.id: item for item in found.values() if isinstance(item, Media)}
    return {row.id: [photos[one] for one in row.media_ids if _is_held(photos.get(one), row)] for row in looked_at}


def _is_held(item: Media | None, row: UnpublishedPost) -> bool:
    return item is not None and item.post_id == row.id
