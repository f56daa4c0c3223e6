"""The operator's terms of service and privacy policy, in versions that begin on a day."""

from collections.abc import Iterator, Mapping

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, now, table_name, transact_if
from chalicelib.models.people.reading.announcements import ALL, Announcement

TERMS, PRIVACY = "terms", "privacy"
# As many versions are listed; there are a handful.
MOST_LISTED = 20


class ServerText(Model):
    """A version of a text, under its kind and the day from which it counts; and each of its words, by language.

    The words lie apart, under `kind/day` and the language, so that finding which version counts reads no long text.
    """

    class Meta(BaseMeta):
        table_name = table_name("server_texts")

    key = UnicodeAttribute(hash_key=True)
    # A day of UTC, as 2026-12-15; or a language of the words.
    part = UnicodeAttribute(range_key=True)
    # Those in which there are words, parted by spaces.
    languages = UnicodeAttribute(null=True)
    html = UnicodeAttribute(null=True)
    # What announces it to everybody.
    announcement_id = UnicodeAttribute(null=True)
    published_at = NumberAttribute(default=now)

    @classmethod
    def latest(cls, kind: str) -> "Iterator[ServerText]":
        """Yield the versions of a text, the latest to begin first: one Query."""
        return iter(cls.query(kind, scan_index_forward=False, limit=MOST_LISTED))

    @classmethod
    def last_until(cls, kind: str, day: str) -> "ServerText | None":
        """Return the last version that begins on a day or before it: one Query."""
        return next(iter(cls.query(kind, cls.part <= day, scan_index_forward=False, limit=1)), None)

    @classmethod
    def first_after(cls, kind: str, day: str) -> "ServerText | None":
        """Return the first version that begins after a day: one Query."""
        return next(iter(cls.query(kind, cls.part > day, limit=1)), None)

    @classmethod
    def of_day(cls, kind: str, day: str) -> "ServerText | None":
        """Return the version that begins on a day: one trip."""
        try:
            return cls.get(kind, day)
        except cls.DoesNotExist:
            return None

    @classmethod
    def words(cls, kind: str, day: str, language: str) -> str:
        """Return the HTML of a version in one of its languages: one trip."""
        return str(cls.get(f"{kind}/{day}", language).html)

    @classmethod
    def publish(
        cls, kind: str, day: str, texts: Mapping[str, str], today: str, announced: Announcement | None = None
    ) -> bool:
        """Store a version by its language -> HTML, with what announces it, in the place of what did before.

        One that has not begun is replaced; languages that it had more are left where nobody finds them. One that has
        stays as it was read: False unless it says the same, and then it is announced alone.
        """
        before = cls.of_day(kind, day)
        if before and day <= today and cls.texts_of(before) != dict(texts):
            return False
        row = cls(kind, day, languages=" ".join(texts))
        if before:
            row.announcement_id = before.announcement_id
            row.published_at = before.published_at if day <= today else now()
        if announced:
            # Whoever has read what announces it is told of another text anew.
            row.announcement_id = announced.id
        condition = cls.key.does_not_exist() if before is None else cls.published_at == before.published_at

        def build(writes: TransactWrite) -> None:
            writes.save(row, condition=condition)
            for language, html in texts.items():
                writes.save(cls(f"{kind}/{day}", language, html=html))
            if announced:
                writes.save(announced)
                if before and before.announcement_id:
                    writes.delete(Announcement(ALL, before.announcement_id))

        return transact_if(build)

    @classmethod
    def texts_of(cls, version: "ServerText") -> dict[str, str]:
        """Return the HTML of a version in each of its languages: a trip each."""
        languages = str(version.languages).split()
        return {one: cls.words(str(version.key), str(version.part), one) for one in languages}

    @classmethod
    def take_back(cls, kind: str, day: str, today: str) -> bool:
        """Delete a version that has not begun, with what announces it; False where there is none."""
        found = cls.of_day(kind, day)
        if found is None:
            return False
        waits = cls.key.exists() & (cls.part > today)

        def build(writes: TransactWrite) -> None:
            writes.delete(cls(kind, day), condition=waits)
            if found.announcement_id:
                writes.delete(Announcement(ALL, found.announcement_id))

        return transact_if(build)
