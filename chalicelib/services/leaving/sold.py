"""What an account sold stays with its buyers, as something of a deleted account."""

from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.paging import Page
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision

AT_ONCE = 80
DELETED = {"handle": "deleted", "name": "Deleted account", "avatar": "", "header": ""}


def scrub(post: Post) -> bool:
    """Take its author's name and pictures off a post, and its earlier texts; False where that is done."""
    snapshot = DELETED | {"created_at": 0}
    if post.author == snapshot:
        return False
    Revision.clear(post.id)
    post.redraw(snapshot)
    return True


def scrub_some(account_id: str) -> bool:
    """Do so with what was withdrawn before its author left, found by its sales; tells whether there was some."""
    page: Page | None = Page(limit=AT_ONCE)
    while page:
        turned = Purchase.sold_ids(account_id, page)
        subjects = {one.subject_id for one in Purchase.find_all(turned.rows) if one.kind == "post"}
        mine = [post for post in Post.find_all(sorted(subjects)).values() if post.author_id == account_id]
        if sum(scrub(post) for post in mine):
            return True
        page = Page(limit=AT_ONCE, max_id=turned.rows[-1]) if turned.has_more else None
    return False
