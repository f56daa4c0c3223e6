"""Send files to S3 in parts over a slow line, show how far it is, and count what was sent."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

MEGA = 1024 * 1024
# Two parts at a time, each of which a line of 2 Mbit/s finishes long before the connection counts as dead; a part that
# is lost is sent again, up to ten times.
PARTS = TransferConfig(multipart_threshold=5 * MEGA, multipart_chunksize=5 * MEGA, max_concurrency=2)
DEAD_AFTER_SECONDS, TRIES = 300, 10
PATIENT = Config(
    connect_timeout=30, read_timeout=DEAD_AFTER_SECONDS, retries={"mode": "standard", "max_attempts": TRIES}
)
# A line of progress for each tenth of a file.
STEPS = 10


class Line:
    """The way to one bucket, and how many bytes went over it."""

    def __init__(self, s3: Any, bucket: str, say: Callable[[str], None] = print) -> None:
        self.s3, self.bucket, self.say = s3, bucket, say
        self.sent = 0

    def send(self, path: Path, key: str, what: str) -> bool:
        """Send a file unless one lies there under its key, and tell whether it was sent: a key names its contents."""
        if self._is_there(key):
            return False
        size, before = path.stat().st_size, self.sent
        shown, lock = 0, Lock()  # Parts are sent by several threads.

        def count(moved: int) -> None:
            nonlocal shown
            with lock:
                self.sent += moved
                step = (self.sent - before) * STEPS // max(size, 1)
                if step > shown:
                    shown = step
                    self.say(f"  {what}: {(self.sent - before) / MEGA:.1f} of {size / MEGA:.1f} MiB sent")

        self.s3.upload_file(str(path), self.bucket, key, Config=PARTS, Callback=count)
        return True

    def _is_there(self, key: str) -> bool:
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in {"404", "NoSuchKey", "NotFound"}:
                return False
            raise
        return True
