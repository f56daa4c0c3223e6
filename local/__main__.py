"""Run the local stack until Ctrl-C, SIGTERM or SIGHUP."""

import os
import signal
import sys
from types import FrameType

from chalicelib import config
from infra import identity, web_client
from infra.pythons import ToolFailed
from local import folder, mailbox, ports, settings, terminal, web
from local.problems import Problem, Stopped
from local.stack import Stack

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Switch:
    """Turn a signal into a request to stop; further signals change nothing."""

    def __init__(self) -> None:
        self.stack: Stack | None = None
        self.is_off = False
        for number in SIGNALS:
            signal.signal(number, self.turn_off)

    def turn_off(self, number: int, frame: FrameType | None) -> None:
        """Request the stack to stop."""
        del number, frame
        self.is_off = True
        if self.stack:
            self.stack.is_stopping = True


def run(switch: Switch) -> None:
    """Run one stack from start to stop."""
    wanted = settings.read()
    build_web()
    sockets = ports.take(wanted.port)
    with folder.hold(wanted.data) as held:
        stack = switch.stack = Stack(wanted, held, sockets)
        stack.is_stopping = switch.is_off
        try:
            stack.start()
            terminal.say(
                f"{config.INSTANCE_TITLE} is ready at {wanted.public_url} (data in {wanted.data}; Ctrl-C stops it)"
            )
            terminal.say(f"No mail is sent; what would be can be read at {wanted.public_url}{mailbox.PATH}")
            if not wanted.stripe:
                at = f"http://localhost:{held.notes.stripe_port}"
                terminal.say(f"The local Stripe is at {at} (its clock and other controls: {at}/_control/clock)")
            stack.fill()
            stack.watch()
        except Stopped:
            terminal.say("Stopping.")
        finally:
            stack.stop()


def build_web() -> None:
    """Build the web client where Node is there; without it the API is served alone."""
    if not web.is_wanted():
        return
    try:
        if web_client.build(identity.read(os.environ)):
            terminal.say("The web client is built.")
    except ToolFailed as unfit:
        raise Problem(str(unfit)) from unfit
    except web_client.CannotBuild as error:
        terminal.complain(f"{error} The API is served without it.")


def main() -> int:
    """Run the stack, and return the exit code: 0 if it was stopped, 1 for a Problem, whose message is printed."""
    switch = Switch()
    try:
        run(switch)
    except Problem as problem:
        terminal.complain(str(problem))
        return 1
    except OSError as error:
        terminal.complain(f"The local stack cannot go on: {error}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
