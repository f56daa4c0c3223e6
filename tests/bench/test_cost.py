"""The bill adds up, and every measured operation is in it as it was measured."""

from dataclasses import replace

import pytest

from bench.activity import ACTIVITY
from bench.cost import SIZES, amounts, bill
from bench.meter import Bill
from bench.operations import BUDGETS
from bench.prices import MILLION, PRICES

PEOPLE = 1_000_000
MEASURED = {
    name: Bill(read_units=rru, write_units=wru, calls=["Query"], lanes=[()])
    for name, (_, _, rru, wru) in BUDGETS.items()
}
CPU = 0.01


def test_every_measured_operation_is_something_that_people_do():
    assert set(ACTIVITY) == set(BUDGETS)


@pytest.mark.parametrize("name", ACTIVITY)
def test_an_operation_is_billed_as_it_was_measured(name: str):
    before = bill(PEOPLE, MEASURED, CPU)
    dearer = replace(
        MEASURED[name], read_units=MEASURED[name].read_units + 8, write_units=MEASURED[name].write_units + 4
    )
    after = bill(PEOPLE, {**MEASURED, name: dearer}, CPU)
    moved = {line: after[line] - cost for line, cost in before.items() if after[line] != cost}
    times = PEOPLE * ACTIVITY[name] / MILLION
    assert moved == pytest.approx({"DynamoDB, reads": times * 8 * 0.125, "DynamoDB, writes": times * 4 * 0.625})


def test_trips_and_cpu_are_paid_as_time_of_lambda():
    name = "conversation"
    slower = replace(MEASURED[name], lanes=[()] * 9)
    seconds = [amounts(PEOPLE, table, CPU)["Lambda, time"] for table in (MEASURED, {**MEASURED, name: slower})]
    assert seconds[1] - seconds[0] == pytest.approx(PEOPLE * ACTIVITY[name] * 8 * 0.005)
    assert amounts(PEOPLE, MEASURED, 2 * CPU)["Lambda, time"] > seconds[0]


@pytest.mark.parametrize("people", SIZES)
def test_lines_are_what_their_amounts_cost(people: int):
    lines, taken = bill(people, MEASURED, CPU), amounts(people, MEASURED, CPU)
    assert set(taken) <= set(PRICES) == set(lines)
    assert sum(lines.values()) == pytest.approx(sum(PRICES[name].of(taken[name]) for name in PRICES))
    assert list(lines.values()) == sorted(lines.values(), reverse=True)


def test_where_nobody_is_there_only_polls_and_alarms_are_paid():
    assert {line for line, cost in bill(0, MEASURED, CPU).items() if cost} == {"SQS, requests", "CloudWatch, alarms"}


def test_a_price_goes_by_steps():
    price = PRICES["Lambda, requests"]
    assert price.of(MILLION) == 0
    assert price.of(3 * MILLION) == pytest.approx(0.4)
    assert PRICES["API Gateway, requests"].of(334 * MILLION) == pytest.approx(333 * 3.5 + 2.8)


def test_what_is_deleted_or_archived_is_a_path_that_cloudfront_forgets():
    times = ACTIVITY["delete a post"] + ACTIVITY["archive a post"]
    assert amounts(PEOPLE, MEASURED, CPU)["CloudFront, purges"] == pytest.approx(PEOPLE * times)
    assert PRICES["CloudFront, purges"].of(1_000) == 0
    assert bill(PEOPLE, MEASURED, CPU)["CloudFront, purges"] == pytest.approx((PEOPLE * times - 1_000) * 0.005)
