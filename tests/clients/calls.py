"""What a client asked of the server in each of its methods, and whether that is as it should be."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app import app
from docs.unserved import reason

# What cannot come through, whatever the server does.
BEYOND_US = {
    "account_familiar_followers": "It sends a body with a GET, which CloudFront refuses, and so the local front does.",
    "oauth_userinfo": "It refuses every address that is not https, as that of a server on this machine is not.",
}
WAITS = "Only whoever waits is let in or refused, and where sign-ups are open nobody waits."
NUMBER = re.compile(r"/\d+/")
# What a route refuses as its documentation says.
DOCUMENTED = {
    ("GET", "/api/v1/push/subscription", 404): "A token without a subscription is told so by 404.",
    ("POST", "/api/v1/admin/accounts/*/approve", 403): WAITS,
    ("POST", "/api/v1/admin/accounts/*/reject", 403): WAITS,
}
SERVED, REFUSED, LOCAL, FAULT = "served", "refused with a reason", "of the client's own", "not as it should be"


@dataclass(frozen=True)
class Call:
    """One method of a client: what it asked, as (verb, path, status), and the error that it ended with."""

    name: str
    error: str | None = None
    requests: Sequence[tuple[str, str, int]] = field(default_factory=list)

    @property
    def why(self) -> str | None:
        """Return why what it asked is not served, where that is so and known."""
        if self.error is None or not self.requests:
            return None
        verb, path, status = self.requests[-1]
        if self.name in BEYOND_US or status < 400:
            return BEYOND_US.get(self.name)
        if status == 403 and path.startswith("/api/v1/admin/") and os.environ.get("URL"):
            return "On a server that runs already nobody makes the client one of the staff."
        if told := DOCUMENTED.get((verb, NUMBER.sub("/*/", path), status)):
            return told
        # What has a route by now is refused for no reason that is told.
        return None if _is_routed(verb, path) else reason(verb, path)

    @property
    def verdict(self) -> str:
        """Tell what came of it: a method that asks nothing, or has no answer to wait for, is the client's own."""
        if not self.requests:
            return LOCAL
        if self.error is None:
            return SERVED
        return REFUSED if self.why else FAULT


def _is_routed(verb: str, path: str) -> bool:
    found = app.paths.find(path)
    return found is not None and verb in app.route_table[found[0]]


@dataclass(frozen=True)
class Run:
    """A client with all of its calls."""

    client: str
    calls: Sequence[Call]

    def count(self, verdict: str) -> int:
        """Return how many calls came out so."""
        return sum(call.verdict == verdict for call in self.calls)

    @property
    def faults(self) -> list[Call]:
        """Return the calls that should have been served, or for whose refusal there is no reason."""
        return [call for call in self.calls if call.verdict == FAULT]


def read(found: Iterable[dict[str, object]]) -> list[Call]:
    """Return the calls that another process printed."""
    return [Call(**{**one, "requests": [tuple(asked) for asked in one["requests"]]}) for one in found]  # type: ignore[arg-type, attr-defined]
