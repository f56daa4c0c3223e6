"""A file that came in a form: apart from the forms themselves, which take longer to import than some requests may."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file that came in a form."""

    name: str
    content_type: str
    body: bytes
