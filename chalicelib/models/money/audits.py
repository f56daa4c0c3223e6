"""How far the audit of the books has come: a pass through all rows takes many runs."""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name

BOOKS = "books"


class Audit(Model):
    """The mark of a pass: the stage that it is at, and after which row of that stage's table it goes on.

    `differing` are the differences that the pass has found. Without `finished_at` it is under way.
    """

    class Meta(BaseMeta):
        table_name = table_name("audits")

    id = UnicodeAttribute(hash_key=True)
    stage = NumberAttribute(default=0)
    after = JSONAttribute(null=True)
    began_at = NumberAttribute(default=now)
    finished_at = NumberAttribute(null=True)
    differing = NumberAttribute(default=0)
    version = NumberAttribute(default=0)

    @classmethod
    def last(cls) -> "Audit | None":
        """Return the last pass, read consistently, or None before the first."""
        try:
            return cls.get(BOOKS, consistent_read=True)
        except cls.DoesNotExist:
            return None

    @classmethod
    def after_last(cls, last: "Audit | None") -> "Audit":
        """Return a new pass, not stored yet, which takes the place of the last one."""
        return cls(BOOKS, version=last.version if last else 0)

    def keep(self, **values: Any) -> bool:
        """Store the mark over the version that was read; False where another run went on in the meantime."""
        unchanged = Audit.version == self.version if self.version else Audit.id.does_not_exist()
        for name, value in values.items():
            setattr(self, name, value)
        self.version += 1
        return guarded(lambda: self.save(condition=unchanged))
