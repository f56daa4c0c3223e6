"""Sixteen threads deliver the events of the same payments, with the local AWS, in many rounds.

This is a separate program: it starts a local AWS, whose address must be known before anything else is imported.
Arguments: the number of rounds, and that of the first one. It prints the rounds that failed, and their number.
"""

import json
import os
import random
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from bench.operations import local_aws

THREADS = 16
PURCHASES, PLEDGES = 3, 2
CONFLICT = "refunded and disputed"
TRIES = 60


def _crowd(work: list[Callable[[], None]]) -> list[BaseException]:
    """Do the work in sixteen threads that start at the same time, and return the exceptions."""
    start = threading.Barrier(THREADS)

    def run(share: list[Callable[[], None]]) -> None:
        start.wait()
        for one in share:
            one()

    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(run, work[number::THREADS]) for number in range(THREADS)]
    return [error for future in futures if (error := future.exception())]


def _insist(body: bytes, event_id: str) -> None:
    """Deliver an event with retries, as Stripe and SQS do, until it is accepted and applied."""
    from chalicelib.errors import Unavailable
    from chalicelib.services.money.payments import events, webhooks
    from tests.kit.money.stripe_objects import signature

    for work in (lambda: webhooks.receive(body, signature(body)), lambda: events.apply(event_id)):
        for _ in range(TRIES):
            try:
                work()
                break
            except Unavailable:
                continue
        else:
            raise AssertionError("it was never taken")


def _begin_purchases(creator_id: str, post: Any, names: list[str]) -> list[tuple[Any, Any]]:
    """Write a purchase for each named scenario."""
    from chalicelib.models.money.selling.purchases import Purchase
    from tests.services.money.stories import STORIES

    begun = []
    for place, name in enumerate(names):
        about = {"buyer_id": f"{creator_id}-buyer{place}", "seller_id": creator_id, "subject_id": post.id}
        purchase = Purchase(kind="post", fee=25, details={"title": "A photo"}, **about, **post.offer)
        purchase.create()
        begun.append((purchase, STORIES[name]))
    return begun


def _begin_pledges(creator_id: str, chance: random.Random) -> tuple[Any, list[tuple[Any, Any]]]:
    """Write a campaign with pledges, each with a scenario."""
    from tests.services.money import pledge_stories

    campaign = pledge_stories.begin_campaign(creator_id, pledge_stories.KEPT)
    stories = [pledge_stories.REFUNDED_AND_DISPUTED, *chance.choices(pledge_stories.TOGETHER, k=PLEDGES - 1)]
    backers = [f"{creator_id}-backer{place}" for place in range(PLEDGES)]
    pledges = [pledge_stories.begin_pledge(campaign, backer_id) for backer_id in backers]
    return campaign, list(zip(pledges, stories, strict=True))


def _round(number: int, post: Any) -> str:
    """Deliver all events of a creator's purchases and pledges, each twice, and return what is wrong afterwards.

    In each round one purchase and one pledge are refunded and disputed at the same time.
    """
    from tests.services.money import pledge_stories, stories

    chance, creator_id = random.Random(number), f"seller{number}"
    names = [CONFLICT, *chance.choices(sorted(stories.STORIES), k=PURCHASES - 1)]
    purchases = _begin_purchases(creator_id, post, names)
    campaign, pledges = _begin_pledges(creator_id, chance)
    told = [event for order, story in (*purchases, *pledges) for event in story.told(order)]
    bodies = [(json.dumps(event).encode(), event["id"]) for event in told for _ in range(2)]
    chance.shuffle(bodies)
    wrong = _crowd([partial(_insist, body, event_id) for body, event_id in bodies])
    if wrong:
        return f"round {number}: {wrong[0]!r}"
    try:
        for purchase, story in purchases:
            stories.check_purchase(purchase, story)
        pledge_stories.check_campaign(campaign, pledges)
        stories.check_book(creator_id, [story.balances for _, story in (*purchases, *pledges)])
    except AssertionError as error:
        return f"round {number} {names}: {error}"
    return ""


def main(rounds: int, first: int) -> int:
    """Run so many rounds, of which each plays something else, and return how many failed."""
    with local_aws():
        from chalicelib.gateways import queue
        from chalicelib.services.money.audit.replay import replay
        from tests.kit.factories import make_account
        from tests.kit.money.stripe_objects import make_paid_post

        queue.send = lambda name, **message: None
        post = make_paid_post(make_account("anna", is_active=False))
        wrong = [found for number in range(first, first + rounds) if (found := _round(number, post))]
        wrong += [str(difference) for difference in replay()]
    sys.stdout.write("\n".join([*wrong, f"rounds: {rounds}, wrong: {len(wrong)}", ""]))
    return len(wrong)


if __name__ == "__main__":
    os.environ.update(STRIPE_API_KEY="sk_test_of_the_tests", STRIPE_WEBHOOK_SECRET="whsec_test")
    sys.exit(min(main(int(sys.argv[1]), int(sys.argv[2])), 1))
