"""Keep the words by which a post is found in step with what it says."""

from collections.abc import Callable

from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import wait_a_little
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search.post_words import PostTerms, of_town
from chalicelib.models.photos.search.tags import UsedTag
from chalicelib.models.photos.sharing.audiences import ME
from chalicelib.models.words import terms
from chalicelib.services.photos.text import tags_in

# A post is found by so many of its words, the first ones: each is a row.
MOST_TERMS, MOST_TAGS = 60, 30
# Under this, which no caption has, stand the posts that present campaigns.
CAMPAIGNS = "!campaigns"
RACES = 8


def carry(post: Post, changed: Post, write: Callable[[], bool]) -> bool:
    """Write a changed post, and have it found by what it says then, whenever the process ends; True where written."""
    if terms_of(post) == terms_of(changed):
        return write()
    queue.announce("posts", words_of=post.id)
    is_written = write()
    if is_written:
        queue.send("posts", words_of=post.id)
    return is_written


def index(post_id: str) -> None:
    """Have a post found by the words and hashtags that it has at this moment; one that is gone by none.

    May run twice, and at the same time: whoever wrote the words of a post that was changed meanwhile writes them again.
    """
    for attempt in range(RACES):
        post = _find(post_id)
        wanted = terms_of(post)
        PostTerms.replace(post_id, post.author_id if post else "", wanted)
        if terms_of(_find(post_id)) == wanted:
            break
        wait_a_little(attempt)
    else:
        raise Unavailable
    for term in sorted(wanted):
        if term.startswith("#"):
            UsedTag.use(term[1:])


def terms_of(post: Post | None) -> set[str]:
    """Return the words by which a post is found; where it is listed for everybody, its hashtags and its town, too."""
    if post is None or not post.stands_alone or post.withdrawn_at or post.is_archived or post.access == ME:
        return set()
    caption = str(post.body.get("caption", ""))
    tags = [f"#{tag}" for tag in tags_in(caption)[:MOST_TAGS]] if post.public else []
    town = post.body.get("town") if post.public else None
    named = [of_town(town["id"])] if town else []
    presented = [CAMPAIGNS] if post.public and post.body.get("campaign_id") else []
    return {*terms(caption)[:MOST_TERMS], *tags, *named, *presented}


def _find(post_id: str) -> Post | None:
    try:
        return Post.find(post_id)
    except NotFound:
        return None
