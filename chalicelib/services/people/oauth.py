"""Who is calling, and what their token allows. Every request passes here, so oauthlib stays out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.errors import NotFound, Unauthorized
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.oauth import AccessToken
from chalicelib.services.people.relationships import suspended

if TYPE_CHECKING:
    from chalicelib.models.people.sessions import Session

SCOPE = re.compile(r"(read|write)(:[a-z_]{1,40})?|follow|push|profile|admin:(read|write)(:[a-z_]{1,40})?")
DEFAULT_SCOPE = "read"
# As Mastodon says it of a token that opens nothing yet.
UNCONFIRMED = "Your login is missing a confirmed e-mail address"
# What these open asks for a role at each use. Browsers of our web client have them, whoever is signed in: so what
# moderators may begins and ends with the role and not with a sign-in.
OF_STAFF = frozenset({"admin:read", "admin:write"})
FOLLOW = {f"{verb}:{noun}" for verb in ("read", "write") for noun in ("blocks", "follows", "mutes")}
# The scopes other than its own name and its parent that cover a scope, as Mastodon has it.
ALSO_COVERED_BY = {"profile": {"read", "read:accounts"}} | {scope: {"follow"} for scope in FOLLOW}


def covers(held: Iterable[str], scope: str) -> bool:
    """Tell whether scopes that are held include another: "write" includes "write:statuses"."""
    parent = scope.rpartition(":")[0]
    return not {scope, parent}.isdisjoint(held) or not ALSO_COVERED_BY.get(scope, set()).isdisjoint(held)


def are_within(wanted: Iterable[str], held: Iterable[str]) -> bool:
    """Tell whether all scopes that are wanted are real ones and included in those that are held."""
    have = frozenset(held)
    return all(SCOPE.fullmatch(scope) and covers(have, scope) for scope in wanted)


@dataclass(frozen=True)
class Caller:
    """Who is calling: an app, and the person who authorized it, if any."""

    account_id: str | None
    app_id: str
    scopes: frozenset[str]
    session_id: str = ""
    # What has to come before the token opens anything, as a sentence; empty where nothing has to.
    waits: str = ""
    # The row by which they call: of the token, or of the session of a browser.
    row: "AccessToken | Session | None" = None

    def may(self, scope: str) -> bool:
        """Tell whether the token covers a scope."""
        return covers(self.scopes, scope)


def verify(token: str) -> Caller:
    """Return who calls with a token: one strongly consistent read. Raises Unauthorized where it is not valid."""
    try:
        found = AccessToken.find(token)
    except NotFound as error:
        raise Unauthorized from error
    waits = awaited(found.awaits_confirmation, found.account_id)
    scopes = frozenset(found.scopes.split())
    return Caller(found.account_id, found.app_id, scopes, found.session_id or "", waits, found)


def awaited(is_early: bool | None, account_id: str | None) -> str:
    """Return what a session that was opened too early to be of use still waits for; empty where it waits no more."""
    if not is_early:
        return ""
    try:
        credential = Credential.find(account_id or "")
    except NotFound as error:
        raise Unauthorized from error
    if credential.awaits_approval:
        return suspended.WAITS
    return UNCONFIRMED if config.REQUIRE_CONFIRMED_EMAIL and not credential.confirmed_at else ""
