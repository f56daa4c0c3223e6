"""Keep drafts: posts of their author alone, that are changed at will and published when their author says so."""

from collections.abc import Sequence

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.scheduling.unpublished import DRAFTS, SCHEDULED, UnpublishedPost
from chalicelib.models.photos.submissions import Submission
from chalicelib.services.photos import drafts
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.scheduling import due, keeping, scheduled, sending, texts
from chalicelib.services.photos.scheduling.keeping import RACES, Kept

LONGEST_ID = 30


def save(author_id: str, draft: Draft, parent_id: str = "", idempotency_key: str = "") -> Kept:
    """Keep a new draft, and hold its photos for it. What it lacks is asked for when it is published."""
    row = UnpublishedPost.of(author_id, texts.said(draft, parent_id))
    if idempotency_key and Submission.post_id_of(author_id, idempotency_key):
        return keeping.gather([keeping.made_before(row, idempotency_key)])[0]
    media = _checked(author_id, draft, draft.media_ids or [], parent_id)
    return keeping.gather([keeping.add(row, media, idempotency_key)])[0]


def change(author_id: str, post_id: str, draft: Draft, parent_id: str = "") -> Kept:
    """Say a draft anew: what is left out is gone, and photos that are left out are free again."""
    said = texts.said(draft, parent_id)
    for _ in range(RACES):
        before = UnpublishedPost.on(author_id, DRAFTS, post_id)
        added = [one for one in draft.media_ids or [] if one not in before.media_ids]
        if keeping.change(before, said, None, _checked(author_id, draft, added, parent_id)):
            return keeping.find(author_id, DRAFTS, post_id)
    raise Unavailable


def publish(author_id: str, post_id: str) -> Post:
    """Publish a draft now, which is no draft from then on; raises what publishing raises, and keeps it then."""
    return due.publish(UnpublishedPost.on(author_id, DRAFTS, post_id))


def schedule(author_id: str, post_id: str, publish_at: int) -> Kept:
    """Make a draft a scheduled post of the same id; raises what publishing it now would."""
    scheduled.check_time(publish_at)
    for _ in range(RACES):
        before = UnpublishedPost.on(author_id, DRAFTS, post_id)
        stated = texts.stated(author_id, texts.draft_of(before))
        drafts.compose(author_id, stated, texts.parent_of(before))
        said = texts.said(stated, texts.parent_id_of(before))
        sending.send(before.again(said, publish_at))
        if keeping.change(before, said, publish_at):
            return keeping.find(author_id, SCHEDULED, post_id)
    raise Unavailable


def _checked(author_id: str, draft: Draft, media_ids: Sequence[str], parent_id: str) -> list[Media]:
    """Return the photos that come to a draft; raises Unprocessable where it is empty or too large.

    What it answers is looked at when it is published; what cannot be an id is nothing that there is.
    """
    if len(parent_id) > LONGEST_ID:
        raise NotFound
    has_media = bool(draft.media_ids)
    if not has_media and not draft.caption.strip():
        raise Unprocessable("Validation failed: Text can't be blank")
    drafts.check_size(draft)
    return drafts.attachable(author_id, list(media_ids))
