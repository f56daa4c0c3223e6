"""What the operator has to say to everybody."""

from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name

# All lie under one key, so that they are one Query; there are a handful.
ALL = "all"
MOST_SHOWN = 20


class Announcement(Model):
    """A text of the operator's, shown from its publication until `ends_at`."""

    class Meta(BaseMeta):
        table_name = table_name("announcements")

    bucket = UnicodeAttribute(hash_key=True, default=ALL)
    id = UnicodeAttribute(range_key=True, default=new_id)
    text = UnicodeAttribute()
    published_at = NumberAttribute(default=now)
    ends_at = NumberAttribute(null=True)

    @classmethod
    def publish(cls, text: str, ends_at: int | None) -> "Announcement":
        """Store an announcement."""
        made = cls(ALL, new_id(), text=text, ends_at=ends_at)
        guarded(lambda: made.save(condition=cls.bucket.does_not_exist()))
        return made

    @classmethod
    def newest(cls) -> "Iterator[Announcement]":
        """Yield the newest announcements, whether they have ended or not, newest first: one Query."""
        return iter(cls.query(ALL, scan_index_forward=False, limit=MOST_SHOWN))

    @classmethod
    def is_there(cls, announcement_id: str) -> bool:
        """Tell whether there is an announcement with an id."""
        try:
            cls.get(ALL, announcement_id)
        except cls.DoesNotExist:
            return False
        return True

    @classmethod
    def take_back(cls, announcement_id: str) -> bool:
        """Delete an announcement; False where it is gone."""
        return guarded(lambda: cls(ALL, announcement_id).delete(condition=cls.bucket.exists()))
