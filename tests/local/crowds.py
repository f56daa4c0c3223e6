"""Let sixteen threads deliver the events of the same payments to the local AWS, many rounds long.

A program of its own: it starts a local AWS, and must read its address before anything else is imported.
Arguments: the number of rounds. It prints the rounds that went wrong, and how many there were.
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

from infra.bench.operations import local_aws

THREADS = 16
PURCHASES = 4
TRIES = 60


def _crowd(work: list[Callable[[], None]]) -> list[BaseException]:
    """Do all of the work in sixteen threads that begin at once, and return what went wrong."""
    start = threading.Barrier(THREADS)

    def run(share: list[Callable[[], None]]) -> None:
        start.wait()
        for one in share:
            one()

    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(run, work[number::THREADS]) for number in range(THREADS)]
    return [error for future in futures if (error := future.exception())]


def _insist(body: bytes, event_id: str) -> None:
    """Deliver as Stripe and SQS do: again, until it is taken and worked off."""
    from chalicelib.errors import Unavailable
    from chalicelib.services.money import receiving, webhooks
    from tests.money import signature

    for work in (lambda: receiving.receive(body, signature(body)), lambda: webhooks.apply(event_id)):
        for _ in range(TRIES):
            try:
                work()
                break
            except Unavailable:
                continue
        else:
            raise AssertionError("it was never taken")


def _round(number: int, post: Any) -> str:
    """Let a crowd deliver all events of four purchases of one creator, each twice; return what is wrong after it."""
    from chalicelib.models.money.purchases import Purchase
    from tests.services.money import stories

    chance = random.Random(number)
    names = [chance.choice(sorted(stories.STORIES)) for _ in range(PURCHASES)]
    purchases, told = [], []
    for place, name in enumerate(names):
        about = {"buyer_id": f"buyer{number}-{place}", "seller_id": f"seller{number}", "subject_id": post.id}
        purchase = Purchase(kind="post", fee=25, details={"title": "A photo"}, **about, **post.offer)
        purchase.create()
        purchases.append(purchase)
        told += stories.STORIES[name].told(purchase)
    bodies = [(json.dumps(event).encode(), event["id"]) for event in told for _ in range(2)]
    chance.shuffle(bodies)
    wrong = _crowd([partial(_insist, body, event_id) for body, event_id in bodies])
    if wrong:
        return f"round {number}: {wrong[0]!r}"
    try:
        stories.check_all(list(zip(purchases, (stories.STORIES[name] for name in names), strict=True)))
    except AssertionError as error:
        return f"round {number} {names}: {error}"
    return ""


def main(rounds: int) -> int:
    """Play the rounds, and return how many went wrong."""
    with local_aws():
        from chalicelib.gateways import queue
        from tests.factories import make_account
        from tests.money import make_paid_post

        queue.send = lambda name, **message: None
        post = make_paid_post(make_account("anna", is_active=False))
        wrong = [found for number in range(rounds) if (found := _round(number, post))]
    sys.stdout.write("\n".join([*wrong, f"rounds: {rounds}, wrong: {len(wrong)}", ""]))
    return len(wrong)


if __name__ == "__main__":
    os.environ.update(STRIPE_API_KEY="sk_test_of_the_tests", STRIPE_WEBHOOK_SECRET="whsec_test")
    sys.exit(min(main(int(sys.argv[1])), 1))
