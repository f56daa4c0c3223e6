"""A copy of what an account's home needs first, in the row by which it calls: what to ask for together with a page.

It may be old, and decides nothing: what is missing of it is asked for in a further trip, and what is too much left out.
"""

from collections.abc import Set
from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from chalicelib.models.base import guarded

if TYPE_CHECKING:
    from chalicelib.models.people.oauth import AccessToken
    from chalicelib.models.people.sessions import Session

    Row = AccessToken | Session


def remember(row: "Row", tags: Set[str]) -> None:
    """Keep a copy of the hashtags at home; where the row is gone, nothing changes."""
    kind = type(row)
    held: Action = kind.tags.set(set(tags)) if tags else kind.tags.remove()
    guarded(lambda: row.update([held], condition=kind.app_id.exists()))
