"""Keep the names that speak for the server from those who sign up."""

import re
from functools import cache
from pathlib import Path

from chalicelib import config

# Names that speak for the server, or that mail and the web give a meaning of their own (RFC 2142, and Mastodon's list).
RESERVED = Path(__file__).parent.with_name("reserved_names.txt")
# Those of them that speak for whoever is named beside them.
OFFICES = frozenset(("account", "billing", "help", "helpdesk", "legal", "safety", "security", "service", "support"))
SPEAKING = OFFICES | {
    "admin",
    "administrator",
    "mod",
    "moderation",
    "moderator",
    "official",
    "staff",
    "team",
    "verified",
}


def is_reserved(handle: str) -> bool:
    """Tell whether a handle speaks for the server: a word, one of its own names, or two of these as one."""
    plain = handle.lower().replace("_", "")
    own = own_names()
    if plain in _reserved() | own:
        return True
    pairs = ({plain[:at], plain[at:]} for at in range(1, len(plain)))
    return any(pair <= SPEAKING | own and pair & SPEAKING for pair in pairs)


@cache
def _reserved() -> frozenset[str]:
    return frozenset(RESERVED.read_text(encoding="ascii").splitlines())


def own_names() -> frozenset[str]:
    """Return the names of this server, in letters and digits: its title, its domain, and the parts of that."""
    host = config.DOMAIN.partition(":")[0]
    names = {config.INSTANCE_TITLE, host, host.rpartition(".")[0], *host.split(".")[:-1], *host.split(".")[:1]}
    return frozenset(re.sub(r"[^a-z0-9]", "", name.lower()) for name in names) - {""}
