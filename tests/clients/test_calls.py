"""A refusal counts as one for which there is a reason only where no route serves what was asked."""

import pytest

from tests.clients.calls import FAULT, LOCAL, REFUSED, SERVED, Call


@pytest.mark.parametrize(
    ("asked", "error", "verdict"),
    [
        ([("GET", "/api/v1/instance", 200)], None, SERVED),
        ([("GET", "/api/v1/instance", 200)], "the client cannot read it", FAULT),
        ([("GET", "/api/v1/annual_reports/2026", 404)], "not found", REFUSED),
        ([("POST", "/api/v1/statuses/1/translate", 404)], "not found", REFUSED),
        ([("GET", "/api/v1/statuses/1", 404)], "not found", FAULT),
        ([("GET", "/api/v1/statuses/1/something", 404)], "not found", FAULT),
        ([("GET", "/api/v1/push/subscription", 404)], "not found", REFUSED),
        ([("GET", "/api/v1/push/subscription", 500)], "broken", FAULT),
        ([], "not supported", LOCAL),
    ],
)
def test_a_call_is_served_refused_or_a_fault(asked: list[tuple[str, str, int]], error: str | None, verdict: str):
    assert Call("one", error, asked).verdict == verdict
