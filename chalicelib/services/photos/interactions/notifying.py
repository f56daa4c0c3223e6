"""Tell of a new post those followers who wish it."""

from chalicelib.models.paging import Page
from chalicelib.models.people.reading import notifying
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.notifications import POSTED, Notification
from chalicelib.services import news
from chalicelib.services.photos.sharing import members

# Each of them takes a write, and a message for their devices.
TOLD_AT_ONCE = 100


def tell(post: Post, after: str = "") -> str:
    """Tell of a post a page of those who wish it, and return where the next one begins, if there is one.

    May run twice: each is told once. Whom the post mentions is told of it already, and nobody is told of a reblog. What
    stands between the two, and who may see the post, is looked at whenever it is shown.
    """
    if post.reblog_of_id or post.parent_id:
        return ""
    found = notifying.wishing(post.author_id, Page(limit=TOLD_AT_ONCE, max_id=after))
    known = {post.author_id, *news.told_of(post)}
    told = [one for one in members.told([follow.follower_id for follow in found.rows], post) if one not in known]
    for account_id in told:
        Notification.of(account_id, POSTED, post.id, post.author_id, post.id).post()
    news.hint(*told)
    return str(found.rows[-1].notify_id) if found.has_more else ""
