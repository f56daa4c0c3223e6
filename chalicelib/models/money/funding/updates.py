"""Updates: the posts by which a campaign's creator tells how it goes on."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, table_name
from chalicelib.models.paging import Page, Turned, turn


class Update(Model):
    """An update of a campaign: the post that shows it, for everybody or for backers only."""

    class Meta(BaseMeta):
        table_name = table_name("updates")

    campaign_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)

    def add(self, writes: TransactWrite) -> None:
        """Add the update to a transaction. It has no condition, so it never fails it."""
        writes.save(self)

    @classmethod
    def ids_of(cls, campaign_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of the posts of a campaign's updates, newest first."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
            between = cls.post_id.between(low, high)
            rows = cls.query(campaign_id, between, scan_index_forward=rising, limit=limit)
            return (row.post_id for row in rows)

        return turn(read, lambda post_id: post_id, page)
