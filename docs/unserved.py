"""What clients ask for that is not served, and why: docs/api.md tells it, and `make clients` takes no other refusal."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

ANY = "GET POST PUT PATCH DELETE"
ADMIN = "Moderators have accounts, reports, blocks of mail and trends; the rest is the operator's, by the command line."
OPERATORS = ("domain_allows", "domain_blocks", "ip_blocks")
NUMBERS = ("dimensions", "measures", "retention", "tags")
FEDERATION = "This server speaks to no other that could be blocked, allowed or followed."
NO_COLLECTIONS = "Collections of accounts (Mastodon 4.6) are not there; `api_versions.mastodon` does not promise them."
NO_QUOTES = "Posts cannot be quoted; `api_versions.mastodon` does not promise it."
GONE = "Mastodon itself took it out years ago; clients use what came after it."
# Pixelfed serves its extras under each of these; in the table they stand under the first.
PIXELFEDS = "/api/v1.1"
ROOTS = (PIXELFEDS, "/api/v1.2", "/api/pixelfed/v1", "/api/pixelfed/v1.1", "/api/pixelfed/v1.2")
# Verbs, a path with `*` for one part or the rest, and why. The first that fits is told.
TABLE = (
    ("DELETE", "/api/v1/admin/accounts/*", "What a suspended account has stays, for whoever objects."),
    *((ANY, f"/api/v1/admin/{noun}*", ADMIN) for noun in (*OPERATORS, *NUMBERS)),
    (ANY, "/api/v1/admin/trends/links*", "Links are not counted, and none leads."),
    (ANY, "/api/v1/annual_reports*", "There are no annual reports."),
    (ANY, "/api/v1/collections*", NO_COLLECTIONS),
    ("GET", "/api/v1/accounts/*/collections", NO_COLLECTIONS),
    ("GET", "/api/v1/accounts/*/in_collections", NO_COLLECTIONS),
    ("GET", "/api/v1/statuses/*/quotes*", NO_QUOTES),
    ("POST PUT", "/api/v1/statuses/*/quotes*", NO_QUOTES),
    ("PUT", "/api/v1/statuses/*/interaction_policy", NO_QUOTES),
    ("POST", "/api/v1/statuses/*/translate", "Nothing is translated; the instance entity says so."),
    ("POST DELETE", "/api/v1/domain_blocks", FEDERATION),
    ("POST", "/api/v1/follows", GONE),
    ("GET", "/api/v1/search", GONE),
    ("GET", "/api/v1/timelines/direct", GONE),
    ("GET", "/api/v1/timelines/link", "Links are not counted, and so none has a timeline."),
    ("PUT DELETE", "/api/v1/announcements/*/reactions/*", "There are no reactions to announcements."),
    (
        "GET",
        "/api/v1_alpha/async_refreshes/*",
        "Nothing is fetched behind an answer, and so there is nothing to wait for.",
    ),
    ("POST", "/api/v1/conversations/*/unread", "What was read stays read."),
    ("GET", "/api/v1/streaming*", "Nothing is streamed: clients poll."),
    ("GET PUT PATCH", "/api/v1/profile", "It is of Mastodon 4.6, which `api_versions.mastodon` does not promise."),
    ("GET", f"{PIXELFEDS}/direct/compose/mutuals", "Whom to write to is found by name: `direct/lookup`."),
    ("POST", f"{PIXELFEDS}/stories/react", "A story is liked by our own `/api/rossgram/v1/stories/{id}/favourite`."),
    ("GET", f"{PIXELFEDS}/stories/viewers", "It is served under `/api/v1.2`, where Pixelfed has it."),
    ("GET", f"{PIXELFEDS}/stories/mention-autocomplete", "Nobody is mentioned in stories: nothing is drawn over them."),
    (ANY, "/api/admin/*", ADMIN),
)


def reason(verb: str, path: str) -> str | None:
    """Return why a request is not served, or None where nothing is said of it."""
    for verbs, pattern, why in TABLE:
        if verb in verbs.split() and _fits(pattern, path):
            return why
    return None


def rows(routes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the rows of the table as they are told, each without the verbs that the app has a route for by now."""
    for verbs, pattern, why in TABLE:
        served = {verb for path in routes if _fits(pattern, re.sub(r"{\w+}", "1", path)) for verb in routes[path]}
        left = [verb for verb in verbs.split() if verb not in served]
        if left:
            yield f"| {'any' if ' '.join(left) == ANY else ', '.join(left)} | `{pattern}` | {why} |\n"


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path is meant: the last `*` at the end stands for the rest, another for one part."""
    bare = path.rstrip("/")
    if pattern.startswith(PIXELFEDS):
        bare = next((PIXELFEDS + bare.removeprefix(root) for root in ROOTS if bare.startswith(f"{root}/")), bare)
    head, is_open, tail = pattern.rpartition("*")
    whole = bool(is_open) and not tail
    parts = (head if whole else pattern).split("*")
    return bool(re.fullmatch("[^/]+".join(map(re.escape, parts)) + (".*" if whole else ""), bare))
