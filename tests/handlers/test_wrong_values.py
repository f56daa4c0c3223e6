"""One wrong value among right ones, at every endpoint that takes any."""

import itertools
from typing import Any

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.hostility import JSON, VALUES, check, encoded, fill

SIGN_UP = {"username": "new", "email": "new@example.com", "password": "long enough", "agreement": True, "locale": "en"}
POST = {"status": "x"}
WORDS = ("status", "media_ids", "media_ids[]", "in_reply_to_id", "visibility", "spoiler_text", "sensitive", "language")
# What each endpoint takes, all of it right; and the names of all that it takes.
RIGHT: tuple[tuple[str, str, dict[str, Any], tuple[str, ...]], ...] = (
    ("/api/v1/statuses", "POST", POST, (*WORDS, "poll", "scheduled_at")),
    ("/api/rossgram/v1/drafts", "POST", POST, WORDS),
    ("/api/v1/statuses/{post_id}", "PUT", POST, (*WORDS, "media_attributes", "media_attributes[][id]")),
    (
        *("/api/v1/accounts/update_credentials", "PATCH", {}),
        (
            "display_name",
            "note",
            "avatar",
            "header",
            "locked",
            "bot",
            "fields_attributes",
            "fields_attributes[0][name]",
            "source",
        ),
    ),
    (
        *("/api/v1/apps", "POST", {"client_name": "x", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"}),
        ("client_name", "redirect_uris", "scopes", "website"),
    ),
    ("/api/v1/accounts", "POST", SIGN_UP, tuple(SIGN_UP)),
    (
        *("/api/rossgram/v1/uploads", "POST", {"content_type": "image/jpeg"}),
        ("content_type", "description", "focus"),
    ),
    (
        *("/oauth/token", "POST", {"grant_type": "password", "username": "x", "password": "x"}),
        (
            "grant_type",
            "username",
            "password",
            "client_id",
            "client_secret",
            "scope",
            "code",
            "redirect_uri",
            "code_verifier",
        ),
    ),
    ("/api/v1/timelines/public", "GET", {}, ("max_id", "min_id", "since_id", "limit", "remote", "only_media")),
    ("/api/v1/accounts/lookup", "GET", {}, ("acct",)),
)


@pytest.mark.parametrize(("path", "method", "right", "names"), RIGHT)
def test_one_wrong_value_among_right_ones_is_no_server_error(
    path: str, method: str, right: dict[str, Any], names: tuple[str, ...]
):
    account = make_account()
    client, post = Client(make_token(account)), make_post(account, photos=0)
    for name, value in itertools.product(names, VALUES):
        body = encoded(right | {name: value})
        check(client.request(method, fill(path, post.id), data=body, headers=JSON), path)
