"""Describe photos that are on published posts anew: it is an edit of the post, as of its words."""

from typing import Any

from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.stories.standing import is_of_story
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.media import Focus

WORDS = frozenset({"caption", "spoiler", "sensitive", "language"})


def post_of(owner_id: str, media_id: str) -> str | None:
    """Return the id of the post that has one's own photo; None where no post has it, and for a story's or a draft's."""
    item = Media.find(media_id)
    if item.owner_id != owner_id or item.post_id is None or is_of_story(item):
        return None
    return str(item.post_id) if Post.find_all([item.post_id]) else None


def describe(owner_id: str, post_id: str, media_id: str, description: str | None, focus: Focus | None) -> Media:
    """Change the alt text or the focus of a photo of one's own post and nothing else; what it was before is kept."""
    changes: dict[str, Any] = {} if description is None else {"alt": description}
    if focus is not None:
        changes["focus"] = list(focus)
    posts.edit(owner_id, post_id, Draft(unsaid=WORDS), {media_id: changes})
    return media.find(owner_id, media_id)
