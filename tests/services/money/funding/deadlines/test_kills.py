"""The job at the deadline is killed at each of its writes and calls: every pledge is charged once, and none twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.models.money.campaigns import FUNDED
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.pledges import COLLECTED, Pledge
from tests.funding import is_backer
from tests.killing import Killed, Killer
from tests.services.money.funding.deadlines.kit import DAY, HOUR, VISA, Stage, add_up, mails_about, states

DELAYS = (0, HOUR, 25 * HOUR, 8 * DAY)
# More than there are between the beginning and the end of one charge; a kill that is aimed beyond hits nothing.
MOMENTS = 24


class Aim:
    """Kills the first function of each pledge at another moment; later ones run."""

    def __init__(self, killer: Killer, first: int) -> None:
        self.killer, self.next, self.hit = killer, first, set[str]()
        self.moments: list[str] = []

    @contextmanager
    def __call__(self, message: dict[str, Any]) -> Iterator[None]:
        body = message["body"]
        if "pledge_id" not in body or body in self.hit:
            yield
            return
        self.hit.add(body)
        self.next += 1
        try:
            with self.killer.aiming(self.next % MOMENTS):
                yield
        except Killed as killed:
            self.moments.append(str(killed))
            raise


def assert_all_charged_once(stage: Stage, campaign: Any, pledges: list[Pledge]) -> None:
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}
    assert states(pledges) == [COLLECTED] * len(pledges)
    found = add_up(campaign)
    amount = sum(int(pledge.amount) for pledge in pledges)
    assert (found.state, found.raised, found.pledged, found.backers_count) == (FUNDED, amount, 0, len(pledges))
    assert not found.due
    assert Pledge.due_ids(2**40, 10) == []
    assert all(is_backer(pledge) for pledge in pledges)
    assert Grant.held(EVERYBODY, campaign_key(campaign.id))
    assert [mails_about(pledge) for pledge in pledges] == [["pledge_collected"]] * len(pledges)


def finish(stage: Stage, delay: int) -> None:
    """Run again after a while, and once more when what was left to a later run is due."""
    stage.advance(delay)
    stage.run()
    stage.advance(2 * HOUR)
    stage.run()


def kill_every_charge(stage: Stage, killer: Killer, count: int, delay: int, first: int) -> list[str]:
    campaign, pledges = stage.make_campaign([VISA] * count)
    stage.pass_deadline(campaign)
    aim = Aim(killer, first)
    stage.run(aim)
    finish(stage, delay)
    assert_all_charged_once(stage, campaign, pledges)
    return aim.moments


@pytest.mark.parametrize("delay", DELAYS)
def test_a_kill_in_each_charge_charges_nobody_twice_and_misses_nobody(stage: Stage, killer: Killer, delay: int):
    assert kill_every_charge(stage, killer, MOMENTS, delay, 0)


def test_the_job_runs_through_without_a_kill(stage: Stage, killer: Killer):
    campaign, pledges = stage.make_campaign([VISA] * 3)
    stage.run()
    assert states(pledges) == ["held"] * 3
    stage.pass_deadline(campaign)
    with killer.aiming(None):
        stage.run()
    assert_all_charged_once(stage, campaign, pledges)
