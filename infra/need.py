"""Say what a function may need of AWS."""

from typing import NamedTuple


class Needs(NamedTuple):
    """What a function uses: table names, queue names, and actions on originals and on renditions.

    `counts` are the tables that it asks for their size, `scans` those that it reads from end to end; `secrets` are
    names in the secret store; `mails` tells whether it sends mail, `purges` whether it has CloudFront forget what it
    keeps, `page` whether it reads the page of the web client.
    """

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    renditions: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    scans: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    mails: bool = False
    purges: bool = False
    page: bool = False
