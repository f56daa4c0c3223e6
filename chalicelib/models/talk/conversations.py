"""Conversations: one row for each member, which says where the conversation lies with them and what they have read.

A conversation is the set of those between whom it is, and its id follows from these. Its messages are posts whose
`root_id` is that id, so that one Query of the threads finds them, and that name the members in their offer.
"""

from collections.abc import Iterable, Mapping

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, assignments, guarded, is_key, table_name
from chalicelib.models.batches import Key
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.paging import LOWEST, Page, Turned, turn
from chalicelib.models.photos.lists import threads
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.audiences import members_of
from chalicelib.models.talk.notifications import MENTION, Notification
from chalicelib.models.versions import value_as_read

INBOX, REQUESTS = "inbox", "requests"
# So many messages before one that is unsent are looked at: those that were unsent at the same moment are listed yet.
LOOKED_AT = 5


class BoxesIndex(GlobalSecondaryIndex["Conversation"]):
    """The conversations of an account in one of its boxes, by their last messages."""

    class Meta:
        index_name = "boxes"
        projection = AllProjection()

    box = UnicodeAttribute(hash_key=True)
    last_id = UnicodeAttribute(range_key=True)


class Conversation(Model):
    """A conversation as one of its members has it: the last message, and up to which they have read."""

    class Meta(BaseMeta):
        table_name = table_name("conversations")

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    member_ids = JSONAttribute(default=list)
    # In none where it was put away, until the next message.
    box = UnicodeAttribute(null=True)
    last_id = UnicodeAttribute()
    read_id = UnicodeAttribute(default=LOWEST)
    # Up to which message the account is named no more, once it leaves.
    left_to = UnicodeAttribute(null=True)
    boxes = BoxesIndex()

    @property
    def other_ids(self) -> list[str]:
        """Return the ids of the other members."""
        return [one for one in self.member_ids if one != self.account_id]

    @property
    def is_request(self) -> bool:
        """Tell whether it is of somebody whom the account did not let write to it yet."""
        return self.box == box_of(self.account_id, REQUESTS)

    @property
    def state(self) -> tuple[str, str | None, list[str]]:
        """Return what a message that is sent writes over: the last one, the box, and the members."""
        return self.last_id, self.box, list(self.member_ids)

    @property
    def as_read(self) -> Condition:
        """Return the condition that these are as they were read."""
        same_box = value_as_read(Conversation.box, self.box)
        same: Condition = (
            (Conversation.last_id == self.last_id) & same_box & (Conversation.member_ids == self.member_ids)
        )
        return same

    @property
    def is_unread(self) -> bool:
        """Tell whether there is a message above what was read."""
        return self.last_id > self.read_id

    @classmethod
    def of(cls, account_id: str, conversation_id: str) -> "Conversation":
        """Return a conversation of an account that is in one of its boxes, read consistently, or raise NotFound."""
        if not is_key(conversation_id):
            raise NotFound
        try:
            found = cls.get(account_id, conversation_id, consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error
        if found.box is None:
            raise NotFound
        return found

    @classmethod
    def page(cls, account_id: str, box: str, page: Page) -> "Turned[Conversation]":
        """Return a page of an account's conversations in a box, by the ids of their last messages: one trip."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[Conversation]":
            between = BoxesIndex.last_id.between(low, high)
            return cls.boxes.query(box_of(account_id, box), between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda row: row.last_id, page)

    def put_away(self) -> None:
        """Take it out of its box, where it lies as it was read: a message that came meanwhile keeps it there."""
        guarded(lambda: self.update([Conversation.box.remove()], condition=Conversation.last_id == self.last_id))

    def take(self, box: str = "", read_id: str = "") -> None:
        """Put it into another box, or note up to where it was read, which only grows; one that is gone stays so."""
        there = Conversation.box.exists()
        if box:
            guarded(lambda: self.update([Conversation.box.set(box_of(self.account_id, box))], condition=there))
        if read_id:
            above = there & (Conversation.read_id < read_id)
            guarded(lambda: self.update([Conversation.read_id.set(read_id)], condition=above))


def box_of(account_id: str, box: str) -> str:
    """Return the name of one of an account's boxes."""
    return f"{account_id}#{box}"


def keys(conversation_id: str, member_ids: Iterable[str]) -> list[Key]:
    """Return the keys of the members' rows."""
    return [(Conversation, one, conversation_id) for one in member_ids]


def hearers(post: Post, boxes: Mapping[str, str]) -> list[str]:
    """Return who is told of a message, given in which box of each member it comes to lie."""
    return [one for one, box in boxes.items() if one != post.author_id and box == INBOX]


def told(post: Post, rows: Mapping[str, Conversation], boxes: Mapping[str, str]) -> Write:
    """Return what writes a new message down with its members, over their rows as they were read.

    `boxes` says in which box of each it comes to lie: with whom that is the inbox, they are told. The transaction fails
    where another message came in between, or a member moved the conversation to another box, or left it.
    """

    def write(writes: TransactWrite) -> None:
        for account_id, box in boxes.items():
            row = rows.get(account_id)
            new = {"member_ids": members_of(post.offer), "box": box_of(account_id, box), "last_id": post.id}
            # Whoever answers has read.
            if account_id == post.author_id or row is None:
                new["read_id"] = post.id if account_id == post.author_id else LOWEST
            as_read = row.as_read if row else Conversation.id.does_not_exist()
            target = Conversation(account_id, str(post.root_id))
            writes.update(target, assignments(Conversation, new), condition=as_read)
        for account_id in hearers(post, boxes):
            Notification.of(account_id, MENTION, post.id, post.author_id, post.id).add(writes)

    return write


def unsent(post: Post) -> Write:
    """Return what takes a message that is deleted back from its members: the one before is the last again.

    It looks at the rows when it is written. Where nothing is left, the conversation is gone. The message before has
    another version then, so that whoever deletes it at the same moment looks again.
    """

    def write(writes: TransactWrite) -> None:
        rows = [row for row in rows_of(post).values() if row.last_id == post.id]
        before = _before(post) if rows else None
        if before:
            writes.update(Post(before), [Post.version.add(1)], condition=Post.id.exists())
        for row in rows:
            as_read = Conversation.last_id == post.id
            if before:
                writes.update(
                    Conversation(row.account_id, row.id), [Conversation.last_id.set(before)], condition=as_read
                )
            else:
                writes.delete(Conversation(row.account_id, row.id), condition=as_read)

    return write


def rows_of(post: Post) -> dict[str, Conversation]:
    """Return what the members of a message have of its conversation at this moment, by their ids."""
    wanted = [(one, str(post.root_id)) for one in members_of(post.offer)]
    return {row.account_id: row for row in Conversation.batch_get(wanted, consistent_read=True)}


def _before(post: Post) -> str | None:
    ids = threads.ids_of(str(post.root_id), Page(limit=LOOKED_AT, max_id=post.id)).rows
    return max(Post.find_all(ids), default=None)
