"""Posts and comments: a comment is a post with a parent, since clients know one kind of id for both."""

from collections.abc import Iterable, Sequence
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned
from chalicelib.models.photos import places
from chalicelib.models.photos.lists import enlisting, indexes, listings
from chalicelib.models.photos.sharing import audiences

PUBLIC, UNLISTED, FOLLOWERS = audiences.PUBLIC, audiences.UNLISTED, audiences.FOLLOWERS
PRICE, TIER, CAMPAIGN = "price", "tier", "campaign"
PAID = (PRICE, TIER, CAMPAIGN)
# Everything that a post's body has, and nothing in it.
EMPTY = {"caption": "", "spoiler": "", "sensitive": False, "language": None, "mentions": [], "media": []}
# What an offer says of the names of others.
CALLED = ("name", "title")


class Post(Model):
    """A post, or a comment on one.

    `body` is packed because it is only rendered: caption, spoiler, sensitive, language, media, mentions, app, story.
    `author` is Account.snapshot(), redrawn when the profile changes. `audience_id` is the account whose followers are
    meant where `access` is for followers: the author, or for a comment whoever wrote what it answers, where that is for
    followers too. `root_author_id` is whose post a comment stands under. `branch` is there for an answer to a comment,
    and tells where it hangs (models/photos/lists/threads.py). `offer` says what opens a paid post: `amount` and
    `currency`; `tier_id` and `level`; or `campaign_id` and the `level` (0 funded, n the nth stretch goal) at which it
    opens to everybody. With `withdrawn_at` its buyers alone have it (models/photos/sales.py), with `removed_at` nobody.
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
    # Of a poll: how many voted, and behind that how many for each option (polls/votes.py).
    votes_count = JSONAttribute(null=True)
    votes_counted_at = NumberAttribute(null=True)
    votes_claimed_until = NumberAttribute(null=True)
    comments_count = NumberAttribute(default=0)
    reblogs_count = NumberAttribute(default=0)
    # The post that this one shows to others again; it has no words or photos of its own.
    reblog_of_id = UnicodeAttribute(null=True)
    # Who is tagged in its photos, and where (sharing/person_tags.py).
    people = JSONAttribute(null=True)
    parent_id = UnicodeAttribute(null=True)
    parent_author_id = UnicodeAttribute(null=True)
    root_id = UnicodeAttribute(null=True)
    root_author_id = UnicodeAttribute(null=True)
    branch = UnicodeAttribute(null=True)
    sales_count = NumberAttribute(default=0)
    withdrawn_at = NumberAttribute(null=True)
    removed_at = NumberAttribute(null=True)
    ends_at = NumberAttribute(null=True)  # Of a story alone, which is never stored as a post (stories/reels.py).
    # The account that it belongs to, or whose post it stands under, is private.
    is_private = BooleanAttribute(null=True)
    # Those of its author and of whose post it stands under whose accounts are closed; and ARCHIVE.
    closed_by = UnicodeSetAttribute(null=True)
    listing = UnicodeAttribute(null=True)
    public = UnicodeAttribute(null=True)
    chosen = UnicodeAttribute(null=True)
    undelivered = UnicodeAttribute(null=True)
    listings = indexes.ListingIndex()
    public_posts = indexes.PublicIndex()
    chosen_posts = indexes.ChosenIndex()
    threads = indexes.ThreadIndex()
    branches = indexes.BranchIndex()
    undelivered_posts = indexes.UndeliveredIndex()

    @property
    def audience(self) -> str:
        """Return the account whose followers are meant where the post is for followers."""
        return self.audience_id or self.author_id

    @property
    def owner_id(self) -> str:
        """Return whose being private closes the post; comments of an earlier release name who is answered."""
        return self.root_author_id or self.audience_id or self.parent_author_id or self.author_id

    @classmethod
    def find_all(cls, post_ids: Iterable[str]) -> "dict[str, Post]":
        """Return the posts that are there, by id."""
        found = fetch([(cls, post_id, None) for post_id in post_ids])
        return {post.id: post for post in found.values() if isinstance(post, Post)}

    @property
    def is_message(self) -> bool:
        """Tell whether it is a direct message, which belongs to a conversation and to no page."""
        return self.access == audiences.DIRECT

    @property
    def stands_alone(self) -> bool:
        """Tell whether it is no comment or message, as collections, the archive and who turns comments off ask."""
        return not (self.parent_id or self.is_message)

    @property
    def is_paid(self) -> bool:
        """Tell whether money opens the post."""
        return self.access in PAID

    @property
    def shows_lock(self) -> bool:
        """Tell whether the post is shown to those who may not see it, as something to pay for."""
        for_backers = (self.offer or {}).get("for_backers")
        is_gone = self.withdrawn_at or self.closed_by
        return self.is_paid and not self.parent_id and not is_gone and not for_backers

    @property
    def place(self) -> str:
        """Return the kind of place where its photos belong: what nobody says is open is not."""
        if self.withdrawn_at or self.is_paid:
            return places.PAID
        is_open = self.access in (PUBLIC, UNLISTED) and not self.is_private and not self.closed_by
        return places.OPEN if is_open else places.SIGNED

    def lies_at(self, photo: dict[str, Any]) -> places.Place:
        """Return where one of its photos lies; those of older posts lie in the open where no money opens the post."""
        return places.Place(photo.get("place") or (places.PAID if self.is_paid else places.OPEN), photo["key"])

    def set_terms(self, access: str, offer: dict[str, Any] | None) -> None:
        """Take a rule of who may see the post; `enlist` says where it is listed from then on."""
        self.access, self.offer = access, offer

    def enlist(self, *, is_held: bool) -> None:
        """Put the post on the lists of those who are shown it; nobody but its author where it is held back."""
        enlisting.put(self, is_held=is_held)

    @property
    def is_held(self) -> bool:
        """Tell whether the post is on the lists of its author alone."""
        return listings.is_own(self.listing or "")

    @property
    def is_counted(self) -> bool:
        """Tell whether it is among the posts that its author's page counts: what is for a chosen few is no hint."""
        return not (self.parent_id or self.withdrawn_at or self.is_archived) and self.access not in audiences.UNCOUNTED

    @property
    def is_archived(self) -> bool:
        """Tell whether the post, or that which it stands under, is in its author's archive."""
        return audiences.ARCHIVE in (self.closed_by or ())

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

    def withheld(self) -> "Post":
        """Return the same post without words, photos and counts."""
        return Post(self.id, author_id=self.author_id, author=self.author, access=FOLLOWERS, body=dict(EMPTY))

    def redraw(self, snapshot: dict[str, Any]) -> None:
        """Draw the author's changed profile on the post."""
        guarded(lambda: self.update([Post.author.set(snapshot)], condition=Post.id.exists()))

    @classmethod
    def ids_in(cls, names: Sequence[str], page: Page) -> Turned[str]:
        """Return a page of ids of an account's posts and comments, out of lists by their names: one trip."""
        return indexes.turn_all(cls.listings, indexes.ListingIndex.id, names, page)

    @classmethod
    def ids_for_chosen(cls, names: Sequence[str], page: Page) -> Turned[str]:
        """Return a page of ids of an account's posts for those whom it chose, out of lists by their names: one trip."""
        return indexes.turn_all(cls.chosen_posts, indexes.ChosenIndex.id, names, page)

    @classmethod
    def ids_for_followers(cls, author_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of an author's posts that their followers are shown."""
        return cls.ids_in(listings.names(author_id, (listings.ALL, listings.FOLLOWERS), comments=False), page)

    @classmethod
    def public_ids(cls, page: Page, *, only_media: bool = False) -> Turned[str]:
        """Return a page of ids of the public timeline."""
        return indexes.turn_all(cls.public_posts, indexes.PublicIndex.id, listings.publics(only_media=only_media), page)
