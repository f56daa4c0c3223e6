"""Pass requests to ministack, and persist what they change."""

import asyncio
import logging
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from ministack import app as ministack

from local import lifeline
from local.mails import OUTBOUND, Mails
from local.store.contents import Contents, emptied
from local.store.deliveries import deliver_in
from local.store.journal import Journal
from local.store.lines import Damaged
from local.store.shape import Shape

Scope = MutableMapping[str, Any]

PAUSE = 0.5
SAVE = "/_rossgram/save"
READ_ONLY = ("Get", "BatchGet", "Query", "Scan", "Describe", "List")
# Operations that change contents only, which the journal records; the resources stay the same.
CONTENT = {
    *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
    *("SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
}
FULL = "The local AWS cannot write to {0} ({1}). It goes on and keeps trying; a kill now would lose what it took since."


class Alarm(logging.Handler):
    """Detect failures to read or write state, which ministack only logs."""

    def __init__(self, stop: Callable[[], object]) -> None:
        """Call `stop` when data is lost."""
        super().__init__(logging.WARNING)
        self.stop = stop
        self.rang: list[str] = []
        self.lost = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Note an error; ministack does not retry an object that was not written, so this stops the local AWS."""
        message = record.getMessage()
        if record.name == "s3" and message.startswith("Failed to persist"):
            self.lost = self.lost or message
            self.stop()
        elif record.levelno >= logging.ERROR or message.startswith("Failed to load"):
            self.rang.append(message)


class Keeper:
    """An ASGI application that passes requests to ministack and persists what they change."""

    def __init__(self, folder: Path, alarm: Alarm, mails: Mails) -> None:
        self.folder, self.alarm, self.mails = folder, alarm, mails
        self.shape, self.journal = Shape(folder), Journal(folder / "journal")
        self.contents = Contents(self.journal)
        self.is_reshaped = True
        self.trouble = ""

    def restore(self) -> None:
        """Restore the persisted state. Raises Damaged if it cannot be read, and then nothing is overwritten."""
        self.shape.restore()
        if self.alarm.rang:
            raise Damaged(self.alarm.rang[0])
        # The state is read and written here; ministack's own persistence knows nothing of the journal.
        ministack.PERSIST_STATE = False
        self.contents.restore()
        self._save_shape()
        self.shape.forget_old()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer an ASGI request."""
        path = str(scope.get("path", ""))
        if path == SAVE:
            await answer(send, 204 if self.save() else 507)
        elif path.startswith("/_ministack/") and path != "/_ministack/health":
            # One of these endpoints empties the store, and any web page in a browser could call it.
            await answer(send, 404)
        else:
            await ministack.app(scope, receive, send)
            self.is_reshaped = self.is_reshaped or may_reshape(scope)
            if path == OUTBOUND:
                self.mails.write()

    def save(self, *, everything: bool = False) -> bool:
        """Write all unsaved changes, and tell whether they are on disk; failed writes are retried."""
        return self._note(everything=everything) and self._sync()

    async def keep(self) -> None:
        """Write unsaved changes twice a second, and compact the journal when it has grown."""
        deliver_in(asyncio.get_running_loop())
        while True:
            await asyncio.sleep(PAUSE)
            if self._note():
                # Syncing takes a while, and requests must be served meanwhile.
                await asyncio.to_thread(self._sync)
            try:
                self.journal.compact_if_due()
            except OSError as error:
                self._tell(error)

    def _note(self, *, everything: bool = False) -> bool:
        try:
            # What buckets announce is delivered after its request, so the queues have to be compared.
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
        """Report once that writing fails, and once that it works again."""
        if error and not self.trouble:
            lifeline.tell(FULL.format(self.folder, error.strerror))
        if self.trouble and not error:
            lifeline.tell(f"The local AWS writes to {self.folder} again; nothing was lost.")
        self.trouble = str(error.strerror) if error else ""


def may_reshape(scope: Scope) -> bool:
    """Tell whether a request may have changed resources: tables, queues, buckets and their settings."""
    if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"} or scope["path"] == OUTBOUND:
        return False
    headers = dict(scope["headers"])
    action = headers.get(b"x-amz-target", b"").decode("latin-1").rpartition(".")[2]
    return not action.startswith(READ_ONLY) and action.removesuffix("Batch") not in CONTENT


async def answer(send: Any, status: int) -> None:
    """Send an empty response."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
