"""Places where the files of a photo may lie: one for each door that leads to them."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import NamedTuple

# Open to anybody; reached by an address that is signed, the same for all its viewers; reached by asking us each time.
OPEN, SIGNED, PAID = "open", "signed", "paid"


class Place(NamedTuple):
    """Where a photo's files lie. `key` is drawn anew for each place that a photo comes to, and never used again."""

    kind: str
    key: str

    @classmethod
    def new(cls, kind: str) -> "Place":
        """Return a place that nobody knows of."""
        return cls(kind, secrets.token_urlsafe(16))

    @property
    def folder(self) -> str:
        """Return what the keys of all files of the photo begin with."""
        if self.kind == OPEN:
            return f"media/{self.key}/"
        return f"{self.kind}/{self._drawn(self.kind)}/"

    @property
    def locked(self) -> str:
        """Return the key of the locked preview, which lies in the open while the photo is something to pay for."""
        return f"media/{self._drawn('locked')}/locked.jpg"

    def _drawn(self, purpose: str) -> str:
        # The key has 128 random bits, so that nobody finds it by trying: one address tells nothing of the other.
        return hashlib.sha256(f"{purpose}:{self.key}".encode()).hexdigest()[:32]


def in_short(sizes: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return the sizes of files by their names alone: one in another format has the same, and a post's row is small."""
    return {file.partition(".")[0]: size for file, size in sizes.items()}
