"""Silenced accounts: shown to those who follow them as before, and kept out of what shows people to others."""

from collections.abc import Iterable, Sequence

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow


def unknown(viewer_id: str | None, accounts: Iterable[Account]) -> frozenset[str]:
    """Return the ids of those accounts that are silenced and that the viewer neither is nor follows.

    Where somebody is silenced it takes a trip, and none where nobody is.
    """
    silenced = {account.id for account in accounts if account.silenced_at} - {viewer_id}
    if not silenced or viewer_id is None:
        return frozenset(silenced)
    followed = Follow.among((viewer_id, one) for one in silenced)
    return frozenset(one for one in silenced if (viewer_id, one) not in followed)


def without_unknown(viewer_id: str | None, listed: Sequence[Account]) -> list[Account]:
    """Return those accounts of a list at hand that a viewer is shown without having asked for them."""
    left_out = unknown(viewer_id, listed)
    return [account for account in listed if account.id not in left_out]
