"""Sixteen threads pledge for a reward that is limited to five, cancel and pledge again, in many rounds.

This is a separate program: it starts a local AWS, whose address must be known before anything else is imported.
Argument: the number of rounds. It prints the rounds that failed, and their number.
"""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.operations import local_aws

THREADS, LIMIT, TRIES = 16, 5, 60
CARD = {"payment_method": "pm_1"}


def _pages() -> None:
    """Stand in for Stripe: Checkout Sessions open, and can always be expired."""
    from chalicelib.gateways import payments

    def open_page(key: str, **about: Any) -> dict[str, Any]:
        del key
        return {"id": f"cs_{about['order_id']}", "url": "https://checkout.example"}

    payments.open_setup = open_page
    payments.expire_session = lambda session_id: {"id": session_id}
    payments.find_setup_intent = lambda setup_intent_id: {"id": setup_intent_id, **CARD}
    payments.create_customer = lambda key, **about: {"id": f"cus_{about['account_id']}"}


def _insist(work: Any) -> Any:
    """Retry a call as long as it raises Unavailable; return None if it is refused, or there is nothing to do it to."""
    from chalicelib.errors import NotFound, Unavailable, Unprocessable

    for _ in range(TRIES):
        try:
            return work()
        except Unavailable:
            continue
        except (NotFound, Unprocessable):
            # The backer's other thread may have expired what this one wants to cancel.
            return None
    raise AssertionError("it was never done")


def _back(campaign: Any, reward: Any, backer_id: str, number: int) -> str:
    """Pledge for a reward and save a card; every third thread then cancels and pledges once more."""
    from chalicelib.services.money.funding import pledges, sessions
    from chalicelib.services.money.funding.selections import Selection
    from tests.kit.money.funding import setup_session

    selection = Selection(2_000, [(reward.id, 1)])
    for again in (number % 3 == 0, False):
        begun = _insist(lambda: pledges.begin(backer_id, campaign.id, selection))
        if begun is None:
            return "refused"
        pledge = begun[0]
        _insist(lambda held=pledge: sessions.hold(held.id, setup_session(held)))
        if not again:
            break
        _insist(lambda: pledges.cancel(backer_id, campaign.id))
    return "held"


def _round(number: int) -> str:
    """Run one round, with two threads for each backer; return what is wrong afterwards."""
    from chalicelib.models.money.funding.rewards import Reward
    from tests.kit.factories import make_account
    from tests.kit.money.funding import checked, make_campaign, make_reward

    # New ones each time, since an account may only open so many pages, and only so many lead to one creator.
    creator, *backers = [make_account(is_active=False) for _ in range(1 + THREADS // 2)]
    campaign = make_campaign(creator)
    reward = make_reward(campaign, limit=LIMIT)
    start = threading.Barrier(THREADS)

    def run(place: int) -> str:
        start.wait()
        return _back(campaign, reward, backers[place // 2].id, place)

    try:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(run, range(THREADS)))
        found, left = checked(campaign), Reward.of(campaign.id)[0]
        taken, held = int(left.taken), int(found.backers_count)
    except Exception as error:  # noqa: BLE001 - whatever it was, the round went wrong
        return f"round {number}: {error!r}"
    exact = (LIMIT, LIMIT, LIMIT * 2_000)
    return "" if (taken, held, int(found.pledged)) == exact else f"round {number}: {taken} taken, {held} backers"


def main(rounds: int) -> int:
    """Run the rounds, and return how many failed."""
    with local_aws():
        from chalicelib.gateways import queue

        queue.send = lambda name, **message: None
        _pages()
        wrong = [said for number in range(rounds) if (said := _round(number))]
    sys.stdout.write("\n".join([*wrong, f"rounds: {rounds}, wrong: {len(wrong)}", ""]))
    return len(wrong)


if __name__ == "__main__":
    os.environ.update(STRIPE_API_KEY="sk_test_of_the_tests", STRIPE_WEBHOOK_SECRET="whsec_test")
    sys.exit(min(main(int(sys.argv[1])), 1))
