"""Every order of a payment's events, with a duplicate and a fault at every write, ends at the same money.

A thousand of the runs are part of every test run; `make test-money` plays all of them.
"""

import random
from collections.abc import Iterator

import pytest

from chalicelib.models.money.purchases import Purchase
from chalicelib.models.photos.posts import Post
from tests.factories import make_account
from tests.money import make_paid_post
from tests.money_runs import Run, empty, every_run, play
from tests.services.money.stories import STORIES, Story, check
from tests.shortcut import to_dynamodb

SAMPLED = 260
STRUCK = 200
# With five events every order and duplicate is played, with this many of the faults, each time others.
FAULTS_OF_FIVE = 3


@pytest.fixture
def post() -> Iterator[Post]:
    with to_dynamodb():
        yield make_paid_post(make_account())


def play_all(story: Story, runs: Iterator[Run], post: Post, monkeypatch: pytest.MonkeyPatch) -> int:
    """Play runs of a story, check each, and return how many there were; a fault past the end of a run ends its row."""
    played, passed = 0, set[tuple[object, ...]]()
    for run in runs:
        row = run[:3]
        if row in passed:
            continue
        empty(Post)
        purchase = Purchase(kind="post", buyer_id="buyer", seller_id="seller", subject_id=post.id, fee=25, **post.offer)
        purchase.details = {"title": "A photo"}
        purchase.create()
        if not play(run, story.told(purchase), monkeypatch):
            passed.add(row)
        check(purchase, story)
        played += 1
    return played


@pytest.mark.parametrize("name", STORIES)
def test_a_sample_of_all_orders_and_faults(name: str, post: Post, monkeypatch: pytest.MonkeyPatch):
    story = STORIES[name]
    number = len(story.told(Purchase("0", amount=500, fee=25, currency="eur")))
    possible = [run for run in every_run(number) if run.place < 3 * (number + 1)]
    chosen = random.Random(name).sample(possible, SAMPLED)
    assert play_all(story, iter(chosen), post, monkeypatch) >= STRUCK


@pytest.mark.money
@pytest.mark.parametrize("share", range(4))
@pytest.mark.parametrize("name", STORIES)
def test_all_orders_and_faults(name: str, share: int, post: Post, monkeypatch: pytest.MonkeyPatch, record_property):
    story = STORIES[name]
    number = len(story.told(Purchase("0", amount=500, fee=25, currency="eur")))
    runs = [run for run in every_run(number) if run.place < 3 * (number + 1)]
    if number > 4:
        chance = random.Random(name)
        rows = sorted({run[:2] for run in runs})
        runs = [chance.choice(runs)._replace(order=row[0], again=row[1]) for row in rows for _ in range(FAULTS_OF_FIVE)]
    played = play_all(story, iter(runs[share::4]), post, monkeypatch)
    record_property("runs", played)
    assert played > 200
