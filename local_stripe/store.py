"""Keep everything in one SQLite file, so that a killed process loses nothing it has answered for."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

Obj = dict[str, Any]

# local/clock.py reads the note `clock_offset` in it.
FILE = "stripe.sqlite3"

SCHEMA = """
create table if not exists objects (
    seq integer primary key autoincrement, id text unique not null, kind text not null,
    account text not null, body text not null);
create index if not exists by_kind on objects (kind, account, seq);
create table if not exists keys (key text primary key, request text, status integer, answer text, created real);
create table if not exists deliveries (
    seq integer primary key autoincrement, event_id text not null, due_at real not null, first_at real not null,
    attempts integer not null default 0, state text not null default 'waiting', answer text not null default '');
create table if not exists notes (name text primary key, value text not null);
"""


class Store:
    """One database, one writer at a time."""

    def __init__(self, folder: Path) -> None:
        """Open it, and make what is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = RLock()
        self._depth = 0
        self._db = sqlite3.connect(folder / FILE, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript("pragma journal_mode=wal; pragma synchronous=normal;" + SCHEMA)
        # What was on its way when the process died may or may not have arrived; Stripe would send it again.
        self._db.execute("update deliveries set state = 'waiting' where state = 'sending'")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of it or nothing; inside another transaction, belong to that one."""
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
        """Undo what was written inside when it fails, unless the failure says that its writes stay."""
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
        """Return a setting."""
        found = self.rows("select value from notes where name = ?", name)
        return json.loads(found[0]["value"]) if found else default

    def write_note(self, name: str, value: Any) -> None:
        """Write a setting."""
        self.rows("insert or replace into notes values (?, ?)", name, json.dumps(value))

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self._db.close()
