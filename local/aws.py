"""Run the local AWS (ministack) on loopback, and persist its state.

ministack itself writes its state to disk only when it stops. Here items and objects are on disk before their request is
answered, and messages within half a second, however much data there is: a kill loses less than a second.
"""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config

from local import lifeline
from local.mails import Mails
from local.store.keeper import Alarm, Keeper
from local.store.lines import Damaged

# The parent stops this child last; if the parent was killed, the other children get this long to finish their writes.
GRACE = 3.0
CORRUPT = "The local AWS cannot read its state ({0}); move {1} away, or choose another folder with DATA=…."


async def run(port: int, folder: Path) -> str:
    """Serve until SIGTERM, and return why data was lost, empty if none was."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    alarm = Alarm(lambda: loop.call_soon_threadsafe(stop.set))
    for name in ("persistence", "ministack", "s3"):
        logging.getLogger(name).addHandler(alarm)
    keeper = Keeper(folder, alarm, Mails(Path(os.environ["MAILS_DIR"])))
    keeper.restore()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    application: Any = keeper
    server = asyncio.create_task(serve(application, _config(port), shutdown_trigger=stop.wait))
    await _wait_until_up(port, server)
    lifeline.ready()
    keeping = asyncio.create_task(keeper.keep())
    # Stop serving if persisting fails.
    keeping.add_done_callback(lambda _: stop.set())
    await stop.wait()
    keeping.cancel()
    await server
    keeper.save(everything=True)
    keeper.journal.close()
    return alarm.lost or keeper.trouble


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
    """Serve as a child process of the stack."""
    lifeline.follow_parent(GRACE)
    folder = Path(os.environ["STATE_DIR"])
    try:
        lost = asyncio.run(run(int(os.environ["GATEWAY_PORT"]), folder))
    except Damaged as damage:
        lifeline.complain(CORRUPT.format(damage, folder))
        os._exit(1)
    except Exception as error:
        # The parent prints the message of any error; the log has the traceback.
        logging.getLogger(__name__).exception("The local AWS ended")
        lost = str(error) or type(error).__name__
    if lost:
        lifeline.complain(f"The local AWS did not keep everything in {folder}: {lost}")
    sys.stderr.flush()
    # Do not wait for ministack's threads: the state has been written.
    os._exit(1 if lost else 0)


if __name__ == "__main__":
    main()
