"""Decide what becomes of what somebody did: told, filtered into a request of theirs, or dropped, as an account chose.

Nothing is written for it. It is decided whenever notifications are read, so a policy that changes, and a request that
is accepted, hold for what came before too. Source: https://docs.joinmastodon.org/entities/NotificationPolicy/
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.models.base import Model, now
from chalicelib.models.batches import Key
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.services.people.relationships import silence
from chalicelib.services.talk.told import Told

ACCEPT, FILTER, DROP = "accept", "filter", "drop"
NOT_FOLLOWING, NOT_FOLLOWERS, NEW = "for_not_following", "for_not_followers", "for_new_accounts"
# A private mention is a direct message of somebody whom the account does not follow, but let write to it.
PRIVATE, LIMITED = "for_private_mentions", "for_limited_accounts"
# What accounts have that have chosen nothing: of whom moderators silenced, strangers are told when they look for it.
USUAL = dict.fromkeys((NOT_FOLLOWING, NOT_FOLLOWERS, NEW, PRIVATE), ACCEPT) | {LIMITED: FILTER}
# As Mastodon has it: who began to follow within three days is no follower yet, and who came within thirty is new.
NEW_FOLLOWER_SECONDS, NEW_ACCOUNT_SECONDS = 3 * 24 * 3600, 30 * 24 * 3600


def policy_of(inbox: Inbox) -> dict[str, str]:
    """Return what an account chose, and of what it did not, the usual."""
    return USUAL | (inbox.policy or {})


def keys(account_id: str, inbox: Inbox, other_ids: Iterable[str]) -> list[Key]:
    """Return the rows that decide, none where the policy asks for none."""
    policy, others = policy_of(inbox), list(other_ids)
    found: list[Key] = []
    if any(policy[name] != ACCEPT for name in (NOT_FOLLOWING, NEW, PRIVATE)):
        found += [(Follow, account_id, one) for one in others]
    if policy[NOT_FOLLOWERS] != ACCEPT:
        found += [(Follow, one, account_id) for one in others]
    return found


@dataclass(frozen=True)
class Sieve:
    """What an account chose, and how those stand to it of whom it is told."""

    inbox: Inbox
    people: Mapping[str, Account]
    followed: frozenset[str]
    followers: frozenset[str]
    limited: frozenset[str]

    @classmethod
    def of(cls, inbox: Inbox, people: Mapping[str, Account], rows: Iterable[Model]) -> "Sieve":
        """Return what decides of some people, from the rows of the keys; a trip where one of them is silenced."""
        follows = [row for row in rows if isinstance(row, Follow)]
        before = now() - NEW_FOLLOWER_SECONDS
        return cls(
            inbox,
            people,
            frozenset(row.followee_id for row in follows if row.follower_id == inbox.account_id),
            frozenset(row.follower_id for row in follows if row.follower_id in people and row.created_at <= before),
            silence.unknown(inbox.account_id, people.values()),
        )

    def verdict(self, told: Told, *, is_private: bool = False) -> str:
        """Return what becomes of it: what no policy filters, or of whom all was accepted, is told."""
        if told.is_unfiltered or told.from_id in (self.inbox.accepted or ()):
            return ACCEPT
        policy = policy_of(self.inbox)
        chosen = {policy[name] for name, holds in self._kinds(told.from_id, is_private).items() if holds}
        if DROP in chosen:
            return DROP
        if FILTER in chosen:
            return DROP if self.inbox.has_turned_down(told.id, told.from_id) else FILTER
        return ACCEPT

    def _kinds(self, other_id: str, is_private: bool) -> dict[str, bool]:
        is_followed = other_id in self.followed
        return {
            NOT_FOLLOWING: not is_followed,
            NOT_FOLLOWERS: other_id not in self.followers,
            NEW: not is_followed and self.people[other_id].created_at > now() - NEW_ACCOUNT_SECONDS,
            PRIVATE: is_private and not is_followed,
            LIMITED: other_id in self.limited,
        }
