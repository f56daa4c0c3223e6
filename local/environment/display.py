"""Show progress while the environment is created."""

from __future__ import annotations

import shutil
import sys
import threading
import time


class Display:
    """A progress line that is redrawn on a terminal, or a line from time to time in a log."""

    def __init__(self) -> None:
        self.is_terminal = sys.stderr.isatty()
        self.started = time.time()
        self.step = "starting"
        self._is_done = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __enter__(self) -> Display:
        """Start drawing."""
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop drawing, and keep the last line."""
        self._is_done.set()
        self._thread.join()
        self._write("ready" if failure[0] is None else "failed", "\n")

    def note(self, sentence: str) -> None:
        """Print a line that stays."""
        self._write(sentence, "\n")

    def _draw(self) -> None:
        pause = 0.2 if self.is_terminal else 5
        self._write(self.step, "" if self.is_terminal else "\n")
        while not self._is_done.wait(pause):
            self._write(self.step, "" if self.is_terminal else "\n")

    def _write(self, step: str, end: str) -> None:
        line = f"Python environment, {time.time() - self.started:3.0f} s: {step}"
        if self.is_terminal:
            # A line that is redrawn must not wrap.
            line = "\r\033[K" + (line if end else line[: shutil.get_terminal_size().columns - 1])
        sys.stderr.write(line + end)
        sys.stderr.flush()
