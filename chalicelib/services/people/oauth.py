"""Who is calling, and what their token allows. Every request passes here, so oauthlib stays out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.errors import NotFound, Unauthorized
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.oauth import AccessToken

if TYPE_CHECKING:
    from chalicelib.models.people.sessions import Session

SCOPE = re.compile(r"(read|write)(:[a-z_]{1,40})?|follow|push|profile|admin:(read|write)(:[a-z_]{1,40})?")
DEFAULT_SCOPE = "read"
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
    # Whether the address has to be confirmed before the token opens anything.
    is_waiting: bool = False
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
    waits = is_waiting(found.awaits_confirmation, found.account_id)
    scopes = frozenset(found.scopes.split())
    return Caller(found.account_id, found.app_id, scopes, found.session_id or "", waits, found)


def is_waiting(awaits_confirmation: bool | None, account_id: str | None) -> bool:
    """Tell whether a session that had to await the confirmation of an address still does."""
    return bool(awaits_confirmation) and not Credential.find(account_id or "").confirmed_at
