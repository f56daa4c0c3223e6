"""The job at the deadline is killed at each of its writes and calls: every pledge is charged once, and none twice.

Nor is anything held twice.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.models.money.funding.campaigns import FUNDED
from chalicelib.models.money.funding.pledges import AUTHORIZED, COLLECTED, Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding.collecting import intents
from tests.kit.killing import Killed, Killer
from tests.kit.money.funding import is_backer
from tests.services.money.funding.deadlines.kit import DAY, HOUR, VISA, Stage, add_up, mails_about, states

DELAYS = (0, HOUR, 25 * HOUR, 8 * DAY)
# More than there are in authorizing one pledge, or in capturing it; a kill that is aimed beyond hits nothing.
MOMENTS = 16


class Aim:
    """Kills the first function that authorizes a pledge, and that captures it, at another moment; later ones run."""

    def __init__(self, killer: Killer, first: int) -> None:
        self.killer, self.next, self.hit = killer, {False: first, True: first}, set[tuple[str, bool]]()
        self.moments: dict[bool, list[str]] = {False: [], True: []}

    @contextmanager
    def __call__(self, message: dict[str, Any]) -> Iterator[None]:
        body = json.loads(message["body"])
        pledge_id = body.get("pledge_id")
        captures = bool(pledge_id) and Pledge.find(pledge_id).state == AUTHORIZED
        if not pledge_id or (pledge_id, captures) in self.hit:
            yield
            return
        self.hit.add((pledge_id, captures))
        self.next[captures] += 1
        try:
            with self.killer.aiming(self.next[captures] % MOMENTS):
                yield
        except Killed as killed:
            self.moments[captures].append(str(killed))
            raise


def assert_all_charged_once(stage: Stage, campaign: Any, pledges: list[Pledge]) -> None:
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}
    held = [intent for pledge in pledges for intent in stage.intents(pledge) if intent["amount_capturable"]]
    assert held == [], "a bank holds what nobody will capture"
    assert states(pledges) == [COLLECTED] * len(pledges)
    found = add_up(campaign)
    amount = sum(int(pledge.amount) for pledge in pledges)
    assert (found.state, found.raised, found.pledged, found.backers_count) == (FUNDED, amount, 0, len(pledges))
    assert not found.due
    assert Pledge.due_ids(2**40, 10) == []
    assert all(is_backer(pledge) for pledge in pledges)
    assert Grant.held(EVERYBODY, campaign_key(campaign.id))
    mails = list(Mail.scan())
    told = [mails_about(pledge, mails) for pledge in pledges]
    assert told == [["pledge_collected", "campaign_funded"]] * len(pledges)


def finish(stage: Stage, delay: int) -> None:
    """Run again after a while, and once more when what was left to a later run is due."""
    stage.advance(delay)
    stage.run()
    stage.advance(2 * HOUR)
    stage.run()


def kill_every_charge(stage: Stage, killer: Killer, count: int, delay: int, first: int) -> tuple[int, int]:
    """Return how many functions were killed that authorized a pledge, and that captured it."""
    campaign, pledges = stage.make_campaign([VISA] * count)
    stage.pass_deadline(campaign)
    aim = Aim(killer, first)
    stage.run(aim)
    # Nothing is captured before banks hold the goal, which they do once all that was killed has run again.
    stage.advance(delay)
    stage.run(aim)
    finish(stage, delay)
    assert_all_charged_once(stage, campaign, pledges)
    return len(aim.moments[False]), len(aim.moments[True])


@pytest.mark.parametrize("delay", DELAYS)
def test_a_kill_in_each_charge_charges_nobody_twice_and_misses_nobody(stage: Stage, killer: Killer, delay: int):
    authorizing, capturing = kill_every_charge(stage, killer, 12, delay, 2 * DELAYS.index(delay))
    assert authorizing >= 10
    assert capturing >= 3


@pytest.mark.money
@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("first", range(0, MOMENTS, 8))
def test_fifty_pledges_are_charged_once_whatever_is_killed(stage: Stage, killer: Killer, delay: int, first: int):
    """Each of the 50 functions dies at a moment of its own, so that each moment of a charge is met more than once."""
    authorizing, capturing = kill_every_charge(stage, killer, 50, delay, first)
    assert authorizing >= 40
    assert capturing >= 13


@pytest.mark.slow
@pytest.mark.parametrize("delay", DELAYS[:2])
def test_a_kill_at_each_moment_of_the_campaigns_own_job(stage: Stage, killer: Killer, delay: int):
    kill_at_each_moment(stage, killer, 2, delay)


@pytest.mark.money
@pytest.mark.parametrize("delay", DELAYS)
def test_fifty_pledges_survive_kills_of_the_campaigns_own_job(stage: Stage, killer: Killer, delay: int):
    """The test of two pledges meets every moment; of the long round of fifty, each thirtieth is enough."""
    kill_at_each_moment(stage, killer, 50, delay, range(7 * DELAYS.index(delay), 150, 30))


@pytest.mark.money
@pytest.mark.parametrize("delay", DELAYS[2:])
def test_a_kill_at_each_moment_of_the_campaigns_own_job_is_repaired_late(stage: Stage, killer: Killer, delay: int):
    kill_at_each_moment(stage, killer, 2, delay)


def kill_at_each_moment(
    stage: Stage, killer: Killer, count: int, delay: int, moments: Iterable[int] = range(30)
) -> None:
    """Kill whatever deals with the campaign itself, its closing, its round and its end, at one moment of each story."""
    for moment in moments:
        campaign, pledges = stage.make_campaign([VISA] * count)
        stage.pass_deadline(campaign)
        own = OwnJob(killer, moment)
        stage.run(own)
        finish(stage, delay)
        assert_all_charged_once(stage, campaign, pledges)
        if own.left >= 0:
            return


class OwnJob:
    """Counts through the functions that deal with the campaign itself, and kills at one moment of all of them."""

    def __init__(self, killer: Killer, moment: int) -> None:
        self.killer, self.left = killer, moment

    @contextmanager
    def __call__(self, message: dict[str, Any]) -> Iterator[None]:
        if "campaign_id" not in message["body"] or self.left < 0:
            yield
            return
        try:
            with self.killer.aiming(self.left):
                yield
        except Killed:
            self.left = -1
            raise
        self.left -= self.killer.count


def test_without_a_kill_everybody_is_charged_once(stage: Stage, killer: Killer):
    campaign, pledges = stage.make_campaign([VISA] * 3)
    stage.pass_deadline(campaign)
    with killer.aiming(None):
        stage.run()
    assert_all_charged_once(stage, campaign, pledges)
    calls = [moment for moment in killer.seen if moment.startswith("before")]
    assert calls.count("before payment_intents.confirm") == calls.count("before payment_intents.create") == 3
    assert calls.count("before payment_intents.capture") == 3


@pytest.mark.slow
def test_a_job_that_trusts_idempotency_keys_alone_would_be_found_out(
    stage: Stage, killer: Killer, monkeypatch: pytest.MonkeyPatch
):
    """Make a PaymentIntent and take its money before anything is noted, under one key: after 25 hours it fails."""

    def hasty(pledge: Pledge) -> str:
        intent_id = intents._create(pledge)
        intents.confirm(_with(pledge, intent_id))
        return intent_id

    monkeypatch.setattr(intents, "find_or_create", hasty)
    with pytest.raises(AssertionError):
        kill_every_charge(stage, killer, MOMENTS, 25 * HOUR, 0)


def _with(pledge: Pledge, intent_id: str) -> Pledge:
    found = Pledge.find(pledge.id)
    found.payment_id = intent_id
    return found
