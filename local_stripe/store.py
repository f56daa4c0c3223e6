"""Store everything in one SQLite file, so that a killed process loses nothing it has acknowledged."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import Any

Obj = dict[str, Any]

# Other processes may read the note `clock_offset` in this file.
FILE = "stripe.sqlite3"

SCHEMA = """
create table if not exists objects (
    seq integer primary key autoincrement, id text unique not null, kind text not null,
    account text not null, body text not null);
create index if not exists by_kind on objects (kind, account, seq);
create index if not exists by_due on objects (json_extract(body, '$._due_at'))
    where json_extract(body, '$._due_at') > 0;
create table if not exists keys (key text primary key, request text, status integer, answer text, created real);
create table if not exists deliveries (
    seq integer primary key autoincrement, event_id text not null, due_at real not null, first_at real not null,
    attempts integer not null default 0, state text not null default 'waiting', answer text not null default '');
create table if not exists notes (name text primary key, value text not null);
"""
# By what objects of a kind are found: without an index each question reads all that were ever made.
FOUND_BY = (
    *("charge", "customer", "fee", "invoice", "payment_intent", "source_transaction", "status", "subscription"),
    *("transfer", "transfer_group"),
)
INDEXES = "".join(
    f"create index if not exists found_by_{name} on objects (kind, account, json_extract(body, '$.{name}'), seq);"
    for name in FOUND_BY
)


class Store:
    """One SQLite database with one writer at a time."""

    def __init__(self, folder: Path) -> None:
        """Open the database, and create missing tables."""
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = RLock()
        self.keys_lock = Lock()
        self.keys_in_use: set[str] = set()
        self._depth = 0
        self._db = sqlite3.connect(folder / FILE, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript("pragma journal_mode=wal; pragma synchronous=normal;" + SCHEMA + INDEXES)
        # A delivery in progress when the process died may have arrived or not; it is sent again, as by Stripe.
        self._db.execute("update deliveries set state = 'waiting' where state = 'sending'")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a transaction; inside another one, join it."""
        with self.lock:
            if self._depth:
                yield
                return
            self._depth = 1
            self._db.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._db.execute("rollback")
                raise
            else:
                self._db.execute("commit")
            finally:
                self._depth = 0

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Roll back to a savepoint on failure, unless the failure has `keeps_writes`."""
        self._db.execute("savepoint attempt")
        try:
            yield
        except Exception as error:
            if not getattr(error, "keeps_writes", False):
                self._db.execute("rollback to attempt")
            raise
        finally:
            self._db.execute("release attempt")

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Run one statement, and return its rows."""
        with self.lock:
            return self._db.execute(sql, values).fetchall()

    def note(self, name: str, default: Any = None) -> Any:
        """Return a stored setting."""
        found = self.rows("select value from notes where name = ?", name)
        return json.loads(found[0]["value"]) if found else default

    def write_note(self, name: str, value: Any) -> None:
        """Store a setting."""
        self.rows("insert or replace into notes values (?, ?)", name, json.dumps(value))

    def close(self) -> None:
        """Close the database."""
        with self.lock:
            self._db.close()
