"""Start, inspect and stop a local stack as `make run` does."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests

from local.settings import ACCESS_KEY, REGION, ROOT

PATIENCE = 120.0


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(find: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Call `find` until it returns something, and return that."""
    over = time.monotonic() + patience
    while time.monotonic() < over:
        if found := find():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


class Running:
    """A running stack with its own ports and data folder; its code lies in `tree`."""

    tree = ROOT

    def __init__(self, data: Path, port: int = 0, **environment: str) -> None:
        """Start the stack without waiting for it."""
        self.data, self.port = data, port or free_port()
        self.url = f"http://localhost:{self.port}"
        self.output = data.parent / f"output-{self.port}-{time.monotonic_ns()}"
        settings = {
            "PORT": str(self.port),
            "DATA": str(data),
            "DEMO": "0",
            # Building it takes Node, and most tests ask the API alone.
            "WEB": "0",
            "PREFIX": "of-somebody-else-",
            # The keys of the other tests would be taken for keys of Stripe's test mode.
            "STRIPE_API_KEY": "",
            "STRIPE_WEBHOOK_SECRET": "",
            # Generous deadlines, since the machine may be under load.
            "DEADLINE_SECONDS": "60",
            "STRIPE_DEADLINE_SECONDS": "90",
            **environment,
        }
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "local"],
                env=os.environ | settings,
                cwd=self.tree,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        """Return its output so far."""
        return self.output.read_text()

    @property
    def is_up(self) -> bool:
        """Tell whether it has reported that it is ready."""
        return "is ready at" in self.said()

    def wait_until_ready(self) -> "Running":
        """Wait for the line that reports that the stack is ready."""
        wait_for(lambda: self.is_up or self.process.poll() is not None)
        assert self.process.poll() is None, self.said()
        return self

    def children(self) -> dict[str, int]:
        """Return the process ids of the children by their module's name."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()]
        return {row[2].split()[-1]: int(row[0]) for row in rows if int(row[1]) == self.process.pid}

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal, and return the exit code; money that went wrong in what it served is found here."""
        found = self.over_reversed()
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        assert found == [], "transfers were reversed beyond what their payments gave back"
        return code

    def over_reversed(self) -> list[Any]:
        """Return the payments whose transfers were reversed by more than the payment gave back."""
        if not self.is_up or "local.stripe" not in self.children():
            return []
        return list(requests.get(f"{self.stripe_url}/_control/books", timeout=60).json()["over_reversed"])

    def end(self) -> None:
        """Stop the stack if it still runs."""
        if self.process.poll() is None:
            self.stop()

    @property
    def notes(self) -> dict[str, Any]:
        """Return the notes in the stack's data folder."""
        return dict(json.loads((self.data / "notes.json").read_text()))

    @property
    def stripe_url(self) -> str:
        """Return the address of the local Stripe."""
        return f"http://localhost:{self.notes['stripe_port']}"

    def aws(self, service: Any) -> Any:
        """Return a client of the local AWS."""
        notes = self.notes
        return boto3.client(
            service,
            endpoint_url=f"http://127.0.0.1:{notes['aws_port']}",
            region_name=REGION,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=notes["aws_secret"],
            # If moto is active in this process, it sets a token of its own.
            aws_session_token="",
        )

    def sign_up(self, handle: str) -> str:
        """Create an account, and return its token."""
        form = {"client_name": "t", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write follow"}
        app = self.post("/api/v1/apps", data=form)
        secrets = {name: app[name] for name in ("client_id", "client_secret")}
        token = self.post("/oauth/token", data={**secrets, "grant_type": "client_credentials", "scope": form["scopes"]})
        person = {
            "username": handle,
            "email": f"{handle}@example.com",
            "password": "a long password",
            "agreement": "true",
        }
        own = {"Authorization": f"Bearer {token['access_token']}"}
        return str(self.post("/api/v1/accounts", data={**person, "locale": "en"}, headers=own)["access_token"])

    def post(self, path: str, **request: Any) -> Any:
        """Send a POST to the API, and return the JSON of the response."""
        answer = requests.post(self.url + path, timeout=60, **request)
        assert answer.ok, answer.text
        return answer.json()


def read_only(folder: Path) -> list[str]:
    """Return a command prefix that makes a folder read-only for the command; skip the test without the privileges."""
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    before = ["unshare", "--mount", "sh", "-c", mount, str(folder)]
    if not shutil.which("unshare") or subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("only who may mount can make a folder read-only for root")
    return before


def is_alive(pid: int) -> bool:
    """Tell whether a process runs."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(found.strip()) and not found.startswith("Z")
