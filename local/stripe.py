"""Run the local Stripe as a child process of the stack."""

import logging
import signal
import sqlite3
import sys

from local import lifeline
from local_stripe.__main__ import read, stop
from local_stripe.server import Server

BROKEN = "The local Stripe cannot read its state in {0}; move that folder away, or choose another with DATA=…."


def main() -> int:
    """Serve as a child process of the stack."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    signal.signal(signal.SIGTERM, stop)
    lifeline.follow_parent()
    settings = read()
    lifeline.wait_for_go()
    try:
        server = Server(settings)
    except sqlite3.Error:
        logging.getLogger(__name__).exception("The state was not read")
        lifeline.complain(BROKEN.format(settings.data))
        return 1
    except RuntimeError as error:
        lifeline.complain(str(error))
        return 1
    except OSError as error:
        lifeline.complain(f"The local Stripe cannot use port {settings.port}: {error.strerror}.")
        return 1
    lifeline.ready()
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
