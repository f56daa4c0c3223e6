"""Read where there are a hundred thousand posts and ten thousand followers: no page takes a trip more than with few."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import boto3

from bench.meter import Bill
from bench.operations import Row, bills, local_aws

POSTS, FOLLOWERS = 100_000, 10_000
# The ids of what is written are so far below those of what is there, half a year.
SPAN = 10**15
# As many as DynamoDB takes in one request.
BATCH = 25
Item = dict[str, Any]
Readings = dict[str, Callable[[], object]]


def run() -> list[Row]:
    """Return what each reading takes where all that is there, and as its target what it took before."""
    with local_aws():
        # It reads the address of the local AWS from the environment.
        from bench.keeping import Stage

        readings = _readings(stage := Stage())
        before = dict(bills(readings.items()))
        _grow(stage)
        return [_row(name, before[name], bill) for name, bill in bills(readings.items())]


def main() -> None:
    """Print the figures as a table."""
    for name, value, target in run():
        print(f"{name:<62} {value:>34}  {target}")


def _readings(stage: Any) -> Readings:
    """Return the pages that everybody opens, each once it is full."""
    from chalicelib.models.paging import Page
    from chalicelib.services.people.relationships import standing
    from chalicelib.services.people.search import names
    from chalicelib.services.photos import comments, timelines, views
    from chalicelib.services.photos.search import indexing
    from chalicelib.services.photos.search import posts as found

    for post in stage.posts:
        indexing.index(post.id)
    reader, author, post = stage.reader.id, stage.authors[0].id, stage.posts[0].id
    return {
        "home": stage.request_home,
        "home, of ten accounts pulled": lambda: timelines.home(stage.crowded.id, Page()),
        "public page": lambda: timelines.public(reader, Page()),
        "profile page": lambda: timelines.account(reader, author, Page()),
        "post": lambda: views.find(reader, post),
        "conversation": lambda: comments.context(reader, post),
        "hashtag": lambda: found.tagged(reader, ["river"], Page()),
        "search for two words": lambda: found.search(reader, "river light", Page()),
        "search for people": lambda: names.search(reader, "fan", 40),
        "followers": lambda: standing.followers(reader, author, Page(limit=40)),
    }


def _row(name: str, before: Bill, after: Bill) -> Row:
    target = f"<= {before.trips} trips; with few, {_cost(before)}"
    return f"{name}, of {POSTS:,} posts, {FOLLOWERS:,} followers", _cost(after), target


def _cost(bill: Bill) -> str:
    return f"{bill.trips} trips of {len(bill.calls)}, {bill.read_units:g} RRU"


def _grow(stage: Any) -> None:
    """Write older posts of the same authors with the same words, and older follows of the first of them."""
    from chalicelib.models.people.follows import Follow
    from chalicelib.models.photos.posts import Post
    from chalicelib.models.photos.search.post_words import PostWord

    latest = {post.author_id: post.id for post in stage.posts}
    for model in (Post, PostWord):
        _write(model, (older for row in _of(model, latest.values()) for older in _olders(row, POSTS // len(latest))))
    fans = (Follow(f"older{number}", stage.authors[0].id, id=f"{number:018}") for number in range(FOLLOWERS))
    _write(Follow, (fan.serialize() for fan in fans))


def _of(model: Any, post_ids: Iterable[str]) -> Iterator[Item]:
    key = "id" if "id" in model.get_attributes() else "post_id"
    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=model.Meta.table_name)
    wanted = set(post_ids)
    return (row for page in pages for row in page["Items"] if row[key]["S"] in wanted)


def _olders(row: Item, many: int) -> Iterator[Item]:
    """Yield a row of a post as older posts would have it: all that names the post names them."""
    post_id, text = (row.get("id") or row["post_id"])["S"], json.dumps(row)
    oldest = int(post_id) - SPAN
    for number in range(many):
        yield json.loads(text.replace(post_id, str(oldest + number)))


def _write(model: Any, rows: Iterator[Item]) -> None:
    client, table = boto3.client("dynamodb"), model.Meta.table_name
    while some := list(islice(rows, BATCH)):
        client.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": row}} for row in some]})


if __name__ == "__main__":
    main()
