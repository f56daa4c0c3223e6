"""Say in words what a scope lets an app do here: only what some route of this server does, and all of that in short."""

from collections.abc import Collection

from chalicelib.schemas.languages import say

STATUS, ACCOUNT, OURS = "/api/v1/statuses/{post_id}", "/api/v1/accounts/{account_id}", "/api/rossgram/v1"
Part = tuple[str, str]

# How the sentence of a whole scope begins, its parts, and the path without which each of them is not there.
WHOLE: dict[str, tuple[str, tuple[Part, ...]]] = {
    "read": (
        "see what you see: ",
        (
            ("your profile", "/api/v1/accounts/verify_credentials"),
            ("your home timeline", "/api/v1/timelines/home"),
            ("your likes", "/api/v1/favourites"),
            ("your bookmarks", "/api/v1/bookmarks"),
            ("your lists", "/api/v1/lists"),
            ("your notifications", "/api/v1/notifications"),
            ("whom you block", "/api/v1/blocks"),
            ("whom you mute", "/api/v1/mutes"),
            ("what you bought and sold", f"{OURS}/purchases"),
            ("your ledger and payouts", f"{OURS}/ledger"),
        ),
    ),
    "write": (
        "",
        (
            ("post, edit and delete in your name", "/api/v1/statuses"),
            ("like posts", f"{STATUS}/favourite"),
            ("bookmark posts", f"{STATUS}/bookmark"),
            ("follow accounts", f"{ACCOUNT}/follow"),
            ("block accounts", f"{ACCOUNT}/block"),
            ("mute accounts", f"{ACCOUNT}/mute"),
            ("report accounts", "/api/v1/reports"),
            ("change your profile", "/api/v1/accounts/update_credentials"),
            ("begin purchases and pledges, which you pay on Stripe's pages", f"{OURS}/posts/{{post_id}}/purchases"),
            ("sell in your name, open campaigns and give money back", f"{OURS}/tiers"),
        ),
    ),
    "follow": (
        "",
        (
            ("follow accounts in your name", f"{ACCOUNT}/follow"),
            ("block them", f"{ACCOUNT}/block"),
            ("mute them", f"{ACCOUNT}/mute"),
            ("answer follow requests", "/api/v1/follow_requests"),
        ),
    ),
    "push": ("", (("send notifications to this device", "/api/v1/push/subscription"),)),
    "profile": ("", (("see your profile", "/api/v1/accounts/verify_credentials"),)),
    "admin:read": ("", (("see everything that a moderator sees", "/api/v1/admin/accounts"),)),
    "admin:write": ("", (("do everything that a moderator does", "/api/v1/admin/accounts/{account_id}/action"),)),
}
VERBS = {"read": "see your", "write": "change your", "admin:read": "see, as a moderator,", "admin:write": "act on"}
# What a granular scope is about, by the path of what it opens.
NOUNS: dict[str, dict[str, str]] = {
    "read": {
        "accounts": "/api/v1/accounts/verify_credentials",
        "blocks": "/api/v1/blocks",
        "bookmarks": "/api/v1/bookmarks",
        "collections": "/api/v1.1/collections/self",
        "favourites": "/api/v1/favourites",
        "filters": "/api/v2/filters",
        "follows": "/api/v1/accounts/relationships",
        "lists": "/api/v1/lists",
        "mutes": "/api/v1/mutes",
        "notifications": "/api/v1/notifications",
        "search": "/api/v2/search",
        "statuses": "/api/v1/timelines/home",
    },
    "write": {
        "accounts": "/api/v1/accounts/update_credentials",
        "blocks": f"{ACCOUNT}/block",
        "bookmarks": f"{STATUS}/bookmark",
        "collections": "/api/v1.1/collections/add",
        "conversations": "/api/v1/conversations/{conversation_id}",
        "favourites": f"{STATUS}/favourite",
        "filters": "/api/v2/filters",
        "follows": f"{ACCOUNT}/follow",
        "lists": "/api/v1/lists",
        "media": "/api/v2/media",
        "mutes": f"{ACCOUNT}/mute",
        "notifications": "/api/v1/notifications/clear",
        "reports": "/api/v1/reports",
        "statuses": "/api/v1/statuses",
    },
    "admin:read": {
        "accounts": "/api/v1/admin/accounts",
        "reports": "/api/v1/admin/reports",
    },
    "admin:write": {
        "accounts": "/api/v1/admin/accounts/{account_id}/action",
        "reports": "/api/v1/admin/reports/{report_id}/resolve",
    },
}


def in_words(scope: str, served: Collection[str]) -> str:
    """Return what a scope means where these paths are served, as the end of "It may …"; it may open nothing."""
    if scope in WHOLE:
        begin, parts = WHOLE[scope]
        found = [words for words, path in parts if path in served]
        return say(begin) + _listed([say(words) for words in found]) if found else ""
    parent, _, noun = scope.rpartition(":")
    is_there = NOUNS.get(parent, {}).get(noun) in served
    return f"{say(VERBS[parent])} {say(noun.replace('_', ' '))}" if is_there else ""


def supported(served: Collection[str]) -> list[str]:
    """Return the whole scopes that open something here."""
    return [scope for scope in WHOLE if in_words(scope, served)]


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (say(" and ") if len(words) > 1 else "") + words[-1]
