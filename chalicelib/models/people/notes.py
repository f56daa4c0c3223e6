"""Notes that an account keeps about others, for itself alone."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, table_name
from chalicelib.models.batches import Key


class Note(Model):
    """What one account noted about another."""

    class Meta(BaseMeta):
        table_name = table_name("notes")

    account_id = UnicodeAttribute(hash_key=True)
    about_id = UnicodeAttribute(range_key=True)
    text = UnicodeAttribute()

    @classmethod
    def keys(cls, account_id: str, about_ids: Iterable[str]) -> list[Key]:
        """Return the keys of an account's notes about others."""
        return [(cls, account_id, about_id) for about_id in about_ids]

    @classmethod
    def is_there(cls, account_id: str, about_id: str) -> bool:
        """Tell whether an account has a note about another at this moment: a consistent read."""
        try:
            cls.get(account_id, about_id, consistent_read=True)
        except cls.DoesNotExist:
            return False
        return True

    @classmethod
    def put(cls, account_id: str, about_id: str, text: str) -> None:
        """Write a note over the one that was there; an empty one takes it away."""
        note = cls(account_id, about_id, text=text)
        if text:
            note.save()
        else:
            note.delete()
