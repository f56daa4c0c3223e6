"""Start, watch and stop one child process."""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from local import terminal
from local.settings import ROOT

FEW_SECONDS = 60.0
MOST_STARTS = 5


class Child:
    """A Python module that runs as a process in a session of its own.

    It therefore does not get the terminal's Ctrl-C: the parent stops its children in an order in which nothing is lost.
    """

    def __init__(self, module: str, environment: Mapping[str, str], log: Path, fds: Sequence[int] = ()) -> None:
        self.module, self.environment, self.log, self.fds = module, environment, log, fds
        self.name = module.rpartition(".")[2]
        self.is_ready = False
        self.complaint = ""
        self.starts: list[float] = []
        self.process: subprocess.Popen[str] | None = None
        self._reader = threading.Thread()

    def start(self) -> None:
        """Start the process, which then waits for `go`."""
        self.is_ready, self.complaint = False, ""
        self.starts.append(time.monotonic())
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=dict(self.environment),
                cwd=ROOT,
                pass_fds=self.fds,
                start_new_session=True,
                text=True,
            )
        self._reader = threading.Thread(target=self._read, args=(self.process,), daemon=True)
        self._reader.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            text = line.rstrip("\n")
            if text == "ready":
                self.is_ready = True
            elif text.startswith("error: "):
                self.complaint = text.removeprefix("error: ")
            else:
                terminal.say(text)

    def go(self) -> None:
        """Tell the process that what it depends on is ready."""
        if self.process and self.process.stdin:
            try:
                self.process.stdin.write("go\n")
                self.process.stdin.flush()
            except OSError:
                # It has just died; `Stack.watch` restarts it.
                return

    @property
    def code(self) -> int | None:
        """Return the exit code, or None while the process runs."""
        return self.process.poll() if self.process else 0

    @property
    def keeps_dying(self) -> bool:
        """Tell whether the process was started too often in the last minute."""
        return len([at for at in self.starts if at > time.monotonic() - FEW_SECONDS]) >= MOST_STARTS

    def explain(self) -> str:
        """Return why the process ended, in one sentence."""
        self._reader.join(2)
        return self.complaint or f"The {self.name} process ended with code {self.code}; see {self.log}."

    def terminate(self) -> None:
        """Ask the process to stop."""
        if self.process and self.code is None:
            self.process.terminate()

    def wait(self, seconds: float) -> int:
        """Wait for the process to end, kill it after a timeout, and return its exit code."""
        if not self.process:
            return 0
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(2)
        return int(self.process.returncode)
