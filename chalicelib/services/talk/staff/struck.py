"""Find what moderators did of which an account is told."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.services.talk.told import Told

if TYPE_CHECKING:
    from chalicelib.models.safety.strikes import Strike

    Struck = Callable[[Mapping[Key, Model]], Mapping[str, Strike]]


def asked(account_id: str, told: Sequence[Told]) -> "tuple[list[Key], Struck]":
    """Return the rows of the strikes that are told of, and what makes strikes of them; few are told of any."""
    found = [one.strike_id for one in told if one.strike_id]
    if not found:
        return [], lambda _: {}
    from chalicelib.models.safety import strikes  # noqa: PLC0415

    return strikes.keys(account_id, found), partial(strikes.joined, account_id)
