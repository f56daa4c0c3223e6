"""Earlier texts of edited posts."""

from collections.abc import Iterator

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, id_time, now, table_name, transact_if
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post


class Revision(Model):
    """What a post said before an edit. `version` counts from 0."""

    class Meta(BaseMeta):
        table_name = table_name("revisions")

    post_id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(range_key=True)
    written_at = NumberAttribute()
    body = JSONAttribute()

    @classmethod
    def of(cls, post_id: str) -> "Iterator[Revision]":
        """Yield a post's earlier texts, oldest first."""
        return iter(cls.query(post_id))

    @classmethod
    def replace(cls, post: Post, body: dict[str, object]) -> bool:
        """Write a post's changed body and keep what it said before; False where another edit came between."""
        before = {item["id"] for item in post.body["media"]}
        after = {item["id"] for item in body["media"]}  # type: ignore[attr-defined]
        edited_at = now()
        actions: list[Action] = [
            Post.body.set(body),
            Post.version.set(post.version + 1),
            Post.edited_at.set(edited_at),
        ]
        written_at = post.edited_at or id_time(post.id)

        def build(writes: TransactWrite) -> None:
            writes.save(cls(post.id, post.version, written_at=written_at, body=post.body))
            for media_id in before - after:
                Media.release(writes, media_id, post.id)
            for media_id in after - before:
                Media.claim(writes, media_id, post.author_id, post.id)
            writes.update(Post(post.id), actions, condition=Post.version == post.version)

        return transact_if(build)

    @classmethod
    def clear(cls, post_id: str) -> None:
        """Delete a post's earlier texts."""
        with cls.batch_write() as batch:
            for revision in cls.query(post_id):
                batch.delete(revision)
