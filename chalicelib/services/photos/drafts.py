"""Turn what an author sends into a post."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import MediaFailed, MediaNotReady, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.base import new_id
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.apps import App
from chalicelib.models.photos.lists import held, threads
from chalicelib.models.photos.media import FAILED, Media
from chalicelib.models.photos.posts import FOLLOWERS, PAID, PRICE, PUBLIC, UNLISTED, Post
from chalicelib.models.photos.sharing.audiences import BY_HAND, DIRECT, UNCOUNTED
from chalicelib.services.photos import offers, text
from chalicelib.services.photos.polls import asking
from chalicelib.services.photos.sharing import person_tags
from chalicelib.services.photos.words import mentions

MOST_MEDIA = 20
LONGEST_CAPTION = 2200
# Enough for as many of the largest emoji: one character may have any number of marks.
LARGEST_CAPTION = 64_000


@dataclass(frozen=True)
class Draft:
    """What an author sends. `app` is the client id of the app that sends it.

    Of a new post `unsaid` names what its author's own defaults decide: access, sensitive, language.
    An edit without `media_ids` keeps the photos: one is taken out only by a list that leaves it out. It keeps the words
    that `unsaid` names, too.
    `offer` is what they ask for where `access` is one that money opens: `amount` and `currency`, `tier_id`, or
    `campaign_id` and `level`. A post with a `campaign_id` of its own presents that campaign, and shows how far it is.
    """

    caption: str = ""
    media_ids: list[str] | None = None
    access: str = PUBLIC
    offer: dict[str, Any] | None = None
    spoiler: str = ""
    sensitive: bool = False
    language: str | None = None
    app: str | None = None
    campaign_id: str = ""
    # What is kept of the metadata in the originals that whoever pays may have; False for none, None for nothing said.
    originals: list[str] | bool | None = None
    # The town that the post names; nothing takes it off, None says nothing of it.
    town_id: str | None = None
    # Who is tagged in its photos, all of them; None says nothing of it.
    people: list[person_tags.Point] | None = None
    poll: asking.Poll | None = None
    unsaid: frozenset[str] = frozenset()
    # The unpublished post for which its photos are held; none where they are nobody's.
    held_by: str = ""


def compose(author_id: str, draft: Draft, parent: Post | None) -> tuple[Post, list[Media]]:
    """Return a new post as it would be written, and its photos as they are."""
    media = attachable(author_id, draft.media_ids or [])
    check(draft, has_media=bool(media))
    author, app = rounds.both(partial(Account.find, author_id), partial(App.told, draft.app))
    draft = with_defaults(draft, author.profile)
    post = Post(new_id(), author_id=author_id, access=draft.access, author=author.snapshot())
    post.body = {"media": [item.snapshot() for item in media], **words(author_id, draft)}
    if app:
        post.body["app"] = app
    post.body |= {"campaign_id": draft.campaign_id} if draft.campaign_id else {}
    asking.put_in(post, draft.poll)
    post.body |= chosen_town(draft, post)
    # A comment belongs to the post that it stands under, and so to the account of that.
    post.is_private = parent.is_private if parent else author.is_private
    closed_by = {*((parent.closed_by if parent else None) or ()), *([author_id] if author.closed else [])}
    post.closed_by = closed_by or None
    if parent is None:
        post.set_terms(draft.access, offers.resolve(author_id, draft.access, draft.offer, has_media=bool(media)))
        offers.expect_plain(post, author=author)
    else:
        _make_comment(post, parent)
    post.enlist(is_held=held.awaits_launch(post))
    post.body |= chosen_originals(draft, post)
    person_tags.put_in(post, draft.people)
    return post, media


def chosen_originals(draft: Draft, post: Post) -> dict[str, Any]:
    """Return what a post's body holds of its author's choice about originals, nothing where they say nothing."""
    if draft.originals is None:
        return {}
    if draft.originals is not False and not post.is_paid:
        raise Unprocessable("Validation failed: Originals are for those who pay for a post")
    return {"originals": None if draft.originals is False else draft.originals}


def chosen_town(draft: Draft, post: Post) -> dict[str, Any]:
    """Return what changes in a post's body by the town that its author chose, nothing where they say nothing."""
    if draft.town_id is None:
        return {}
    # Only whoever names a town looks for it; home starts without the gazetteer.
    from chalicelib.services.photos.search import towns  # noqa: PLC0415

    town = towns.named(draft.town_id) if draft.town_id else None
    return {} if town == post.body.get("town") else {"town": town}


def _make_comment(post: Post, parent: Post) -> None:
    """Make a comment of a post: it belongs to the audience of what it answers."""
    if post.access in PAID:
        raise Unprocessable("Validation failed: a comment cannot be sold")
    if post.body.get("town"):
        raise Unprocessable("Validation failed: a comment names no place")
    if post.access in UNCOUNTED:
        raise Unprocessable("Validation failed: a comment belongs to the audience of what it answers")
    post.parent_id, post.parent_author_id = parent.id, parent.author_id
    post.root_id = parent.root_id or parent.id
    post.root_author_id = (parent.root_author_id or parent.audience_id) if parent.parent_id else parent.author_id
    post.branch = threads.branch(parent, post.id)
    if parent.access in (FOLLOWERS, *BY_HAND) or parent.is_paid:
        post.access, post.audience_id = parent.access, parent.audience
        # The grant of a price names the post, whatever the amount; tiers and campaigns are named by the offer.
        post.offer = None if parent.access == PRICE else parent.offer


def check(draft: Draft, *, has_media: bool) -> None:
    """Raise Unprocessable where a draft says nothing or too much."""
    if not draft.caption.strip() and not has_media:
        raise Unprocessable("Validation failed: Text can't be blank")
    if not (has_media or config.ALLOW_TEXT_POSTS or draft.access == DIRECT):
        raise Unprocessable("Validation failed: A post needs a photo")
    check_size(draft)


def check_size(draft: Draft) -> None:
    """Raise Unprocessable where a draft says more, or has more photos or people in them, than a post may."""
    _check_number(draft.media_ids or [])
    person_tags.check_number(draft.people or [])
    asking.check(draft.poll, is_message=draft.access == DIRECT)
    said = draft.spoiler + draft.caption
    if len(said.encode()) > LARGEST_CAPTION or text.is_longer(said, LONGEST_CAPTION):
        raise Unprocessable(f"Validation failed: Text character limit of {LONGEST_CAPTION} exceeded")


def _check_number(media_ids: list[str]) -> None:
    if len(media_ids) > MOST_MEDIA or len(set(media_ids)) < len(media_ids):
        raise Unprocessable(f"Validation failed: At most {MOST_MEDIA} photos, each once")


def attachable(owner_id: str, media_ids: list[str]) -> list[Media]:
    """Return an account's photos that a post may have; raises Unprocessable where it may not, or not yet."""
    _check_number(media_ids)
    media = Media.find_all(owner_id, media_ids)
    if any(item.state == FAILED for item in media):
        raise MediaFailed
    if not all(item.is_ready for item in media):
        raise MediaNotReady
    return media


def words(author_id: str, draft: Draft) -> dict[str, Any]:
    """Return what a post's body holds of a draft, but for its photos."""
    return {
        "caption": draft.caption,
        "spoiler": draft.spoiler,
        "sensitive": draft.sensitive or bool(draft.spoiler.strip()),
        "language": draft.language,
        "mentions": mentions.mentioned(author_id, draft.caption),
    }


def restated(draft: Draft, post: Post) -> Draft:
    """Return an edit whose words, where it says nothing of them, are those that the post has; a poll stays as it is."""
    asking.expect_same(post, draft.poll)
    return replace(draft, **{name: post.body[name] for name in draft.unsaid if name in post.body})


def edited_media(post: Post, media_ids: list[str] | None) -> tuple[list[dict[str, Any]], list[Media]]:
    """Return a post's photos after an edit, and those media among them that were not its own before."""
    held = {item["id"]: item for item in post.body["media"]}
    if media_ids is None:
        return list(held.values()), []
    added = attachable(post.author_id, [media_id for media_id in media_ids if media_id not in held])
    items = held | {item.id: item.snapshot() for item in added}
    _check_number(media_ids)
    return [items[media_id] for media_id in media_ids], added


# What an author has said of all their posts, as it stands in their profile.
ACCESS = {"public": PUBLIC, "unlisted": UNLISTED, "private": FOLLOWERS}


def with_defaults(draft: Draft, profile: dict[str, Any]) -> Draft:
    """Return a new post's draft with its author's defaults for what they say nothing of."""
    defaults: dict[str, Any] = {
        "access": ACCESS.get(profile.get("default_privacy") or "", draft.access),
        "sensitive": bool(profile.get("default_sensitive")),
        "language": profile.get("default_language") or None,
    }
    return replace(draft, **{name: value for name, value in defaults.items() if name in draft.unsaid})
