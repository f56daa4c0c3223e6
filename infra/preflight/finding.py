"""What a look before a deployment found."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One sentence of what is missing and what to do; `stops` where a deployment cannot be finished with it."""

    stops: bool
    text: str
