"""What people looked at, as it was reported: how often, of whom, and never by whom."""

import heapq
import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pynamodb.attributes import BinaryAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, guarded, moment, new_id, now, table_name

# A row of DynamoDB holds 400 KB, and what is packed takes a third of what it says.
MOST_PACKED = 300_000
KEPT_SECONDS = 4 * 86_400
# What is seen in a big town's day is more than one function can add up: whose id belongs to which of these.
SHARDS = 16
# Reports that came together lie in a row of each shard where there is this much in them, and in one row else.
SHARDED_ABOVE = 64 * SHARDS
# A day with more rows than this in a shard is added up by a function each.
FEW_ROWS = 300
# The row of a day that says that it is being added up, by how many functions.
ADDED_UP = "added up"


class Report(NamedTuple):
    """The ids of the posts, and of the accounts, that were seen; its message, which has the nonce, may come twice."""

    nonce: str
    posts: list[str]
    accounts: list[str]


class ViewBatch(Model):
    """Many reports of one day together, packed: one write for as many views as came at once."""

    class Meta(BaseMeta):
        table_name = table_name("view_batches")

    # A day of UTC, as 2026-12-15, or one of its shards, as 2026-12-15#7.
    day = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, default=new_id)
    packed = BinaryAttribute(null=True, legacy_encoding=False)
    parts = NumberAttribute(null=True)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + KEPT_SECONDS))

    @classmethod
    def keep(cls, day: str, reports: Iterable[Report]) -> None:
        """Write reports down, in as few rows as they fit in."""
        found = list(reports)
        if sum(len(one.posts) + len(one.accounts) for one in found) < SHARDED_ABOVE:
            cls._pack(day, found)
            return
        for shard in range(SHARDS):
            parts = (_in_shard(one, shard) for one in found)
            cls._pack(f"{day}#{shard}", [one for one in parts if one.posts or one.accounts])

    @classmethod
    def _pack(cls, day: str, reports: list[Report]) -> None:
        packed = zlib.compress(json.dumps(reports, separators=(",", ":")).encode())
        if len(packed) > MOST_PACKED and len(reports) > 1:
            half = len(reports) // 2
            cls._pack(day, reports[:half])
            cls._pack(day, reports[half:])
        elif reports:
            cls(day, packed=packed).save()

    @classmethod
    def reports(cls, day: str, shards: Collection[int]) -> Iterator[tuple[int, Report]]:
        """Yield what was reported of some shards in a day, in the order of its rows; the same report may come twice."""
        keys = [day, *(f"{day}#{shard}" for shard in shards)]
        for row in heapq.merge(*(cls.query(key, cls.id < ADDED_UP) for key in keys), key=lambda row: row.id):
            _, _, only = row.day.partition("#")
            for one in json.loads(zlib.decompress(row.packed)):
                for shard in [int(only)] if only else shards:
                    report = _in_shard(Report(*one), shard)
                    if report.posts or report.accounts:
                        yield shard, report

    @classmethod
    def is_added_up(cls, day: str) -> bool:
        """Tell whether somebody has begun to add up a day."""
        try:
            cls.get(day, ADDED_UP)
        except cls.DoesNotExist:
            return False
        return True

    @classmethod
    def note_added_up(cls, day: str) -> bool:
        """Note that a day is being added up; False where somebody did."""
        return guarded(lambda: cls(day, ADDED_UP).save(condition=cls.day.does_not_exist()))

    @classmethod
    def parts_of(cls, day: str) -> int:
        """Return by how many functions a day is added up, 1 or SHARDS: it stays as whoever asks first finds it."""
        parts = SHARDS if cls.count(f"{day}#0", limit=FEW_ROWS + 1) > FEW_ROWS else 1
        row = cls(day, ADDED_UP)
        first: list[Action] = [cls.parts.set(parts), cls.expires_at.set(row.expires_at)]
        guarded(lambda: row.update(first, condition=cls.parts.does_not_exist()))
        return int(cls.get(day, ADDED_UP, consistent_read=True).parts or 1)


def _in_shard(report: Report, shard: int) -> Report:
    return Report(
        report.nonce,
        [one for one in report.posts if shard_of(one) == shard],
        [one for one in report.accounts if shard_of(one) == shard],
    )


def shard_of(subject_id: str) -> int:
    """Return the shard of a post or an account."""
    return zlib.crc32(subject_id.encode()) % SHARDS
