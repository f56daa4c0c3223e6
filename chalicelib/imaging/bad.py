"""Name what can be wrong with an image, in words for the person who sent it."""

NOT_AN_IMAGE = "This file is not an image we can read."
DAMAGED = "This image is damaged or cut short."
TOO_LARGE = "This image has too many pixels for us to process."
TOO_MANY_PARTS = "This image is made of too many parts for us to process."


class BadImage(Exception):
    """Say why an image cannot be used; the same bytes will never do better."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
