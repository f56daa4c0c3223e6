"""Posts and comments as statuses of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Status/
"""

from typing import TYPE_CHECKING, Any

from chalicelib import config
from chalicelib.models.base import id_time
from chalicelib.schemas.money.funding import progress
from chalicelib.schemas.people.accounts import render_account, render_snapshot
from chalicelib.schemas.people.reading.filters import render_filtered
from chalicelib.schemas.photos.drafts import visibility_of
from chalicelib.schemas.photos.extras import render_pixelfeds
from chalicelib.schemas.photos.media import render_attachment, render_locked_attachment
from chalicelib.schemas.photos.offers import render_card, render_invitation, render_offer
from chalicelib.schemas.photos.polls.answers import render_poll
from chalicelib.schemas.photos.sharing.person_tags import render_people, render_tagged_people
from chalicelib.schemas.photos.stories.answered import render_answered
from chalicelib.schemas.text import html, post_url, profile_url, tag_url, timestamp
from chalicelib.services.photos.files import addresses, originals
from chalicelib.services.photos.files.addresses import Address, Ticket
from chalicelib.services.photos.reading import filters
from chalicelib.services.photos.text import tags_in
from chalicelib.services.photos.views import PostView

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_status(view: PostView) -> "entities.Status":
    """Return a post as its viewer sees it: locked, it is an ordinary status that leads to paying."""
    if view.reblogged:
        return _reblog(view, view.reblogged)
    return _status(view)


def _reblog(view: PostView, shown: PostView) -> "entities.Status":
    """Return a reblog: a status with a date and an author of its own, and with the words and counts of what it shows.

    It has no photos beside those of that, so that nobody sees them twice.
    """
    own, status = _status(view), render_status(shown)
    return {
        **status,
        "id": own["id"],
        "created_at": own["created_at"],
        "edited_at": own["edited_at"],
        "uri": own["uri"],
        "url": own["url"],
        "visibility": own["visibility"],
        "account": own["account"],
        "pinned": own["pinned"],
        "media_attachments": [],
        "card": None,
        "pf_type": "share",
        "reblog": status,
    }


def _status(view: PostView) -> "entities.Status":
    post, body = view.post, view.post.body
    return {
        "id": post.id,
        "created_at": timestamp(id_time(post.id)),
        "edited_at": _edited_at(view),
        "in_reply_to_id": post.parent_id or None,
        "in_reply_to_account_id": post.parent_author_id or None,
        "sensitive": is_sensitive(view),
        "spoiler_text": body["spoiler"],
        "visibility": visibility_of(post.access, is_sold=post.is_paid and not post.parent_id),
        "language": body["language"],
        "uri": f"{config.PUBLIC_URL}/api/v1/statuses/{post.id}",
        "url": post_url(_author(view)["acct"], post.id),
        "content": render_content(body) + _last_paragraph(view),
        "account": _author(view),
        "media_attachments": render_photos(view, body),
        "mentions": [_mention(mention) for mention in body["mentions"]],
        "tags": [{"name": tag, "url": tag_url(tag)} for tag in tags_in(body["caption"])],
        "emojis": [],
        "replies_count": int(post.comments_count),
        "reblogs_count": max(int(post.reblogs_count), int(view.state.is_reblogged)),
        # Likes are counted within seconds; nobody waits to see their own.
        "favourites_count": max(int(post.likes_count), int(view.state.is_liked)),
        "quotes_count": 0,
        "favourited": view.state.is_liked,
        "reblogged": view.state.is_reblogged,
        "muted": view.state.is_muted,
        "bookmarked": view.state.is_bookmarked,
        "pinned": view.state.is_pinned,
        "filtered": render_filtered(filters.matched(view)),
        "reblog": None,
        # Which app somebody posts with is told to themselves alone.
        "application": body.get("app") if view.viewer_id == post.author_id else None,
        "card": _card(view),
        "poll": render_poll(view),
        **render_pixelfeds(post),
        "taggedPeople": render_tagged_people(view),
        "rossgram": _extras(view),
    }


def is_sensitive(view: PostView, body: dict[str, Any] | None = None) -> bool:
    """Tell whether a post is shown behind a cover: by its author's word, or by a moderator's of all that is theirs."""
    return bool((body or view.post.body)["sensitive"] or (view.author and view.author.sensitized_at))


def render_comment(view: PostView, *, is_gap: bool) -> "entities.Status":
    """Return a comment in its conversation; `is_gap` says that what it answers is not there."""
    status = render_status(view)
    return {**status, "rossgram": {**status["rossgram"], "answers_missing": is_gap}}


def _edited_at(view: PostView) -> str | None:
    """Return when a post was last changed for its viewer: by an edit, or by their money, which opened it later."""
    opened = view.state.granted_at or 0
    at = max(int(view.post.edited_at or 0), opened if opened > id_time(view.post.id) else 0)
    return timestamp(at) if at else None


def _author(view: PostView) -> "entities.Account":
    if view.author:
        return render_account(view.author)
    post = view.post
    # A comment tells of whom it stands under whether they are private, and of its author nothing.
    return render_snapshot(post.author_id, post.author) | {"locked": bool(post.is_private and not post.parent_id)}


def _last_paragraph(view: PostView) -> str:
    if view.is_locked:
        return render_invitation(view)
    return progress.progress_paragraph(view.campaign) if view.campaign else ""


def _extras(view: PostView) -> "entities.StatusExtras":
    extras = render_offer(view)
    if view.campaign:
        extras["progress"] = progress.render_progress(view.campaign)
    if story := render_answered(view):
        extras["story"] = story
    return extras


def _card(view: PostView) -> "entities.PreviewCard | None":
    if view.is_locked:
        return render_card(view)
    if view.campaign is None:
        return None
    drawn = view.author.snapshot() if view.author else view.post.author
    author = {"name": str(drawn["name"] or drawn["handle"]), "url": profile_url(str(drawn["handle"]))}
    return progress.card(view.campaign, author, next(iter(render_photos(view, view.post.body)), None))


def render_photos(view: PostView, body: dict[str, Any]) -> "list[entities.MediaAttachment]":
    """Return the photos of one of a post's texts, those that are still its own: they lie where the post says now."""
    here = {photo["id"]: {name: photo.get(name) for name in ("key", "place")} for photo in view.post.body["media"]}
    photos = [photo | here[photo["id"]] for photo in body["media"] if photo["id"] in here]
    if view.is_locked:
        return [render_locked_attachment(photo) for photo in photos]
    return [_attachment(view, photo) for photo in photos]


def _attachment(view: PostView, photo: dict[str, Any]) -> "entities.MediaAttachment":
    """Return a photo, with its original where whoever paid may have it: it may take some seconds to be there."""
    address = _address(view, photo)
    entity = render_attachment(photo, address)
    entity["rossgram"]["people"] = render_people(view, photo["id"])
    if originals.has(view.post):
        entity["rossgram"]["original"] = {
            "url": address(addresses.ORIGINAL),
            "type": addresses.kind_of(addresses.ORIGINAL),
            "width": int(photo["width"]),
            "height": int(photo["height"]),
            "keeps": view.post.body["originals"],
        }
    return entity


def _address(view: PostView, photo: dict[str, Any]) -> Address:
    ticket = Ticket(view.post.id, photo["id"], view.viewer_id or "")
    return addresses.address(view.post.lies_at(photo), ticket)


def render_content(body: dict[str, Any]) -> str:
    """Return a post's words as HTML."""
    return html(body["caption"], frozenset(mention["handle"] for mention in body["mentions"]))


def _mention(mention: dict[str, str]) -> "entities.Mention":
    handle = mention["handle"]
    return {"id": mention["id"], "username": handle, "acct": handle, "url": profile_url(handle)}
