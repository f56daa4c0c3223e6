"""Stand before ministack: pass requests on, and keep on disk what they change."""

import asyncio
import logging
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from ministack import app as ministack

from local import lifeline
from local.mails import OUTBOUND, Mails
from local.store.contents import Contents, emptied
from local.store.journal import Journal
from local.store.lines import Damaged
from local.store.shape import Shape

Scope = MutableMapping[str, Any]

PAUSE = 0.5
SAVE = "/_rossgram/save"
READ_ONLY = ("Get", "BatchGet", "Query", "Scan", "Describe", "List")
# What the journal sees by itself, so that the shape of things is as it was.
CONTENT = {
    *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
    *("SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
}
FULL = "The local AWS cannot write to {0} ({1}). It goes on and keeps trying; a kill now would lose what it took since."


class Alarm(logging.Handler):
    """Remember what ministack only logs: that it could not read or write what it holds."""

    def __init__(self, stop: Callable[[], object]) -> None:
        """Take what ends the local AWS."""
        super().__init__(logging.WARNING)
        self.stop = stop
        self.rang: list[str] = []
        self.lost = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Note an error; an object that did not reach the disk is not tried again, so that is the end."""
        message = record.getMessage()
        if record.name == "s3" and message.startswith("Failed to persist"):
            self.lost = self.lost or message
            self.stop()
        elif record.levelno >= logging.ERROR or message.startswith("Failed to load"):
            self.rang.append(message)


class Keeper:
    """Pass requests on to ministack, and keep on disk what they change."""

    def __init__(self, folder: Path, alarm: Alarm, mails: Mails) -> None:
        """Take the folder of the state, what hears of its failure, and where mails go."""
        self.folder, self.alarm, self.mails = folder, alarm, mails
        self.shape, self.journal = Shape(folder), Journal(folder / "journal")
        self.contents = Contents(self.journal)
        self.is_reshaped = True
        self.trouble = ""

    def restore(self) -> None:
        """Read what was kept; raises Damaged where that cannot be done, and then nothing is written either."""
        self.shape.restore()
        if self.alarm.rang:
            raise Damaged(self.alarm.rang[0])
        # We read and write the state; ministack's own way knows no journal.
        ministack.PERSIST_STATE = False
        self.contents.restore()
        self._save_shape()
        self.shape.forget_old()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer one request."""
        path = str(scope.get("path", ""))
        if path == SAVE:
            await answer(send, 204 if self.save() else 507)
        elif path.startswith("/_ministack/") and path != "/_ministack/health":
            # Among these is one that empties the store, and any page in a browser could call it.
            await answer(send, 404)
        else:
            await ministack.app(scope, receive, send)
            self.is_reshaped = self.is_reshaped or may_reshape(scope)
            if path == OUTBOUND:
                self.mails.write()

    def save(self, *, everything: bool = False) -> bool:
        """Write what is not written yet, and tell whether the disk keeps all of it; what fails is tried again."""
        return self._note(everything=everything) and self._sync()

    async def keep(self) -> None:
        """Write twice a second what is not written yet, and fold the journal when it has grown."""
        while True:
            await asyncio.sleep(PAUSE)
            if self._note():
                # The disk takes its time, and requests go on meanwhile.
                await asyncio.to_thread(self._sync)
            try:
                self.journal.compact_if_due()
            except OSError as error:
                self._tell(error)

    def _note(self, *, everything: bool = False) -> bool:
        try:
            # An object announces itself from a thread, after its request: only looking tells what is in the queues.
            self.contents.note_messages()
            if self.is_reshaped or everything:
                self._save_shape(everything=everything)
        except OSError as error:
            self._tell(error)
            return False
        return True

    def _sync(self) -> bool:
        is_kept = self.journal.sync()
        self._tell(self.journal.trouble)
        return is_kept

    def _save_shape(self, *, everything: bool = False) -> None:
        with emptied():
            self.shape.save(everything=everything)
        self.is_reshaped = False

    def _tell(self, error: OSError | None) -> None:
        """Say once that the disk takes nothing, and once that it does again."""
        if error and not self.trouble:
            lifeline.tell(FULL.format(self.folder, error.strerror))
        if self.trouble and not error:
            lifeline.tell(f"The local AWS writes to {self.folder} again; nothing was lost.")
        self.trouble = str(error.strerror) if error else ""


def may_reshape(scope: Scope) -> bool:
    """Tell whether a request may have changed what there is: tables, queues, buckets and their settings."""
    if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"} or scope["path"] == OUTBOUND:
        return False
    headers = dict(scope["headers"])
    action = headers.get(b"x-amz-target", b"").decode("latin-1").rpartition(".")[2]
    return not action.startswith(READ_ONLY) and action.removesuffix("Batch") not in CONTENT


async def answer(send: Any, status: int) -> None:
    """Send an empty response."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
