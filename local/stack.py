"""Start the child processes in the order of their dependencies, watch them, and stop them without losing data."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from local import terminal
from local.children import Child
from local.demo.community import SIGN_IN
from local.folder import Folder
from local.problems import Problem, Stopped
from local.settings import ACCESS_KEY, REGION, Settings, child_environment, local_stripe_environment

START_SECONDS = 120.0
STOP_SECONDS = 20.0
SAVE_SECONDS = 120.0
LARGEST_LOG = 5_000_000


class Stack:
    """The processes of one run."""

    def __init__(self, settings: Settings, folder: Folder, sockets: list[socket.socket]) -> None:
        """Prepare the children without starting them."""
        self.settings, self.folder = settings, folder
        self.is_stopping = self.is_filling = False
        environment = child_environment(settings, folder.notes)
        fds = [listener.fileno() for listener in sockets]
        self.aws = Child("local.aws", environment | self._aws_environment(), self._log("aws"), [folder.lock])
        self.setup = Child("local.setup", environment, self._log("setup"))
        self.worker = Child("local.worker", environment, self._log("worker"))
        listening = {"FRONT_FDS": ",".join(map(str, fds))}
        self.api = Child("local.api", environment | listening, self._log("api"), fds)
        self.demo = Child("local.demo", environment, self._log("demo"))
        paying = environment | local_stripe_environment(settings, folder.notes)
        self.stripe = Child("local.stripe", paying, self._log("stripe"))
        # With the keys of a real account the product calls Stripe itself.
        self.lasting = [self.api, self.worker] if settings.stripe else [self.api, self.worker, self.stripe]

    def start(self) -> None:
        """Start everything, and return when the API answers."""
        for child in (self.aws, self.setup, *self.lasting):
            # They load in parallel; each waits for `go` before it uses resources that another must create first.
            child.start()
        self._wait(lambda: self.aws.is_ready)
        self.setup.go()
        self._wait(lambda: self.setup.code == 0)
        for child in self.lasting:
            child.go()
        self._wait(lambda: all(child.is_ready for child in self.lasting))

    def fill(self) -> None:
        """Start creating the demo community in a new data folder, or continue one that was interrupted."""
        notes = self.folder.notes
        if not notes.demo:
            notes.demo = "begun" if self.settings.wants_demo else "unwanted"
        self.folder.save()
        self.is_filling = notes.demo == "begun"
        if self.is_filling:
            self.demo.start()
        elif notes.demo == "done":
            terminal.say(SIGN_IN)

    def watch(self) -> None:
        """Wait for a signal; restart children that die and can be restarted."""
        while True:
            self._pause()
            for child in self.lasting:
                if child.code is not None:
                    self._restart(child)
            if self.is_filling and self.demo.code is not None:
                self._finish_demo()

    def _restart(self, child: Child) -> None:
        if child.keeps_dying:
            raise Problem(f"The {child.name} process keeps ending; see {child.log}.")
        terminal.say(f"{child.explain()} Starting it again.")
        child.start()
        child.go()

    def _finish_demo(self) -> None:
        self.is_filling = False
        if self.demo.code == 0:
            self.folder.notes.demo = "done"
            self.folder.save()
        else:
            terminal.complain(f"{self.demo.explain()} The demo community is not complete; the next start goes on.")

    def stop(self) -> None:
        """Stop the children; the local AWS comes last, since the others may still write to it."""
        # The local Stripe is stopped after the processes that call it.
        for group in ((self.demo, self.setup, self.api, self.worker), (self.stripe,)):
            for child in group:
                child.terminate()
            for child in group:
                child.wait(STOP_SECONDS)
        # While it is starting it has nothing to save, so its exit code does not matter.
        is_holding = self.aws.is_ready and self.aws.code is None
        self.aws.terminate()
        if self.aws.wait(SAVE_SECONDS) != 0 and is_holding:
            raise Problem(self.aws.explain())

    def _wait(self, is_done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not is_done():
            self._pause(0.02)
            for child in (self.setup, *self.lasting):
                if child.code:
                    raise Problem(child.explain())
            if time.monotonic() > deadline:
                raise Problem(f"The local stack did not start within {START_SECONDS:.0f} s; see {self.settings.logs}.")

    def _pause(self, seconds: float = 0.1) -> None:
        if self.is_stopping:
            raise Stopped
        if self.aws.code is not None:
            raise Problem(self.aws.explain())
        time.sleep(seconds)

    def _log(self, name: str) -> Path:
        file = self.settings.logs / f"{name}.log"
        with suppress(FileNotFoundError):
            if file.stat().st_size > LARGEST_LOG:
                file.replace(file.with_suffix(".log.1"))
        return file

    def _aws_environment(self) -> dict[str, str]:
        return {
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.folder.notes.aws_port),
            "MINISTACK_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "SERVICES": "cloudformation,dynamodb,iam,s3,ses,sqs,sts",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.settings.data / "aws"),
            "MAILS_DIR": str(self.settings.data / "mails"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.settings.data / "s3"),
            # Signatures are checked, and with them the conditions and the expiry of presigned forms.
            "AUTH": "true",
            "LOG_LEVEL": "WARNING",
            # These services must not listen on ports of their own, nor look for containers to remove.
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "DOCKER_HOST": "unix:///nonexistent",
        }
