"""Posts and comments: a comment is a post with a parent, since clients know one kind of id for both."""

from collections.abc import Iterable, Iterator
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import LOWEST, Page, Turned, turn
from chalicelib.models.photos import places

PUBLIC, UNLISTED, FOLLOWERS = "public", "unlisted", "followers"
PRICE, TIER, CAMPAIGN = "price", "tier", "campaign"
PAID = (PRICE, TIER, CAMPAIGN)
# What an offer says of the names of others.
CALLED = ("name", "title")


# The indexes project keys alone: what is shown is read fresh, in one batch.


class ListingIndex(GlobalSecondaryIndex["Post"]):
    """An account's posts, or its comments, newest first."""

    class Meta:
        index_name = "listings"
        projection = KeysOnlyProjection()

    listing = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class PublicIndex(GlobalSecondaryIndex["Post"]):
    """The posts of the public timeline. Keys alone: one partition of them takes a thousand posts a second."""

    class Meta:
        index_name = "public"
        projection = KeysOnlyProjection()

    public = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ThreadIndex(GlobalSecondaryIndex["Post"]):
    """All comments below a post."""

    class Meta:
        index_name = "threads"
        projection = KeysOnlyProjection()

    root_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class UndeliveredIndex(GlobalSecondaryIndex["Post"]):
    """Posts of the release before this one whose delivery has not ended; newer ones have a promise."""

    class Meta:
        index_name = "undelivered"
        projection = KeysOnlyProjection()

    undelivered = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Post(Model):
    """A post, or a comment on one.

    `body` is packed because it is only ever rendered: caption, spoiler, sensitive, language, media, mentions, app.
    `author` is Account.snapshot(), redrawn when the profile changes. `audience_id` is the account whose followers are
    meant where `access` is for followers: the author, or for a comment whoever wrote what it answers. `offer` says
    what opens a paid post: `amount` and `currency`; `tier_id` and `level`; or `campaign_id` and the `level` (0 funded,
    n the nth stretch goal) at which it opens to everybody. With `withdrawn_at` it is there
    for those alone who bought it (models/photos/sales.py).
    """

    class Meta(BaseMeta):
        table_name = table_name("posts")

    id = UnicodeAttribute(hash_key=True)
    author_id = UnicodeAttribute()
    access = UnicodeAttribute(default=PUBLIC)
    audience_id = UnicodeAttribute(null=True)
    offer = JSONAttribute(null=True)
    body = JSONAttribute(default=dict)
    author = JSONAttribute(default=dict)
    version = NumberAttribute(default=0)
    edited_at = NumberAttribute(null=True)
    likes_count = NumberAttribute(default=0)
    likes_counted_at = NumberAttribute(null=True)
    likes_claimed_until = NumberAttribute(null=True)
    # The last day of which its author is told that there are likes (models/talk/liked_days.py).
    likes_told = NumberAttribute(null=True)
    comments_count = NumberAttribute(default=0)
    parent_id = UnicodeAttribute(null=True)
    parent_author_id = UnicodeAttribute(null=True)
    root_id = UnicodeAttribute(null=True)
    sales_count = NumberAttribute(default=0)
    withdrawn_at = NumberAttribute(null=True)
    listing = UnicodeAttribute(null=True)
    public = UnicodeAttribute(null=True)
    undelivered = UnicodeAttribute(null=True)
    listings = ListingIndex()
    public_posts = PublicIndex()
    threads = ThreadIndex()
    undelivered_posts = UndeliveredIndex()

    @property
    def audience(self) -> str:
        """Return the account whose followers are meant where the post is for followers."""
        return self.audience_id or self.author_id

    @classmethod
    def find_all(cls, post_ids: Iterable[str]) -> "dict[str, Post]":
        """Return the posts that are there, by id."""
        found = fetch([(cls, post_id, None) for post_id in post_ids])
        return {post.id: post for post in found.values() if isinstance(post, Post)}

    @property
    def is_paid(self) -> bool:
        """Tell whether money opens the post."""
        return self.access in PAID

    @property
    def shows_lock(self) -> bool:
        """Tell whether the post is shown to those who may not see it, as something to pay for."""
        for_backers = (self.offer or {}).get("for_backers")
        return self.is_paid and not self.parent_id and not self.withdrawn_at and not for_backers

    @property
    def place(self) -> str:
        """Return the kind of place where its photos belong: what nobody says is open is not."""
        if self.withdrawn_at or self.is_paid:
            return places.PAID
        return places.OPEN if self.access in (PUBLIC, UNLISTED) else places.SIGNED

    def lies_at(self, photo: dict[str, Any]) -> places.Place:
        """Return where one of its photos lies; those of older posts lie in the open where no money opens the post."""
        return places.Place(photo.get("place") or (places.PAID if self.is_paid else places.OPEN), photo["key"])

    def set_terms(self, access: str, offer: dict[str, Any] | None) -> None:
        """Take a rule of who may see the post; what is for all, or for all who pay, is listed as public."""
        self.access, self.offer = access, offer
        self.public = PUBLIC if access in (PUBLIC, *PAID) and not self.parent_id else None

    def copy(self) -> "Post":
        """Return the same post, to be changed beside it."""
        return Post(**self.attribute_values)

    @property
    def rule(self) -> tuple[str, dict[str, Any]]:
        """Return who may see the post, whatever the tier or the campaign is called whose subscribers or backers may."""
        return self.access, {name: value for name, value in (self.offer or {}).items() if name not in CALLED}

    def is_repriced(self, before: "Post") -> bool:
        """Tell whether a post has a price as it had before, whatever the amount."""
        return self.access == before.access == PRICE

    def mark_delivered(self) -> None:
        """Take the post off the list of those to deliver, where an older release put it there."""
        if self.undelivered:
            guarded(lambda: self.update([Post.undelivered.remove()], condition=Post.id.exists()))

    def redraw(self, snapshot: dict[str, Any]) -> None:
        """Draw the author's changed profile on the post."""
        guarded(lambda: self.update([Post.author.set(snapshot)], condition=Post.id.exists()))

    @classmethod
    def ids_in(cls, listing: str, page: Page) -> Turned[str]:
        """Return a page of ids of an account's posts, or of its comments under `<account id>#comments`."""
        return _turn_ids(cls.listings, ListingIndex.id, listing, page)

    @classmethod
    def public_ids(cls, page: Page) -> Turned[str]:
        """Return a page of ids of the public timeline."""
        return _turn_ids(cls.public_posts, PublicIndex.id, PUBLIC, page)

    @classmethod
    def comment_ids(cls, root_id: str, limit: int) -> Iterator[str]:
        """Yield the ids of the comments anywhere below a post, oldest first."""
        return (post.id for post in cls.threads.query(root_id, scan_index_forward=True, limit=limit))

    @classmethod
    def undelivered_ids(cls, before: str, limit: int) -> Iterator[str]:
        """Yield the ids of posts made before a moment whose delivery has not ended, the oldest first."""
        rows = cls.undelivered_posts.query("undelivered", UndeliveredIndex.id.between(LOWEST, before), limit=limit)
        return (post.id for post in rows)


def _turn_ids(index: Any, id_key: Any, name: str, page: Page) -> Turned[str]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between: Condition = id_key.between(low, high)
        return (post.id for post in index.query(name, between, scan_index_forward=rising, limit=limit))

    return turn(read, lambda post_id: post_id, page)
