"""Two banks answer at once: whichever answer is written last moves the campaign on, before the schedule comes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from chalicelib.models.money.funding.campaigns import COLLECTING, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import COLLECTED, DROPPED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding.collecting import charging, deadlines
from tests.kit.events import drop_events
from tests.kit.money.workers import Stops, Turn
from tests.services.money.funding.deadlines.kit import DAY, DECLINES, HOUR, VISA, Stage, add_up, carry, states

WRITE = "before TransactWriteItems"
Moment = tuple[Campaign, list[Pledge]]


def authorizing(stage: Stage, cards: Sequence[str] = (VISA, VISA), **fields: Any) -> Moment:
    """No bank has answered yet, and the goal is held once both have."""
    campaign, pledges = stage.make_campaign([*cards], **fields)
    stage.pass_deadline(campaign)
    at = int(campaign.deadline or 0)
    write_all(Campaign.find(campaign.id).changed(state=COLLECTING, ended_at=at, ended_with=2_000))
    return campaign, pledges


def capturing(stage: Stage, cards: Sequence[str] = (VISA, VISA), **fields: Any) -> Moment:
    """The goal is held, and it was decided to take it."""
    campaign, pledges = authorizing(stage, cards, **fields)
    for pledge in pledges:
        charging.charge(pledge.id)
    deadlines.advance(campaign.id)
    assert Campaign.find(campaign.id).secured_at
    return campaign, pledges


def dropping(stage: Stage) -> Moment:
    """One amount reaches the goal and is to be taken, and the days of grace of the other are over."""
    campaign, pledges = capturing(stage, [VISA, DECLINES], goal=1_000)
    stage.advance(4 * DAY + HOUR)
    charging.charge(pledges[1].id)
    stage.advance(3 * DAY)
    return campaign, pledges


MOMENTS: dict[str, tuple[Callable[[Stage], Moment], list[str]]] = {
    "authorizing": (authorizing, [COLLECTED] * 2),
    "authorizing more than the goal": (partial(authorizing, goal=1_000), [COLLECTED] * 2),
    "capturing": (capturing, [COLLECTED] * 2),
    "dropping": (dropping, [COLLECTED, DROPPED]),
}


def see_through(pledge: Pledge) -> None:
    """Bring a pledge to its bank's answer, and carry out whatever is queued by then."""
    charging.charge(pledge.id)
    carry()


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("name", MOMENTS)
def test_of_two_answers_at_once_the_later_moves_the_campaign_on(name: str, first: int, stage: Stage, stops: Stops):
    """One worker waits before each of its transactions in turn, while the other comes to its end."""
    prepare, ends = MOMENTS[name]
    _, pledges = prepare(stage)
    [alone] = stops.play([partial(charging.charge, pledges[first].id)], [])
    see_through(pledges[1 - first])
    for place in range(alone.seen.count(WRITE)):
        campaign, pledges = prepare(stage)
        drop_events()
        jobs = [partial(charging.charge, pledges[first].id), partial(see_through, pledges[1 - first])]
        workers = stops.play(jobs, [*[Turn(0, until=WRITE)] * (place + 1), Turn(1)])
        assert [worker.error for worker in workers] == [None, None]
        carry()
        assert (states(pledges), add_up(campaign).state) == (ends, FUNDED), workers[0].seen
