"""Who is calling, and what they may do."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import Unauthorized
from chalicelib.models.people.apps import digest
from chalicelib.models.people.oauth import AccessToken
from chalicelib.models.people.sessions import Keys, Session
from chalicelib.services.people import oauth
from chalicelib.services.people.oauth import Caller, are_within
from tests.kit.factories import make_account, make_token
from tests.kit.recorder import record_calls


@pytest.mark.parametrize(
    ("held", "scope", "may"),
    [
        ("write", "write:statuses", True),
        ("write", "write", True),
        ("write", "read:statuses", False),
        ("write:statuses", "write:statuses", True),
        ("write:statuses", "write", False),
        ("write:statuses", "write:media", False),
        ("read", "admin:read", False),
        ("read", "admin:read:accounts", False),
        ("admin:read", "admin:read:accounts", True),
        ("admin:read", "read:accounts", False),
        ("follow", "write:follows", True),
        ("follow", "read:blocks", True),
        ("follow", "write:mutes", True),
        ("follow", "write:statuses", False),
        ("read", "profile", True),
        ("profile", "read", False),
        ("", "read", False),
        ("read write", "push", False),
    ],
)
def test_scopes_cover_what_lies_below_them(held: str, scope: str, may: bool) -> None:
    assert Caller(None, "app", frozenset(held.split())).may(scope) is may


@pytest.mark.parametrize("scope", ["", "write:", "write:a:b", "write:Statuses", "READ", "admin", "admin:", "read\n"])
def test_what_is_no_scope_is_within_nothing(scope: str) -> None:
    assert not are_within([scope], ["read", "write", "admin:read", "follow", scope])


def test_a_token_is_verified_by_one_strongly_consistent_read(monkeypatch: pytest.MonkeyPatch) -> None:
    account = make_account()
    token = make_token(account, "read write:media")
    calls = record_calls(monkeypatch)
    caller = oauth.verify(token)

    assert (caller.account_id, caller.scopes) == (account.id, frozenset({"read", "write:media"}))
    [(name, request)] = calls
    assert (name, request["ConsistentRead"]) == ("GetItem", True)


def test_a_token_that_is_unknown_expired_or_revoked_is_no_token() -> None:
    for unknown in ("", "x", "x" * 100_000, "é😀\x00"):
        with pytest.raises(Unauthorized):
            oauth.verify(unknown)

    token = make_token(make_account())
    row = AccessToken.find(token)
    row.expires_at = datetime.now(UTC) + timedelta(minutes=1)
    row.save()
    assert oauth.verify(token).account_id == row.account_id
    row.expires_at = datetime.now(UTC)
    row.save()
    with pytest.raises(Unauthorized):
        oauth.verify(token)

    other = make_token(make_account())
    Session.end(AccessToken.find(other).session_id)
    with pytest.raises(Unauthorized):
        oauth.verify(other)


def test_the_hash_of_a_token_is_no_token() -> None:
    token = make_token(make_account())
    with pytest.raises(Unauthorized):
        oauth.verify(digest(token))


def test_ending_a_session_wins_over_a_refresh_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    token = make_token(make_account())
    session_id = AccessToken.find(token).session_id
    stale = Session.find(session_id)
    refreshed = Session.find(session_id)
    refreshed.rotate(Keys(access="new", refresh=f"{session_id}.new"), ["read"], "nonce")
    found = iter([stale])
    real = Session.find
    monkeypatch.setattr(Session, "find", lambda key: next(found, None) or real(key))

    Session.end(session_id)

    for dead in (token, "new"):
        with pytest.raises(Unauthorized):
            oauth.verify(dead)
