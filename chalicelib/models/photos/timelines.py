"""Home timelines: an entry for each post delivered to an account, when the account last looked, and whom it pulls."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib import config
from chalicelib.models.base import BaseMeta, Model, guarded, id_time, moment, now, table_name, transact_if
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.promises import Promise

if TYPE_CHECKING:
    from chalicelib.models.photos.posts import Post

DAY = 86400
# Entries of posts older than this expire; the posts themselves stay on their authors' pages.
KEPT_DAYS = 90
# Writing when somebody looked costs as much as forty reads, so it is written once in a while.
SEEN_SECONDS = 6 * 3600


class TimelineEntry(Model):
    """A post in an account's home timeline."""

    class Meta(BaseMeta):
        table_name = table_name("timeline_entries")

    account_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    author_id = UnicodeAttribute()
    # What a reblog shows, and who wrote that.
    reblog_of_id = UnicodeAttribute(null=True)
    reblogged_author_id = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)

    def name_shown(self, shown: "Post | None") -> None:
        """Name the post that a reblog shows, where it is there, so that it is read in the same trip."""
        if shown:
            self.reblog_of_id, self.reblogged_author_id = shown.id, shown.author_id

    @classmethod
    def page(cls, account_id: str, page: Page) -> Turned["TimelineEntry"]:
        """Return a page of an account's home timeline: one Query."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[TimelineEntry]:
            return cls.query(account_id, cls.post_id.between(low, high), scan_index_forward=rising, limit=limit)

        return turn(read, lambda entry: entry.post_id, page)

    @classmethod
    def add(cls, entries: "Iterable[TimelineEntry]") -> None:
        """Add entries; writing one that is there again changes nothing."""
        # A batch refuses the same key twice.
        wanted = {(entry.account_id, entry.post_id): entry for entry in entries}
        with cls.batch_write() as batch:
            for entry in wanted.values():
                entry.expires_at = moment(id_time(entry.post_id) + KEPT_DAYS * DAY)
                batch.save(entry)

    @classmethod
    def missing(cls, entries: "Iterable[TimelineEntry]") -> "list[TimelineEntry]":
        """Return those of the entries that are not there."""
        wanted: dict[Key, TimelineEntry] = {(cls, entry.account_id, entry.post_id): entry for entry in entries}
        found = fetch(list(wanted))
        return [entry for key, entry in wanted.items() if key not in found]

    @classmethod
    def remove(cls, entries: "Iterable[TimelineEntry]") -> None:
        """Remove entries; one that is gone stays gone."""
        with cls.batch_write() as batch:
            for entry in entries:
                batch.delete(entry)

    @classmethod
    def remove_where_there(cls, keys: Iterable[tuple[str, str]]) -> None:
        """Remove the entries that are there, of pairs of an account and a post: looking costs a tenth of removing."""
        found = fetch([(cls, account_id, post_id) for account_id, post_id in keys])
        cls.remove(entry for entry in found.values() if isinstance(entry, cls))

    @classmethod
    def remove_author(cls, account_id: str, author_id: str) -> None:
        """Remove an author's posts from an account's timeline."""
        with cls.batch_write() as batch:
            for entry in cls.query(account_id, filter_condition=cls.author_id == author_id, consistent_read=True):
                batch.delete(entry)


class Home(Model):
    """When an account last looked at its home timeline, and whose posts it pulls.

    `rebuilding` is the promise to rebuild it, until that is kept. `unfollowed` are those whose posts are still to be
    taken out of it, and are not shown. `without_reblogs` are those of whom the reader wants to see no reblogs. `tags`
    are the hashtags whose posts it shows (services/photos/reading/hashtags.py), `exclusive` the lists of which it shows
    no member's (models/people/reading/lists.py).
    """

    class Meta(BaseMeta):
        table_name = table_name("homes")

    account_id = UnicodeAttribute(hash_key=True)
    seen_at = NumberAttribute(default=0)
    pulled = UnicodeSetAttribute(null=True)
    rebuilding = UnicodeAttribute(null=True)
    unfollowed = UnicodeSetAttribute(null=True)
    without_reblogs = UnicodeSetAttribute(null=True)
    tags = UnicodeSetAttribute(null=True)
    exclusive = UnicodeSetAttribute(null=True)

    @property
    def is_active(self) -> bool:
        """Tell whether posts are delivered to it."""
        return self.seen_at > now() - config.ACTIVE_DAYS * DAY

    @property
    def is_stale(self) -> bool:
        """Tell whether it is time to write down again that somebody looked."""
        return self.seen_at < now() - SEEN_SECONDS

    @classmethod
    def of(cls, account_id: str) -> "Home":
        """Return an account's row; an empty one where there is none."""
        try:
            return cls.get(account_id)
        except cls.DoesNotExist:
            return cls(account_id)

    @classmethod
    def see(cls, account_id: str) -> None:
        """Write down that an account looks at its home timeline at this moment."""
        cls(account_id).update([cls.seen_at.set(now())])

    def come_back(self, promise: Promise) -> bool:
        """Write down that an account which did not look for long does so, with the promise to rebuild its timeline.

        False where it was changed since it was read: another request of the same reader came first.
        """
        never = Home.seen_at.does_not_exist() | (Home.seen_at == 0)
        as_read = Home.seen_at == self.seen_at if self.seen_at else never
        self.seen_at, self.rebuilding = now(), promise.id
        actions: list[Action] = [Home.seen_at.set(self.seen_at), Home.rebuilding.set(promise.id)]

        def build(writes: TransactWrite) -> None:
            writes.update(Home(self.account_id), actions, condition=as_read)
            promise.add(writes)

        return transact_if(build)

    @classmethod
    def end_rebuilding(cls, account_id: str, promise_id: str) -> None:
        """Write down that a timeline is rebuilt, unless a later promise is to rebuild it again."""
        guarded(lambda: cls(account_id).update([cls.rebuilding.remove()], condition=cls.rebuilding == promise_id))

    @classmethod
    def active_ids(cls, account_ids: Iterable[str]) -> Iterator[str]:
        """Yield those accounts to whom posts are delivered."""
        found = fetch([(cls, account_id, None) for account_id in account_ids])
        return (home.account_id for home in found.values() if isinstance(home, Home) and home.is_active)

    @classmethod
    def pull(cls, account_id: str, author_id: str) -> None:
        """Pull an author's posts whenever this home timeline is read."""
        cls(account_id).update([cls.pulled.add({author_id}), cls.unfollowed.delete({author_id})])

    @classmethod
    def stop_pulling(cls, account_id: str, author_id: str) -> None:
        """Pull an author's posts no longer."""
        cls(account_id).update([cls.pulled.delete({author_id})])

    @classmethod
    def hide(cls, account_id: str, author_id: str) -> None:
        """Show no post of an author who is not followed any more, until they are taken out; forget what was wished."""
        gone = [cls.pulled.delete({author_id}), cls.without_reblogs.delete({author_id})]
        cls(account_id).update([*gone, cls.unfollowed.add({author_id})])

    @classmethod
    def show_reblogs(cls, account_id: str, author_id: str, *, is_shown: bool) -> None:
        """Show what an author reblogs, or do not; nothing is taken out, so that it is there once it is wanted again."""
        held = cls.without_reblogs.delete({author_id}) if is_shown else cls.without_reblogs.add({author_id})
        cls(account_id).update([held])

    @classmethod
    def showing_tags(cls, account_id: str, names: Iterable[str]) -> Callable[[TransactWrite], None]:
        """Return the write of the hashtags whose posts a home timeline shows from then on."""
        held: Action = cls.tags.set(wanted) if (wanted := set(names)) else cls.tags.remove()
        return lambda writes: writes.update(cls(account_id), [held])

    def hides(self, author_id: str, *, is_reblog: bool) -> bool:
        """Tell whether the reader wants to see no post of an author, or no reblog."""
        hidden = {*(self.unfollowed or ()), *((self.without_reblogs or ()) if is_reblog else ())}
        return author_id in hidden

    @classmethod
    def show(cls, account_id: str, author_id: str) -> None:
        """Show an author's posts again, those that there are."""
        cls(account_id).update([cls.unfollowed.delete({author_id})])
