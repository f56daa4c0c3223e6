"""Name what can be wrong with an image, in words for the person who sent it."""

from typing import BinaryIO

NOT_AN_IMAGE = "This file is not an image we can read."
DAMAGED = "This image is damaged or cut short."
TOO_LARGE = "This image has too many pixels for us to process."
TOO_MANY_PARTS = "This image is made of too many parts for us to process."
# HEVC escapes three zeros in a row, and the arithmetic coders of AV1 and VP8 do not end in so many.
ZEROS = 64


class BadImage(Exception):
    """Say why an image cannot be used; the same bytes will never do better."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def expect_ended(source: BinaryIO, start: int, length: int) -> None:
    """Raise BadImage where coded pixels end in zeros, as those of a file that was given its length before its bytes.

    A decoder draws something for them, and says nothing.
    """
    if length > ZEROS:
        source.seek(start + length - ZEROS)
        if source.read(ZEROS) == bytes(ZEROS):
            raise BadImage(DAMAGED)
