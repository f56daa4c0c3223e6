"""Have posts lead, and read what does."""

from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import likes
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account

POSTS, TAGS, PEOPLE = "/api/v1/trends/statuses", "/api/v1/trends/tags", "/api/v1.1/discover/accounts/popular"


def admire(post: Post, times: int = 1) -> None:
    """Let so many people like a post, and count that."""
    for _ in range(times):
        likes.like(make_account().id, post.id)
    deliver_events()


def shown(client: Client, path: str = POSTS) -> list[str]:
    """Return the ids of what a path answers with."""
    answer = client.get(path)
    assert answer.status_code == 200
    return [one["id"] for one in answer.json()]
