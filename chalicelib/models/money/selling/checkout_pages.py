"""Checkout pages that are open: one for each buyer and offer."""

from collections.abc import Iterator

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, moment, now, table_name

PURCHASE, SUBSCRIPTION = "purchase", "subscription"
# Stripe closes a page after a day; the row outlives it a little.
KEPT_SECONDS = 90_000
# Who opens a page has it, or has given up, after this.
OPENING_SECONDS = 60


def post_offer(post_id: str) -> str:
    """Return the name of what a post's price offers."""
    return f"post:{post_id}"


def tiers_offer(creator_id: str) -> str:
    """Return the name of what a creator's tiers offer together: whoever subscribes to one has no other."""
    return f"tiers:{creator_id}"


def tips_offer(creator_id: str) -> str:
    """Return the name of what a creator may be tipped on."""
    return f"tip:{creator_id}"


class CheckoutPage(Model):
    """The Checkout page that a buyer has open for an offer.

    `terms` are what it sells: a page of other terms is another page. `place` is the buyer's id, with what else keeps
    two pages of one buyer apart. Without a `session_id` it is being opened.
    """

    class Meta(BaseMeta):
        table_name = table_name("checkout_pages")

    offer = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute(default=PURCHASE)
    order_id = UnicodeAttribute(default="")
    terms = JSONAttribute(default=dict)
    session_id = UnicodeAttribute(null=True)
    created_at = NumberAttribute(default=now)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + KEPT_SECONDS))

    @classmethod
    def held(cls, offer: str, place: str) -> "CheckoutPage | None":
        """Return a buyer's page, read consistently, or None."""
        try:
            return cls.get(offer, place, consistent_read=True)
        except cls.DoesNotExist:
            return None

    @classmethod
    def of(cls, offer: str, after: str, limit: int) -> "Iterator[CheckoutPage]":
        """Yield the pages of an offer whose places come after one, read consistently."""
        rest = cls.place > after if after else None
        return iter(cls.query(offer, rest, consistent_read=True, limit=limit))

    @property
    def is_being_opened(self) -> bool:
        """Tell whether another request may still be about to store its session."""
        return not self.session_id and self.created_at > now() - OPENING_SECONDS

    def put(self, writes: TransactWrite, before: "CheckoutPage | None") -> None:
        """Add to a transaction that this page takes the place of the one that was read there, or of none."""
        free = CheckoutPage.offer.does_not_exist()
        condition = CheckoutPage.order_id == before.order_id if before else free
        writes.save(self, condition=condition)

    def keep_session(self, session_id: str) -> bool:
        """Store the id of its session; False if the page was closed or replaced while it was opened."""
        condition = CheckoutPage.order_id == self.order_id
        return guarded(lambda: self.update([CheckoutPage.session_id.set(session_id)], condition=condition))

    def end(self) -> bool:
        """Delete the row as it was read; False if the place has another page, or another session, since."""
        same_session = (
            CheckoutPage.session_id == self.session_id if self.session_id else CheckoutPage.session_id.does_not_exist()
        )
        return guarded(lambda: self.delete(condition=(CheckoutPage.order_id == self.order_id) & same_session))
