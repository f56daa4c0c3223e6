"""Two workers at one campaign, at every call of its deadline: each card is held and charged once, or never."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest

from chalicelib.models.money.funding.campaigns import COLLECTING, FAILED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, CANCELLED, COLLECTED, DROPPED, ERRORED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding.collecting import charging, deadlines
from tests.kit.events import drop_events
from tests.kit.killing import Killed
from tests.kit.money.workers import SECOND, Stops, Turn, Worker
from tests.services.money.funding.deadlines.kit import DAY, DECLINES, HOUR, VISA, Stage, add_up, states
from tests.services.money.two_workers import DEADLINES


@dataclass(frozen=True)
class Scene:
    """A moment of a campaign's end: its cards, what comes first, what both workers do, and how it ends."""

    cards: list[str]
    work: Callable[[Campaign, list[Pledge]], None]
    before: Callable[[Stage, Campaign, list[Pledge]], None] = lambda *_: None
    ends: list[str] = field(default_factory=lambda: [COLLECTED] * 2)
    state: str = FUNDED


def charge_all(_: Campaign, pledges: list[Pledge]) -> None:
    for pledge in pledges:
        charging.charge(pledge.id)


def look_at(campaign: Campaign, pledges: list[Pledge]) -> None:
    deadlines.advance(campaign.id)
    charge_all(campaign, pledges)


def hold_all(_: Stage, campaign: Campaign, pledges: list[Pledge]) -> None:
    charge_all(campaign, pledges)
    assert set(states(pledges)) <= {AUTHORIZED, ERRORED}


def secure(stage: Stage, campaign: Campaign, pledges: list[Pledge]) -> None:
    hold_all(stage, campaign, pledges)
    deadlines.advance(campaign.id)
    assert Campaign.find(campaign.id).secured_at


def expire(stage: Stage, campaign: Campaign, pledges: list[Pledge]) -> None:
    secure(stage, campaign, pledges)
    stage.advance(5 * DAY)


def drop(stage: Stage, campaign: Campaign, pledges: list[Pledge]) -> None:
    hold_all(stage, campaign, pledges)
    stage.advance(4 * DAY + HOUR)


def fail(stage: Stage, campaign: Campaign, pledges: list[Pledge]) -> None:
    drop(stage, campaign, pledges)
    charging.charge(pledges[1].id)
    assert states(pledges) == [AUTHORIZED, DROPPED]


SCENES = {
    "authorizing": Scene([VISA, VISA], charge_all),
    "authorizing and securing": Scene([VISA, VISA], look_at),
    "capturing": Scene([VISA, VISA], look_at, secure),
    "holding anew": Scene([VISA, VISA], look_at, expire),
    "dropping": Scene([VISA, DECLINES], look_at, drop, [CANCELLED, DROPPED], FAILED),
    "releasing": Scene([VISA, DECLINES], look_at, fail, [CANCELLED, DROPPED], FAILED),
}


def play(stage: Stage, scene: Scene, stops: Stops, *turns: Turn) -> list[Worker]:
    """Play one run by turns, let the schedule bring what is left, and check it."""
    campaign, pledges = stage.make_campaign(scene.cards)
    stage.pass_deadline(campaign)
    write_all(
        Campaign.find(campaign.id).changed(state=COLLECTING, ended_at=int(campaign.deadline or 0), ended_with=2_000)
    )
    scene.before(stage, campaign, pledges)
    drop_events()
    job = partial(scene.work, campaign, pledges)
    workers = stops.play([job, job], turns)
    errors = [worker.error for worker in workers if not isinstance(worker.error, Killed)]
    for _ in range(2):
        stage.advance(2 * HOUR)
        stage.run()
    try:
        assert errors == [None] * len(errors)
        assert (states(pledges), add_up(campaign).state) == (scene.ends, scene.state)
        charged = {pledge.id: 1 for pledge, state in zip(pledges, scene.ends, strict=True) if state == COLLECTED}
        assert stage.charges(pledges) == charged
        assert [one for pledge in pledges for one in stage.intents(pledge) if one["amount_capturable"]] == []
    except AssertionError as error:
        error.add_note(f"after {turns}, with {[worker.seen for worker in workers]}")
        raise
    return workers


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("name", SCENES)
def test_a_sample_of_two_workers_at_the_deadline(name: str, second: str, stage: Stage, stops: Stops):
    other = Turn(1, until=SECOND[second])
    play(stage, SCENES[name], stops, Turn(0, until="before act"), other)
    play(stage, SCENES[name], stops, Turn(0, until="after act"), other, Turn(0, 1, is_killed=True))
    assert DEADLINES.get(name, set()) <= stops.called


@pytest.mark.money
@pytest.mark.parametrize("is_killed", [False, True], ids=["alive", "killed"])
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("name", SCENES)
def test_two_workers_at_every_call_of_the_deadline(
    name: str, second: str, is_killed: bool, stage: Stage, stops: Stops, record_property
):
    [alone, _] = play(stage, SCENES[name], stops)
    for place in range(1, len(alone.seen) + 1):
        dying = [Turn(0, 1, is_killed=True)] if is_killed else []
        play(stage, SCENES[name], stops, Turn(0, place), Turn(1, until=SECOND[second]), *dying)
    record_property("runs", len(alone.seen))
