"""A crowd that likes one post, or follows one person, in the clock of a model of what DynamoDB refuses."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import transact
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos import likes as stored_likes
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import counts, homes
from chalicelib.services.photos import likes, timelines
from tests.kit.conflicts import Dynamo
from tests.kit.factories import make_account, make_post

LIKES_A_SECOND, FOLLOWS_A_SECOND = 500, 200


@pytest.fixture
def dynamo(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Dynamo]:
    """Return what starts the model; what is made before is there already."""

    def settle(message: dict[str, Any]) -> None:
        homes.settle(message["follower_id"], message["followee_id"])
        counts.work_off([message])

    consumers: dict[str, Callable[[dict[str, Any]], object]] = {
        "counts": lambda message: counts.work_off([message]),
        "follows": settle,
    }
    return lambda: Dynamo(monkeypatch, consumers)


def likes_of(post: Post) -> int:
    return int(Post.find(post.id).likes_count)


def test_five_hundred_likes_a_second_of_one_post_are_all_taken_and_counted(dynamo: Callable[[], Dynamo]):
    post, count = make_post(make_account()), 2 * LIKES_A_SECOND
    model = dynamo()
    for number in range(count):
        model.at(number / LIKES_A_SECOND, partial(likes.like, f"fan{number}", post.id))
    model.run(until=count / LIKES_A_SECOND + 10)

    assert (model.errors, likes_of(post)) == ({}, count)
    written = model.calls["TransactWriteItems"], model.calls["UpdateItem"] - count
    model.run()
    assert (model.errors, likes_of(post)) == ({}, count)
    # The likes are counted a few times, and not one by one.
    assert written[0] == 0
    assert written[1] < 10


def test_likes_and_their_ends_in_any_order_are_counted(dynamo: Callable[[], Dynamo]):
    post = make_post(make_account())
    model = dynamo()
    for number in range(200):
        model.at(number / 100, partial(likes.like, f"fan{number}", post.id))
        if number % 3 == 0:
            model.at(number / 100 + 1, partial(likes.unlike, f"fan{number}", post.id))
    model.run(until=3 + 10)
    assert (model.errors, likes_of(post)) == ({}, 200 - 67)


def test_a_crowd_upon_a_large_total_is_counted_within_a_minute(
    dynamo: Callable[[], Dynamo], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(counts, "LARGE", 50)
    post = make_post(make_account())
    for number in range(60):
        stored_likes.create(f"early{number}", post.id)
    counts.recount("likes", post.id, 0)
    model = dynamo()
    for number in range(300):
        model.at(number / 5, partial(likes.like, f"fan{number}", post.id))
    # Each like asks once who blocks whom; the other queries count.
    counting = model.calls["Query"] + 300
    model.run(until=60 + 60)
    assert (model.errors, likes_of(post)) == ({}, 360)
    assert model.calls["Query"] - counting <= 4


def test_two_hundred_follows_a_second_of_one_person_are_all_taken_and_counted(dynamo: Callable[[], Dynamo]):
    anna, fans = make_account(), [make_account(is_active=False) for _ in range(FOLLOWS_A_SECOND)]
    model = dynamo()
    for number, fan in enumerate(fans):
        model.at(number / FOLLOWS_A_SECOND, partial(timelines.follow, fan.id, anna.id))
    model.run(until=len(fans) / FOLLOWS_A_SECOND + 10)

    assert (model.errors, Account.find(anna.id).followers_count) == ({}, len(fans))
    assert {int(Account.find(fan.id).following_count) for fan in fans} == {1}
    model.run()
    assert (model.errors, model.calls["TransactWriteItems"]) == ({}, 0)


def test_what_the_model_refuses_is_what_transactions_upon_one_row_meet(dynamo: Callable[[], Dynamo]):
    post, model = make_post(make_account()), dynamo()

    def like(number: int) -> None:
        def build(writes: TransactWrite) -> None:
            writes.update(Interaction(f"fan{number}", post.id), [Interaction.like_id.set(str(number))])
            writes.update(Post(post.id), [Post.likes_count.add(1)])

        transact(build)

    for number in range(LIKES_A_SECOND):
        model.at(number / LIKES_A_SECOND, partial(like, number))
    model.run()
    assert model.errors["Unavailable"] > LIKES_A_SECOND / 4


def test_the_model_takes_a_thousand_units_a_second_of_one_key(dynamo: Callable[[], Dynamo]):
    anna, model = make_account(), dynamo()
    # All within one second of the clock, of which the model counts each by itself.
    begin = -model.began % 1
    for number in range(1500):
        model.at(begin + number / 3000, Follow(f"fan{number}", anna.id).save)
    model.run()
    assert set(model.errors) == {"PutError"}
