"""Totals are exact once all hints have come, after any steps of many people, some of them cut and messages lost."""

import random
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.polls.votes import choices_of
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import likes, timelines
from chalicelib.services.photos.polls import voting
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account
from tests.kit.killing import Killed, make_killer
from tests.kit.polls import asked

# Of a thousand steps every run plays a quarter.
STEPS, ROUND = 250, 50
PEOPLE, POSTS = 6, 6
# One step in so many is cut, at one of its first moments; after as many rounds what waits in the queues is lost.
CUT, MOMENTS, LOST = 4, 8, 2


class Crowd:
    """Some people who like, follow and vote as a seed says."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [make_account() for _ in range(PEOPLE)]
        self.posts = [asked(self.random.choice(self.people))["id"] for _ in range(POSTS)]

    def act(self) -> None:
        """Have somebody do one thing; what they may not do is refused, and changes nothing."""
        one, other = self.random.sample([person.id for person in self.people], 2)
        acts: list[tuple[Any, tuple[Any, ...]]] = [
            (likes.like, (one, self.random.choice(self.posts))),
            (likes.unlike, (one, self.random.choice(self.posts))),
            (timelines.follow, (one, other)),
            (timelines.unfollow, (one, other)),
            (voting.vote, (one, self.random.choice(self.posts), [self.random.randrange(3)])),
        ]
        act, said = self.random.choice(acts)
        with suppress(Unprocessable):
            act(*said)


def stand() -> dict[tuple[str, str], Any]:
    """Return the totals as rows carry them, without those that are nothing."""
    accounts, posts = list(Account.scan()), list(Post.scan())
    found = {("followers", one.id): int(one.followers_count) for one in accounts}
    found |= {("following", one.id): int(one.following_count) for one in accounts}
    found |= {("likes", one.id): int(one.likes_count) for one in posts}
    votes = {("votes", one.id): votes_of(one) for one in posts}
    return {key: total for key, total in (found | votes).items() if total}


def votes_of(post: Post) -> dict[int, int]:
    """Return how many chose each option of a post's poll, by its place."""
    voters, *options = post.votes_count or [0]
    assert voters == sum(options)
    return {place: int(number) for place, number in enumerate(options) if number}


def there() -> dict[tuple[str, str], Any]:
    """Return the totals that follow from each like, follow and vote that is there."""
    told = [("following", row.follower_id) for row in Follow.scan()]
    told += [("followers", row.followee_id) for row in Follow.scan()]
    rows = list(Interaction.scan())
    told += [("likes", row.post_id) for row in rows if row.like_id]
    votes: dict[tuple[str, str], Counter[int]] = {}
    for row in rows:
        if chosen := choices_of(row.vote):
            votes.setdefault(("votes", row.post_id), Counter()).update(chosen)
    return dict(Counter(told)) | votes


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.sampled(4)
def test_after_many_steps_with_cuts_every_total_is_what_is_there(seed: int, monkeypatch: pytest.MonkeyPatch):
    crowd, killer = Crowd(seed), make_killer(monkeypatch)
    deliver_events()
    cuts = 0
    for step in range(STEPS):
        try:
            with killer.aiming(crowd.random.randrange(MOMENTS) if crowd.random.randrange(CUT) == 0 else None):
                crowd.act()
        except Killed:
            cuts += 1
        if step % ROUND == ROUND - 1:
            if crowd.random.randrange(LOST) == 0:
                drop_events()
            deliver_events()
            assert stand() == there()
    assert cuts > STEPS / 10
