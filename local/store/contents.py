"""Keep the items and messages of the local AWS in a journal, and restore them when it starts.

ministack is not modified: the functions with which it stores items are wrapped, and its queues are compared with the
journal. An item is in the journal before its request is answered, and all items of a transaction are in one line.
Queues change in many places, so they are compared twice a second.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import dynamodb, sqs

from local.store.journal import Journal
from local.store.lines import Change, Key, Values

ITEM, MESSAGE = "item", "message"
# SQS's maximum; a message with a longer delay was sent before the system clock was set back.
LONGEST_DELAY = 900.0

# The changes of the current request, which are written as one line.
_changes: ContextVar[list[Change] | None] = ContextVar("changes", default=None)


class Contents:
    """The items and messages in ministack, and the journal that mirrors them."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._messages: dict[Key, tuple[Any, ...]] = {}

    def restore(self) -> None:
        """Fill the tables and queues from the journal, or a new journal from them. Raises Damaged."""
        kept = self.journal.load()
        if kept is None:
            self.journal.begin(_everything())
        else:
            _fill(kept)
        self._messages = {key: _mark(message) for key, message in _messages()}
        self.journal.open()
        self._watch_items()

    def note_messages(self) -> None:
        """Append the changes of the queues since the last call."""
        found = dict(_messages())
        marks = {key: _mark(message) for key, message in found.items()}
        changes: list[Change] = [(key, None) for key in self._messages if key not in marks]
        changes += [(key, found[key]) for key, mark in marks.items() if self._messages.get(key) != mark]
        if changes:
            self.journal.append(changes)
            self._messages = marks

    def note(self, key: Key, value: Any) -> None:
        """Append one change, in one line with the other changes of its request."""
        changes = _changes.get()
        if changes is None:
            self.journal.append([(key, value)])
        else:
            changes.append((key, value))

    def _watch_items(self) -> None:
        """Wrap the three functions with which ministack changes a table's items, and the one that answers a request."""
        put, remove, replaced = dynamodb._set_item, dynamodb._remove_item, dynamodb._items_replaced  # noqa: SLF001
        answer = dynamodb.handle_request

        def put_and_note(table: Any, hash_key: str, range_key: str, item: Any) -> Any:
            before = put(table, hash_key, range_key, item)
            self.note((ITEM, _id(table), hash_key, range_key), item)
            return before

        def remove_and_note(table: Any, hash_key: str, range_key: str) -> Any:
            before = remove(table, hash_key, range_key)
            if before is not None:
                self.note((ITEM, _id(table), hash_key, range_key), None)
            return before

        def replace_and_note(table: Any) -> None:
            replaced(table)
            # A transaction that is rolled back has noted changes that are undone.
            noted = [key for key, _ in _changes.get() or () if key[1] == _id(table)]
            for key in noted:
                self.note(key, table["items"].get(key[2], {}).get(key[3]))
            for key, item in _items(table):
                self.note(key, item)

        async def answer_and_keep(*request: Any) -> Any:
            with self._as_one():
                return await answer(*request)

        dynamodb._set_item, dynamodb._remove_item = put_and_note, remove_and_note  # noqa: SLF001
        dynamodb._items_replaced, dynamodb.handle_request = replace_and_note, answer_and_keep  # noqa: SLF001

    @contextmanager
    def _as_one(self) -> Iterator[None]:
        changes: list[Change] = []
        token = _changes.set(changes)
        try:
            yield
        finally:
            _changes.reset(token)
            if changes:
                self.journal.append(changes)


@contextmanager
def emptied() -> Iterator[None]:
    """Make the tables and queues appear empty inside the block, so that only the resources are saved."""
    tables, queues = dynamodb._tables, sqs._queues  # noqa: SLF001
    bare = {"items": {}, "ItemCount": 0, "TableSizeBytes": 0}
    dynamodb._tables = _copied(tables, bare)  # noqa: SLF001
    sqs._queues = _copied(queues, {"messages": []})  # noqa: SLF001
    try:
        yield
    finally:
        dynamodb._tables, sqs._queues = tables, queues  # noqa: SLF001


def _copied(scoped: AccountRegionScopedDict, without: dict[str, Any]) -> AccountRegionScopedDict:
    copied = AccountRegionScopedDict()
    for (account, region, name), one in scoped.all_items():
        copied.set_scoped(account, region, name, {**one, **without})
    return copied


def _fill(kept: Values) -> None:
    """Replace the contents with those of the journal, also where an older format of the folder had some."""
    tables = {_id(table): table for table in dynamodb._tables.all_values()}  # noqa: SLF001
    queues = {_arn(queue): queue for queue in sqs._queues.all_values()}  # noqa: SLF001
    for table in tables.values():
        table["items"].clear()
        dynamodb._items_replaced(table)  # noqa: SLF001
    for queue in queues.values():
        queue["messages"].clear()
    for (kind, place, *rest), value in kept.items():
        if kind == ITEM and place in tables:
            dynamodb._set_item(tables[place], *rest, value)  # noqa: SLF001
        elif kind == MESSAGE and place in queues:
            queues[place]["messages"].append(_awake(value))


def _awake(message: dict[str, Any]) -> dict[str, Any]:
    """Make a message visible whose receiver has ended; a delayed message stays delayed."""
    latest = time.time() if message["receive_count"] else time.time() + LONGEST_DELAY
    return {**message, "visible_at": min(message["visible_at"], latest)}


def _everything() -> Iterator[Change]:
    for table in dynamodb._tables.all_values():  # noqa: SLF001
        yield from _items(table)
    yield from _messages()


def _items(table: Any) -> Iterator[Change]:
    for hash_key, items in table["items"].items():
        for range_key, item in items.items():
            yield (ITEM, _id(table), hash_key, range_key), item


def _messages() -> Iterator[Change]:
    for queue in sqs._queues.all_values():  # noqa: SLF001
        for message in queue["messages"]:
            yield (MESSAGE, _arn(queue), message["id"]), message


def _mark(message: dict[str, Any]) -> tuple[Any, ...]:
    """Return the fields of a message that change while it is in a queue."""
    return message["visible_at"], message["receive_count"], message["receipt_handle"]


def _id(table: Any) -> str:
    """Return a table's id, which differs after the table is deleted and created again."""
    return str(table.get("TableId") or table["TableArn"])


def _arn(queue: Any) -> str:
    return str(queue["attributes"]["QueueArn"])
