"""Write down what is not published yet, change it and take it away, each together with the photos that it holds."""

from collections.abc import Sequence

from pynamodb.transactions import TransactWrite

from chalicelib.models.base import assignments, transact
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.publishing import Joined
from chalicelib.models.photos.scheduling import holding
from chalicelib.models.photos.scheduling.unpublished import COUNTED, UnpublishedPost
from chalicelib.models.photos.submissions import Submission
from chalicelib.models.talk.mails import Mail


def create(row: UnpublishedPost, media: Sequence[Media], version: int, submission: Submission | None = None) -> None:
    """Store an unpublished post and hold its photos; raises GuardFailed where its shelf changed, or one is not free.

    The first guards are the submission's, where there is one, then its own, then the shelf's.
    """

    def build(writes: TransactWrite) -> None:
        if submission:
            writes.save(submission, condition=submission.is_unused())
        writes.save(row, condition=UnpublishedPost.id.does_not_exist())
        _count(writes, row.shelf, version)
        holding.hold(writes, media, row.author_id, row.id)

    transact(build)


def replace(
    before: UnpublishedPost,
    after: UnpublishedPost,
    version: int,
    added: Sequence[Media] = (),
    left: Sequence[Media] = (),
) -> None:
    """Write what an unpublished post is changed to over what was read, on whichever shelf it is then.

    `version` is that of the shelf's number, `added` are photos that come to it, `left` those that it gives up. Raises
    GuardFailed where something is not as it was read.
    """
    as_read = UnpublishedPost.version == before.version

    def build(writes: TransactWrite) -> None:
        if after.shelf == before.shelf:
            writes.save(after, condition=as_read)
        else:
            writes.delete(UnpublishedPost(before.shelf, before.id), condition=as_read)
            writes.save(after)
        _count(writes, after.shelf, version)
        holding.hold(writes, added, before.author_id, before.id)
        holding.release(writes, left, before.id)

    transact(build)


def ended(row: UnpublishedPost) -> Joined:
    """Return the write of the end of an unpublished post; it fails where that was changed, or is gone."""

    def add(writes: TransactWrite) -> None:
        writes.delete(UnpublishedPost(row.shelf, row.id), condition=UnpublishedPost.version == row.version)

    return lambda _: add


def remove(row: UnpublishedPost, media: Sequence[Media]) -> None:
    """Delete an unpublished post and let its photos go; raises GuardFailed where it changed, or was published, since.

    `media` are those of its photos that it still holds.
    """

    def build(writes: TransactWrite) -> None:
        writes.delete(UnpublishedPost(row.shelf, row.id), condition=UnpublishedPost.version == row.version)
        holding.release(writes, media, row.id)

    transact(build)


def refuse(row: UnpublishedPost, error: str, mail: Mail) -> None:
    """Write why a scheduled post could not be published, with the mail that tells it; nothing publishes it by itself.

    Raises GuardFailed where it was changed, or published, since.
    """
    values = {"error": error, "version": row.version + 1, "due": None, "due_at": None}
    as_read = UnpublishedPost.version == row.version

    def build(writes: TransactWrite) -> None:
        writes.update(UnpublishedPost(row.shelf, row.id), assignments(UnpublishedPost, values), condition=as_read)
        Mail.add(writes, mail)

    transact(build)


def _count(writes: TransactWrite, shelf: str, version: int) -> None:
    """Add to a transaction that a shelf changed, so that of two at once one looks at its number again."""
    counted = UnpublishedPost(shelf, COUNTED)
    as_read = UnpublishedPost.version == version if version else UnpublishedPost.id.does_not_exist()
    writes.update(counted, [UnpublishedPost.version.set(version + 1)], condition=as_read)
