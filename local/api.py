"""Serve the API on the public port: CloudFront, API Gateway and the API's Lambda in one process."""

import logging
import os
import signal
import socket
import sys
import threading
import time

from app import app
from local import clock, lifeline, web
from local.front import Front
from local.gateway import Gateway
from local.renditions import Renditions
from local.server import make_server

DRAIN_SECONDS = 10.0


def stop_when_idle(front: Front) -> None:
    """End this process once no request is in progress, or after a timeout."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while front.busy and time.monotonic() < deadline:
        time.sleep(0.02)
    # The last response may still be in its socket's buffer.
    time.sleep(0.1)
    os._exit(0)


def main() -> None:
    """Serve as a child process of the stack."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    lifeline.follow_parent()
    clock.follow()
    front = Front(Gateway(app), Renditions(), web.built())
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=stop_when_idle, args=(front,)).start())
    lifeline.wait_for_go()
    sockets = [socket.socket(fileno=int(number)) for number in os.environ["FRONT_FDS"].split(",")]
    try:
        server = make_server(front, sockets)
    except OSError as error:
        lifeline.complain(f"The port cannot be used: {error.strerror}. Choose another: make run PORT=8001")
        sys.exit(1)
    lifeline.ready()
    server.run()


if __name__ == "__main__":
    main()
