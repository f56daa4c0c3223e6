"""Stories in the dialect of Pixelfed's API.

Source: https://github.com/pixelfed/pixelfed, app/Http/Controllers/Stories/StoryApiV1Controller.php
"""

from typing import TYPE_CHECKING

from chalicelib.models.photos.media import Media
from chalicelib.schemas.people.accounts import render_account, render_snapshot
from chalicelib.schemas.photos.media import render_media
from chalicelib.schemas.photos.stories.answered import address_of
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.stories.highlighted import ShownHighlight
from chalicelib.services.photos.stories.tray import SeenStory, ShownReel
from chalicelib.services.photos.stories.watching import StoryViewer

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_carousel(own: ShownReel, others: list[ShownReel], *, is_later: bool = False) -> "entities.StoryCarousel":
    """Return one's own stories and those of others; the later version of the API names theirs `stories` too."""
    nodes = [_reel(reel) for reel in others]
    if is_later:
        nodes = [{**node, "stories": node["nodes"]} for node in nodes]
    return {**render_own_stories(own), "nodes": nodes}


def render_own_stories(own: ShownReel) -> "entities.OwnStories":
    """Return one's own stories."""
    return {"self": {"user": _author(own, is_own=True), "nodes": [_story(one) for one in own.stories]}}


def render_one(viewer_id: str, reel: ShownReel) -> "entities.OwnReel":
    """Return some stories of an author as a viewer sees them."""
    return {
        "user": _author(reel, is_own=reel.author_id == viewer_id),
        "nodes": [_story(one) for one in reel.stories],
    }


def render_highlights(viewer_id: str, shown: list[ShownHighlight]) -> "list[entities.Highlight]":
    """Return highlights of an author as a viewer sees them."""
    return [render_highlight(viewer_id, one) for one in shown]


def render_highlight(viewer_id: str, shown: ShownHighlight) -> "entities.Highlight":
    """Return one highlight."""
    return {
        "id": shown.highlight.id,
        "title": shown.highlight.title,
        "cover": address_of(shown.cover)("thumb.jpg"),
        "cover_id": shown.cover.id,
        **render_one(viewer_id, shown.reel),
    }


def _reel(reel: ShownReel) -> "entities.StoryReel":
    return {
        "id": f"pfs:{reel.author_id}",
        "user": _author(reel, is_own=False),
        "nodes": [_story(one) for one in reel.stories],
        "url": render_snapshot(reel.author_id, reel.author)["url"],
        "seen": reel.is_seen,
    }


def _author(reel: ShownReel, *, is_own: bool) -> "entities.StoryAuthor":
    shown = render_snapshot(reel.author_id, reel.author)
    return {
        "id": reel.author_id,
        "username": shown["username"],
        "username_acct": shown["acct"],
        "display_name": shown["display_name"],
        "avatar": shown["avatar"],
        "local": True,
        "is_author": is_own,
    }


def _story(seen: SeenStory) -> "entities.Story":
    story, photo = seen.story, seen.story.photo
    address = address_of(story)
    return {
        "id": story.id,
        "pid": story.author_id,
        "type": "photo",
        "src": address("feed.jpg"),
        "duration": int(story.seconds),
        "seen": seen.is_seen,
        "created_at": timestamp(story.published_at),
        "rossgram": {
            "audience": story.access,
            "expires_at": timestamp(story.ends_at) if story.ends_at else None,
            "width": int(photo["width"]),
            "height": int(photo["height"]),
            "blurhash": photo["blurhash"],
            "description": photo["alt"],
            "small": address("thumb.jpg"),
            "may_react": story.may_react,
            "may_reply": story.may_reply,
            "favourited": seen.is_liked,
        },
    }


def render_added(item: Media) -> "entities.AddedStory":
    """Return a photo that was uploaded to become a story; it may not be ready yet."""
    url = render_media(item)["url"]
    return {"code": 200, "msg": "Successfully added", "media_id": item.id, "media_url": url, "media_type": "photo"}


def render_told(msg: str = "") -> "entities.StoryTold":
    """Return that something is done."""
    return {"code": 200, "msg": msg} if msg else {"code": 200}


def render_seen_by(viewers: list[StoryViewer]) -> "list[entities.Account]":
    """Return those who saw a story."""
    return [render_account(one.account) for one in viewers]


def render_viewers(number: int, viewers: list[StoryViewer]) -> "entities.StoryViewers":
    """Return how many saw a story, and some of them with what they did."""
    shown: list[entities.StoryViewer] = [
        {"account": render_account(one.account), "favourited": one.is_liked} for one in viewers
    ]
    return {"views_count": number, "viewers": shown}
