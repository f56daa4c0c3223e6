"""Let one deployment of a stage run at a time: whoever deploys holds a file in the stage's bucket.

It is written on conditions that S3 checks, so of two that begin at once one gets it. A deployment renews it before each
step. One that was killed leaves it behind: its lock ends after an hour, at once where the same machine sees that the
process is gone, and by `make unlock`. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
"""

import getpass
import json
import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.pythons import ToolFailed
from infra.told import NO_ANSWER

KEY = "deploying.json"
# The longest step waits half an hour for CloudFormation.
LASTS = timedelta(hours=1)
# A number of a process says something only in the same space of such numbers, and may be given again.
RUN, SPACE = uuid.uuid4().hex, Path("/proc/self/ns/pid")


class Lock:
    """The lock of a stage, in its bucket."""

    def __init__(self, s3: Any, bucket: str, stage: str, owner: dict[str, Any] | None = None) -> None:
        self.s3, self.bucket, self.stage = s3, bucket, stage
        self.owner = owner or this_process()
        self._tag = ""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for a block. Raises ToolFailed while somebody else deploys."""
        self.take()
        try:
            yield
        finally:
            # What went wrong in the block is what is told; the lock of a line that is dead ends by itself.
            with suppress(*NO_ANSWER):
                self.release()

    def take(self) -> None:
        """Take the lock, or that of a deployment that is no more. Raises ToolFailed while somebody else deploys."""
        held, tag = self._held()
        if held is None:
            self._write(IfNoneMatch="*")
        elif self._has_ended(held):
            self._write(IfMatch=tag)
        else:
            raise ToolFailed(self._told(held))

    def renew(self) -> None:
        """Hold the lock for another hour. Raises ToolFailed where it was taken away meanwhile."""
        self._write(IfMatch=self._tag)

    def release(self) -> None:
        """Give the lock back, unless somebody else has it by now."""
        _, tag = self._held()
        if self._tag and tag == self._tag:
            self.s3.delete_object(Bucket=self.bucket, Key=KEY)

    def break_(self) -> str:
        """Take away whatever lock there is, and say whose it was; empty where there was none."""
        held, _ = self._held()
        if held is None:
            return ""
        self.s3.delete_object(Bucket=self.bucket, Key=KEY)
        return f"{held['who']} on {held['machine']}"

    def _held(self) -> tuple[dict[str, Any] | None, str]:
        try:
            found = self.s3.get_object(Bucket=self.bucket, Key=KEY)
        except ClientError as error:
            if error.response["Error"]["Code"] in {"NoSuchKey", "NoSuchBucket", "404"}:
                return None, ""
            raise
        return json.loads(found["Body"].read()), found["ETag"]

    def _write(self, **condition: str) -> None:
        body = {**self.owner, "until": (_now() + LASTS).isoformat()}
        try:
            written = self.s3.put_object(Bucket=self.bucket, Key=KEY, Body=json.dumps(body), **condition)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"}:
                raise
            held, tag = self._held()
            if held and held["run"] == self.owner["run"]:
                # The answer was lost, and botocore sent again what S3 had written already.
                self._tag = tag
                return
            raise ToolFailed(self._told(held or self.owner)) from error
        self._tag = written["ETag"]

    def _has_ended(self, held: dict[str, Any]) -> bool:
        if datetime.fromisoformat(held["until"]) < _now():
            return True
        is_here = (held["machine"], held["space"]) == (self.owner["machine"], self.owner["space"])
        return held["run"] == self.owner["run"] or (is_here and not _runs(held["process"]))

    def _told(self, held: dict[str, Any]) -> str:
        return (
            f"{held['who']} on {held['machine']} is deploying {self.stage} (process {held['process']}, since "
            f"{held['since']}). If that is no more: make unlock STAGE={self.stage}, or wait until "
            f"{held.get('until', 'it has ended')}."
        )


def this_process() -> dict[str, Any]:
    """Return who deploys, as the lock says it to others."""
    since = _now().isoformat(timespec="seconds")
    space = str(SPACE.readlink()) if SPACE.is_symlink() else ""
    who = {"who": _user(), "machine": socket.gethostname(), "process": os.getpid(), "since": since}
    return {**who, "space": space, "run": RUN}


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # A container may run under a number that has no name.
        return str(os.getuid())


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _now() -> datetime:
    return datetime.now(UTC)
