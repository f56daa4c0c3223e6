"""Open the data folder, for one run at a time, with its notes that are kept between runs."""

import errno
import fcntl
import json
import os
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from infra import edge_keys, push_keys, sealing
from local.problems import Problem

LEAST_FREE = 64 << 20
PATIENCE_SECONDS = 6.0
# Created before anything is started, so that a file with one of these names is reported in one sentence.
FOLDERS = ("logs", "aws", "s3", "mails")
ANOTHER = "choose another with DATA=…"


@dataclass
class Notes:
    """What a data folder remembers: the ports and secrets of its AWS, Stripe and front, and how far the demo got."""

    aws_port: int = 0
    aws_secret: str = ""
    demo: str = ""
    stripe_port: int = 0
    stripe_key: str = ""
    stripe_secret: str = ""
    edge_key: str = ""
    push_key: str = ""
    sealing_key: str = ""

    def complete(self) -> None:
        """Make the secrets that are missing: those of a new folder, or of one from before there was a use for them."""
        self.aws_secret = self.aws_secret or secrets.token_hex(16)
        self.stripe_key = self.stripe_key or f"sk_test_local{secrets.token_hex(16)}"
        self.stripe_secret = self.stripe_secret or f"whsec_{secrets.token_hex(16)}"
        self.edge_key = self.edge_key or edge_keys.draw()
        self.push_key = self.push_key or push_keys.draw()
        self.sealing_key = self.sealing_key or sealing.draw()


class Folder:
    """A data folder that this run has locked."""

    def __init__(self, path: Path, lock: int) -> None:
        """Read the notes of a folder; processes with the open file descriptor `lock` keep the folder locked."""
        self.path, self.lock = path, lock
        self.notes = self._read()
        self.notes.complete()

    def save(self) -> None:
        """Write the notes atomically."""
        part = self.path / "notes.json.part"
        part.write_text(json.dumps(asdict(self.notes)))
        part.replace(self.path / "notes.json")

    def _read(self) -> Notes:
        file = self.path / "notes.json"
        if not file.exists():
            return Notes()
        try:
            found: Any = json.loads(file.read_text())
            kept = Notes(int(found["aws_port"]), str(found["aws_secret"]), str(found["demo"]))
            kept.stripe_port = int(found.get("stripe_port", 0))
            kept.stripe_key, kept.stripe_secret = (str(found.get(name, "")) for name in ("stripe_key", "stripe_secret"))
            names = ("edge_key", "push_key", "sealing_key")
            kept.edge_key, kept.push_key, kept.sealing_key = (str(found.get(name, "")) for name in names)
            return kept
        except (ValueError, KeyError, TypeError) as error:
            raise Problem(f"{file} cannot be read; move {self.path} away, or {ANOTHER}.") from error


@contextmanager
def hold(path: Path) -> Iterator[Folder]:
    """Open and lock a data folder. Raises Problem, whose message says why it cannot be used."""
    try:
        for place in (path, *(path / name for name in FOLDERS)):
            place.mkdir(parents=True, exist_ok=True)
            # Only an actual write shows whether the folder is writable.
            (place / ".written").touch()
            (place / ".written").unlink()
        lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        _lock(lock, path)
        _check_space(path)
        folder = Folder(path, lock)
        folder.notes.aws_port = free_port(folder.notes.aws_port)
        folder.notes.stripe_port = free_port(folder.notes.stripe_port, but=folder.notes.aws_port)
        folder.save()
        yield folder
    except OSError as error:
        if not Path(str(error.filename)).is_relative_to(path):
            raise
        raise _unusable(path, error) from error
    finally:
        os.close(lock)


def _unusable(path: Path, error: OSError) -> Problem:
    at = Path(str(error.filename or path))
    file = next((one for one in (at, *at.parents) if one.is_file()), None)
    if file is not None and isinstance(error, FileExistsError | NotADirectoryError):
        return Problem(f"The data folder {path} cannot be used, since {file} is a file; {ANOTHER}.")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        reason = str(error.strerror).lower()
        place = at if at.exists() else at.parent
        return Problem(f"The data folder {path} cannot be used, since {place} cannot be written ({reason}); {ANOTHER}.")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Problem(f"The disk of the data folder {path} is full; make room, or {ANOTHER}.")
    return Problem(f"The data folder {path} cannot be used ({error.strerror}: {at}); {ANOTHER}.")


def _lock(lock: int, path: Path) -> None:
    # After a kill the local AWS still writes its state for a moment, and holds the lock meanwhile.
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                text = f"Another `make run` is using the data folder {path}; stop it, or {ANOTHER}."
                raise Problem(text) from error
            time.sleep(0.1)
        else:
            return


def _check_space(path: Path) -> None:
    free = shutil.disk_usage(path).free
    if free < LEAST_FREE:
        wanted = f"{free >> 20} MB are free, {LEAST_FREE >> 20} needed"
        raise Problem(f"The disk of the data folder {path} is full: {wanted}; make room, or {ANOTHER}.")


def free_port(wanted: int, but: int = 0) -> int:
    """Return the previous port if it is free, otherwise any free port other than `but`."""
    for port in (wanted, 0, 0, 0):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind(("127.0.0.1", port))
                # Only listening shows whether another process listens there: with SO_REUSEADDR, binding succeeds.
                candidate.listen(1)
            except OSError:
                continue
            found = int(candidate.getsockname()[1])
            if found != but:
                return found
    raise Problem("There is no free port on 127.0.0.1 for the local AWS and the local Stripe.")
