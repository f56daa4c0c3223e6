"""Tell which of a post's earlier texts a viewer may read: those that were for them while they stood there.

A post may be opened to more people after its words were changed, and what it said before was not for these.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib.models.base import id_time
from chalicelib.models.money.grants import post_key
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos.access import campaign_ids, may_see
from chalicelib.services.photos.reading.standing import Viewer
from chalicelib.services.photos.viewers import viewer_of


class Text(NamedTuple):
    """What a post said, and since when."""

    body: dict[str, Any]
    written_at: float


def texts(viewer_id: str | None, post: Post) -> list[Text]:
    """Return the texts of a post that a viewer sees, oldest first: its last one, and the earlier ones for them.

    An earlier text is for whom it was when it was replaced, as far as they may still see the post; its author sees all.
    A text of an earlier release, which does not say for whom it was, is its author's alone.
    """
    last = Text(post.body, post.edited_at or id_time(post.id))
    earlier = list(Revision.of(post.id))
    if earlier and viewer_id != post.author_id:
        earlier = _for_viewer(viewer_id, post, earlier, last)
    return [*(Text(one.body, one.written_at) for one in earlier), last]


def _for_viewer(viewer_id: str | None, post: Post, earlier: list[Revision], last: Text) -> list[Revision]:
    ends = [*(one.written_at for one in earlier[1:]), last.written_at]
    known = [(one, one.post_then(post), end) for one, end in zip(earlier, ends, strict=True) if one.access]
    viewer = viewer_of(viewer_id, [post, *(then for _, then, _ in known)])
    shown = ((one, then, end) for one, then, end in known if may_see(_at(viewer, then, end), then))
    return [one for one, then, end in shown if not _was_held(viewer, then, end)]


def _at(viewer: Viewer, then: Post, end: float) -> Viewer:
    """Return the viewer without a post that they bought only after a text was replaced that was not for sale."""
    bought = post_key(then.root_id or then.id)
    if then.access == PRICE or (viewer.granted.get(bought) or end) < end:
        return viewer
    return replace(viewer, grants={key: level for key, level in viewer.grants.items() if key != bought})


def _was_held(viewer: Viewer, then: Post, end: float) -> bool:
    """Tell whether a text was replaced before a campaign to which it leads was launched: nobody else had read it."""
    named = (viewer.campaigns.get(campaign_id) for campaign_id in campaign_ids(then))
    return any(campaign is not None and not (campaign.launched_at or end) < end for campaign in named)
