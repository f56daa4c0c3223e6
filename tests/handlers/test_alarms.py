"""What goes wrong in the API is logged as the alarm of its errors looks for it."""

import logging
import re
from collections.abc import Iterator

import pytest

from app import app
from chalicelib import config
from chalicelib.errors import NotFound, Unavailable
from infra.rehearse.runtime import as_lambda
from infra.template import functions, logs
from tests.kit.doors import event

PATTERN = logs.errors()["Properties"]["FilterPattern"]


class Written(logging.Handler):
    """What Lambda's own handler would write."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(as_lambda())
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += self.format(record)


@pytest.fixture
def written() -> Iterator[Written]:
    """Have the root's handler write as Lambda's does, which is the only one there."""
    handler = Written()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def rings(text: str) -> bool:
    """Tell whether the metric filter counts a text: `?` before a term is or."""
    return any(term in text for term in re.findall(r'\?"([^"]+)"', PATTERN))


def raising(monkeypatch: pytest.MonkeyPatch, error: Exception) -> int:
    def view(*_: object) -> None:
        raise error

    app.prepare("/health")
    monkeypatch.setattr(app.route_table["/health"]["GET"], "view_function", view)
    return int(app(event("GET", "/health"), None)["statusCode"])


def test_a_view_that_fails_is_counted_by_the_alarm(monkeypatch: pytest.MonkeyPatch, written: Written):
    assert raising(monkeypatch, KeyError("nothing")) == 500
    assert rings(written.text)
    assert "KeyError" in written.text


def test_an_outage_of_what_we_ask_is_counted_by_the_alarm(monkeypatch: pytest.MonkeyPatch, written: Written):
    assert raising(monkeypatch, Unavailable()) == 503
    assert rings(written.text)
    assert "/health" in written.text
    assert written.text.count("[ERROR]") == 1


def test_what_a_caller_did_wrong_is_not(monkeypatch: pytest.MonkeyPatch, written: Written):
    assert raising(monkeypatch, NotFound()) == 404
    assert not rings(written.text)


def test_an_answer_that_took_all_the_time_it_may_is_slow():
    assert functions.SLOW_MILLISECONDS < config.DEADLINE_SECONDS * 1000
