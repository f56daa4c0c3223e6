"""Add up what was seen in a day, by whose it is. Doing it again gives the same."""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator

from chalicelib.gateways import queue
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.insights.insight_days import MOST_OF_A_PART, MOST_POSTS, InsightDay
from chalicelib.models.photos.insights.view_batches import SHARDS, Report, ViewBatch
from chalicelib.models.photos.posts import Post

# So many posts are looked up together.
TOGETHER = 1_000
# A message comes a second time minutes after the first, or never: among so many reports it is known again.
REMEMBERED = 500_000


def begin(day: str) -> None:
    """Add up a day, or have a function each add up a part of it where it is more than one can."""
    parts = ViewBatch.parts_of(day)
    if parts == 1:
        add_up(day, 0, range(SHARDS))
        return
    for part in range(parts):
        queue.send("views", add_up=day, part=part)


def add_up(day: str, part: int, shards: Collection[int]) -> None:
    """Write down of each account how often its posts and its profile were seen in a day, as far as it is of shards."""
    seen: Counter[str] = Counter()
    visits: Counter[str] = Counter()
    for report in _once(ViewBatch.reports(day, shards)):
        seen.update(report.posts)
        visits.update(report.accounts)
    by_author: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for post_id, author_id in _authors(list(seen)):
        by_author[author_id][post_id] = seen[post_id]
    most = MOST_POSTS if len(shards) == SHARDS else MOST_OF_A_PART
    for account_id in _open_accounts([*{*by_author, *visits}]):
        InsightDay.replace(account_id, f"{day}#{part}", by_author.get(account_id, {}), visits[account_id], most)


def _once(reports: Iterator[tuple[int, Report]]) -> Iterator[Report]:
    known: set[tuple[int, str]] = set()
    latest: deque[tuple[int, str]] = deque()
    for shard, report in reports:
        name = (shard, report.nonce)
        if name in known:
            continue
        known.add(name)
        latest.append(name)
        if len(latest) > REMEMBERED:
            known.discard(latest.popleft())
        yield report


def _authors(post_ids: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the posts that are there, each with its author: a client may name any.

    Of a message it would tell its author whether the one to whom it is has read it.
    """
    for start in range(0, len(post_ids), TOGETHER):
        found = Post.find_all(post_ids[start : start + TOGETHER])
        yield from ((post.id, post.author_id) for post in found.values() if not (post.removed_at or post.is_message))


def _open_accounts(account_ids: list[str]) -> Iterator[str]:
    for start in range(0, len(account_ids), TOGETHER):
        found = fetch([(Account, one, None) for one in account_ids[start : start + TOGETHER]])
        yield from (key[1] for key, row in found.items() if isinstance(row, Account) and not row.closed)
