"""Whom a caption mentions."""

from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Name
from chalicelib.models.people.barriers import Barriers
from chalicelib.services.photos import text


def mentioned(author_id: str, caption: str) -> list[dict[str, str]]:
    """Return whom a caption mentions. Who blocks its author, or is blocked, is not: the handle stays as typed."""
    names = fetch([(Name, f"@{handle}", None) for handle in text.handles_in(caption)])
    found = [name for name in names.values() if isinstance(name, Name) and not name.is_closed]
    barred = Barriers.of(author_id, [name.account_id for name in found]).barred if found else frozenset()
    return [{"id": name.account_id, "handle": name.key[1:]} for name in found if name.account_id not in barred]
