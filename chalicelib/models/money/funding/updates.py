"""Updates: the posts by which a campaign's creator tells how it goes on."""

from collections.abc import Iterable
from functools import partial

from pynamodb.attributes import UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models import rounds
from chalicelib.models.base import BaseMeta, Model, table_name
from chalicelib.models.paging import Page, Turned, merge, turn

# What is for backers alone is on a list of its own, so that it stands in nobody else's way.
BACKERS = "#backers"


class Update(Model):
    """An update of a campaign: the post that shows it, for everybody or for backers only."""

    class Meta(BaseMeta):
        table_name = table_name("updates")

    campaign_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)

    @classmethod
    def of(cls, campaign_id: str, post_id: str, *, is_for_backers: bool) -> "Update":
        """Return an update on the list of those who may read it."""
        return cls(campaign_id + (BACKERS if is_for_backers else ""), post_id)

    def add(self, writes: TransactWrite) -> None:
        """Add the update to a transaction. It has no condition, so it never fails it."""
        writes.save(self)

    @classmethod
    def ids_of(cls, campaign_id: str, page: Page, *, is_backer: bool) -> Turned[str]:
        """Return a page of ids of the posts of a campaign's updates, newest first, as a backer or another sees them."""
        lists = [campaign_id, campaign_id + BACKERS] if is_backer else [campaign_id]
        return merge(rounds.each([partial(cls._ids_in, one, page) for one in lists]), page)

    @classmethod
    def _ids_in(cls, campaign_id: str, page: Page) -> Turned[str]:
        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
            between = cls.post_id.between(low, high)
            rows = cls.query(campaign_id, between, scan_index_forward=rising, limit=limit)
            return (row.post_id for row in rows)

        return turn(read, lambda post_id: post_id, page)
