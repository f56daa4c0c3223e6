"""Run the local AWS (ministack) on loopback, and keep what it holds.

ministack writes its tables and queues to disk when it stops. Here it also writes them while it runs, at most every
two seconds after a change, so that a kill or a power cut loses those seconds and no more; objects are written at once.
"""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as ministack
from ministack.core import persistence

from local import lifeline
from local.mails import OUTBOUND, Mails

Scope = MutableMapping[str, Any]

PAUSE = 2.0
# The parent stops this child last; when the parent was killed, the others get this long to finish their writes.
GRACE = 3.0
SAVE = "/_rossgram/save"
USED = {"cloudformation", "cloudwatch", "dynamodb", "s3", "sqs"}
READ_ONLY = ("Get", "BatchGet", "Query", "Scan", "Describe", "List", "Receive")
CORRUPT = "The local AWS cannot read its state in {0}; move that folder away, or choose another with DATA=…."


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
    """Pass requests on to ministack, and write its state some time after one that may have changed it."""

    def __init__(self, inner: Any, save: Callable[[], None], alarm: Alarm, mails: Mails) -> None:
        """Take ministack, the function that writes its state, what hears of its failure, and where mails go."""
        self.inner, self.save, self.alarm, self.mails = inner, save, alarm, mails
        self.is_dirty = False

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer one request."""
        path = str(scope.get("path", ""))
        if path == SAVE:
            await answer(send, 204 if self.save_if_dirty() else 507)
        elif path.startswith("/_ministack/") and path != "/_ministack/health":
            # Among these is one that empties the store, and any page in a browser could call it.
            await answer(send, 404)
        else:
            await self.inner(scope, receive, send)
            self.is_dirty = self.is_dirty or may_change(scope)
            if path == OUTBOUND:
                self.mails.write()

    def save_if_dirty(self) -> bool:
        """Write the state if something may have changed; what fails is tried again next time."""
        if self.is_dirty:
            self.alarm.rang.clear()
            self.save()
            self.is_dirty = bool(self.alarm.rang)
        return not self.is_dirty

    async def keep(self) -> None:
        """Write the state from time to time, at most a twentieth of the time."""
        failures = 0
        while True:
            started = time.monotonic()
            failures = 0 if self.save_if_dirty() else failures + 1
            # A request that arrives in the middle makes one attempt fail; a full disk makes all of them fail.
            if failures == 3:
                lifeline.tell(f"The local AWS cannot write its state, and keeps trying: {self.alarm.rang[0]}")
            await asyncio.sleep(max(PAUSE, 20 * (time.monotonic() - started)))


def save_used() -> None:
    """Write the state of the services that are used; making the stack loads all the others, and they are empty."""
    # The version is pinned, and the tests kill a stack: a change of this name is seen.
    everything = ministack._build_persistence_save_dict()  # noqa: SLF001
    persistence.save_all({name: state for name, state in everything.items() if name in USED})


def may_change(scope: Scope) -> bool:
    """Tell whether a request may have changed a table, a queue or a bucket."""
    if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
        return False
    headers = dict(scope["headers"])
    action = headers.get(b"x-amz-target", b"").decode("latin-1").rpartition(".")[2]
    return not action.startswith(READ_ONLY)


async def answer(send: Any, status: int) -> None:
    """Send an empty response."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def run(port: int, folder: Path) -> str:
    """Serve until SIGTERM, and return what could not be kept: nothing, as a rule."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    alarm = Alarm(lambda: loop.call_soon_threadsafe(stop.set))
    for name in ("persistence", "ministack", "s3"):
        logging.getLogger(name).addHandler(alarm)
    keeper = Keeper(ministack.app, save_used, alarm, Mails(Path(os.environ["MAILS_DIR"])))
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    application: Any = keeper
    server = asyncio.create_task(serve(application, _config(port), shutdown_trigger=stop.wait))
    await _wait_until_up(port, server)
    if alarm.rang:
        # Going on would end in writing an empty state over the broken one.
        lifeline.complain(CORRUPT.format(folder))
        os._exit(1)
    lifeline.ready()
    keeping = asyncio.create_task(keeper.keep())
    await stop.wait()
    keeping.cancel()
    alarm.rang.clear()
    await server
    return alarm.lost or "".join(alarm.rang[:1])


def _config(port: int) -> Config:
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    config.shutdown_timeout = 60
    return config


async def _wait_until_up(port: int, server: "asyncio.Task[None]") -> None:
    while not server.done():
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
            continue
        writer.close()
        return
    await server


def main() -> None:
    """Run as a child of the stack."""
    lifeline.follow_parent(GRACE)
    folder = Path(os.environ["STATE_DIR"])
    try:
        lost = asyncio.run(run(int(os.environ["GATEWAY_PORT"]), folder))
    except Exception as error:
        # Whatever stops it while it starts, one sentence tells; the log has the rest.
        logging.getLogger(__name__).exception("The local AWS ended")
        lost = str(error) or type(error).__name__
    if lost:
        lifeline.complain(f"The local AWS did not keep everything in {folder}: {lost}")
    sys.stderr.flush()
    # ministack's threads may still be busy; the state is written.
    os._exit(1 if lost else 0)


if __name__ == "__main__":
    main()
