"""Run the functions that were deployed to the stand-in: their archives and layers, under Lambda's Python.

moto stores functions and runs none without Docker. Each is started at its first invocation from the very bytes that
were deployed, with the settings that it was deployed with and no others, and stays, as a Lambda does.
"""

import hashlib
import io
import json
import subprocess
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.core import DEFAULT_ACCOUNT_ID

RUNTIME = Path(__file__).with_name("runtime.py")
REGION = "us-east-1"
# Nobody listens there: nothing that is rehearsed goes out of this machine.
NOWHERE = "http://127.0.0.1:9"
STREAM = "rehearsal"


@dataclass
class Told:
    """What came of an invocation: the JSON of the answer, whether it is that of an error, and what was logged."""

    payload: bytes
    has_failed: bool
    logged: str


@dataclass
class Running:
    """A function that runs, and where its log is."""

    process: subprocess.Popen[str]
    log: Path
    read: int = 0

    def ask(self, event: str) -> Told:
        """Send an event, and return what came of it."""
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(event + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        text = self.log.read_text()
        logged, self.read = text[self.read :], len(text)
        told = json.loads(line) if line else {"error": {"errorType": "Runtime.ExitError", "errorMessage": logged}}
        return Told(json.dumps(told.get("payload", told.get("error"))).encode(), "error" in told, logged)


@dataclass
class Lambdas:
    """The functions of the stand-in's account that were invoked, unpacked in a folder; `address` is AWS to them."""

    python: Path
    folder: Path
    address: str = ""
    running: dict[str, Running] = field(default_factory=dict)

    def invoke(self, name: str, event: bytes) -> Told:
        """Run a deployed function with an event. Raises moto's UnknownFunctionException where there is none."""
        backend = lambda_backends[DEFAULT_ACCOUNT_ID][REGION]
        made: LambdaFunction = backend.get_function(name)
        layers = [backend.layers_versions_by_arn(one["Arn"]).code_bytes for one in made.layers]
        key = hashlib.sha256(repr((made.handler, made.environment_vars)).encode())
        for archive in (made.code_bytes, *layers):
            key.update(hashlib.sha256(archive).digest())
        place = f"{name}-{key.hexdigest()[:16]}"
        if place not in self.running:
            task, opt = self._unpack([made.code_bytes]), self._unpack(layers)
            self.running[place] = self._start(place, str(made.handler), [task, opt / "python"], made.environment_vars)
        return self.running[place].ask(json.dumps(json.loads(event or b"{}")))

    def end(self) -> None:
        """End all functions, so that the next invocation of each is a cold start."""
        for one in self.running.values():
            one.process.kill()
            one.process.communicate()
        self.running.clear()

    def _unpack(self, archives: list[bytes]) -> Path:
        """Return the folder with what lies in archives, each over the one before it."""
        digest = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in archives)).hexdigest()
        place = self.folder / digest[:16]
        if not place.exists():
            for archive in archives:
                with zipfile.ZipFile(io.BytesIO(archive)) as opened:
                    opened.extractall(place)
        return place

    def _start(self, name: str, handler: str, path: list[Path], settings: Mapping[str, str]) -> Running:
        environment = {
            **settings,
            "_HANDLER": handler,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "of-the-role",
            "AWS_SECRET_ACCESS_KEY": "of-the-role",
            "AWS_ENDPOINT_URL": self.address,
            "STRIPE_URL": NOWHERE,
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }
        command = [str(self.python), "-I", "-S", "-B", str(RUNTIME), handler, *map(str, path)]
        log = self.folder / f"{name}.log"
        with log.open("w") as errors:
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
            )
        return Running(process, log)


def log(name: str, text: str) -> None:
    """Put what a function logged where CloudWatch keeps it."""
    logs, group = boto3.client("logs"), f"/aws/lambda/{name}"
    with suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName=group)
    with suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_stream(logGroupName=group, logStreamName=STREAM)
    now = int(time.time() * 1000)
    lines = [{"timestamp": now, "message": line} for line in text.splitlines() if line]
    if lines:
        logs.put_log_events(logGroupName=group, logStreamName=STREAM, logEvents=lines)
