"""Call every public method of Mastodon.py, with an argument for each parameter by its name."""

import inspect
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from mastodon import Mastodon

from tests.clients.calls import Call
from tests.clients.scene import ENDPOINT, PASSWORD, Scene

# They open connections that stay open, ask a person, or wait for work that a server does behind an answer.
SKIPPED = re.compile(r"stream_|timeline_is_available|pagination_|await_async|get_async_refresh_info|decode_blurhash")
OWN_STATUS = re.compile(r"^status_(delete|update|source|pin|unpin|quote)")
# What `id` is, by the method that asks for it: the first that fits.
KINDS = {
    r"^admin_report": "report",
    r"^admin_account": "moderated",
    r"^admin_.*trending_status": "status",
    r"^admin_.*trending_tag": "tag",
    r"^admin_.*email_domain_block$": "domain_block",
    r"^admin_.*canonical_email_block$": "email_block",
    r"^admin_": "none",
    r"^account_(un)?(endorse|pin)$": "followed",
    r"^(account|endorse|suggestion)": "account",
    r"^follow_request": "asker",
    r"^scheduled": "scheduled",
    r"notification_request": "request",
    r"^conversation": "conversation",
    r"^poll": "asking",
    r"^(list|timeline_list)": "list",
    r"^notification": "notification",
    r"filter.*status": "filtered",
    r"filter_keyword|^filter(_update|_delete)?$": "keyword",
    r"filter": "filter",
    r"^announcement": "announcement",
    r"^featured_tag": "featured",
    r"media": "media",
    r"^status|quote": "status",
}


class Listening(requests.Session):
    """A session that notes what is asked of the server."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str, int]] = []

    def request(self, method: str, url: str, *more: Any, **options: Any) -> Any:  # type: ignore[override]
        """Send a request, and note its path and its status."""
        answer = super().request(method, url, *more, **options)
        self.heard.append((method.upper(), urlsplit(url).path.rstrip("/"), answer.status_code))
        return answer


class Driver:
    """Mastodon.py in a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.session, self.places = scene, Listening(), dict[str, int]()
        self.api = self._client(scene.me.token)
        self.values = self._values()

    def run(self) -> list[Call]:
        """Call each method once, and return what came of it."""
        methods = [name for name, _ in inspect.getmembers(Mastodon, inspect.isfunction) if not name.startswith("_")]
        # What clears everything comes last.
        wanted = sorted((name for name in methods if not SKIPPED.search(name)), key=lambda name: "clear" in name)
        return [self._call(name) for name in wanted]

    def _client(self, token: str) -> Mastodon:
        return Mastodon(
            **self.scene.secrets,
            access_token=token,
            api_base_url=self.scene.url,
            session=self.session,
            version_check_mode="none",
            ratelimit_method="throw",
        )

    def _call(self, name: str) -> Call:
        self.session.heard.clear()
        # These take another's token, or end their own.
        changes = name in ("log_in", "create_account", "revoke_access_token")
        api = self._client(self._fresh("token")) if changes else self.api
        method = getattr(api, name)
        error = None
        try:
            method(**self._arguments(name, method))
        except Exception as raised:  # noqa: BLE001
            error = f"{type(raised).__name__}: {raised}"[:300]
        return Call(name, error, list(self.session.heard))

    def _arguments(self, name: str, method: Callable[..., Any]) -> dict[str, Any]:
        required = [one.name for one in inspect.signature(method).parameters.values() if one.default is one.empty]
        given: dict[str, Any] = dict(GIVEN.get(name, {}))
        if name == "log_in":
            given = {"username": f"{self.scene.friend.handle}@example.com", "password": PASSWORD, "allow_http": True}
        return given | {one: self._value(name, one) for one in required if one not in given}

    def _value(self, name: str, parameter: str) -> Any:
        if parameter == "id":
            kind = next((kind for pattern, kind in KINDS.items() if re.search(pattern, name)), "none")
            return self._fresh("own_status" if OWN_STATUS.search(name) else kind)
        value = self.values.get(parameter)
        return value() if callable(value) else value

    def _fresh(self, kind: str) -> str:
        pool = self.scene.pools.get(kind, ["1"])
        self.places[kind] = self.places.get(kind, -1) + 1
        return pool[self.places[kind] % len(pool)]

    def _values(self) -> dict[str, Any]:
        """Return what is of this scene, by the names of parameters."""
        pools, newcomer = self.scene.pools, f"y{self.scene.mark}"
        fresh = {
            "account_id": "account",
            "filter_id": "filter",
            "group_key": "group",
            "keyword_id": "keyword",
            "filter_status_id": "filtered",
        }
        return {
            **VALUES,
            **{name: partial(self._fresh, kind) for name, kind in fresh.items()},
            "acct": self.scene.friend.handle,
            "uri": self.scene.friend.handle,
            "account_ids": lambda: [self._fresh("followed")],
            "ids": lambda: [self._fresh("request")],
            "encrypt_params": self.scene.browser,
            "status_id": pools["status"][0],
            "to_status": lambda: self.api.status(pools["status"][1]),
            "quoting_status_id": pools["status"][2],
            "last_read_ids": [pools["status"][0]],
            "username": newcomer,
            "email": f"{newcomer}@example.com",
            "media_file": lambda: io.BytesIO(self.scene.photo),
        }


NOW = datetime.now(tz=UTC)
VALUES: dict[str, Any] = {
    "q": "hills",
    "hashtag": "hills",
    "name": "hills",
    "tag_name": "hills",
    "keyword": "fog",
    "phrase": "fog",
    "comment": "A note",
    "status": "Hello from Mastodon.py",
    "title": "A list",
    "filter_action": "warn",
    "context": ["home"],
    "timelines": ["home"],
    "choices": [0],
    "options": ["a", "b"],
    "expires_in": 3600,
    "domain": "example.org",
    "url": "https://example.org/",
    "reaction": "x",
    "year": 2026,
    "lang": "en",
    "password": PASSWORD,
    "version_str": "4.0.0",
    "result_or_id": "1",
    "result": {},
    "item_id": "1",
    "collection_id": "1",
    "quote_approval_policy": "nobody",
    "action": "none",
    "scheduled_at": datetime(2030, 1, 1, tzinfo=UTC),
    **dict.fromkeys(("start_at", "end_at"), NOW),
    "endpoint": ENDPOINT,
    "ip": "192.0.2.1",
    "severity": "no_access",
    "canonical_email_hash": "0" * 64,
}
# What a method needs that no parameter says it needs.
GIVEN: dict[str, dict[str, Any]] = {
    "create_app": {"client_name": "Mastodon.py"},
    "media_post": {"mime_type": "image/jpeg"},
    "auth_request_url": {"allow_http": True},
    "create_account": {"agreement": True, "to_file": None},
    "account_update_credentials": {"display_name": "Me"},
    "profile_update": {"display_name": "Me"},
    "statuses": {},
    "revoke_access_token": {"allow_http": True},
    "media_update": {"description": "A hill"},
    "filter_update": {"phrase": "mist", "context": ["home"]},
    "list_update": {"title": "Another list"},
    "admin_account_moderate": {"action": "none", "text": "Be kind"},
    "admin_create_canonical_email_block": {"email": "nobody@example.net"},
}
