"""What each Lambda loads as it starts has a budget, in packages and in bytes of our own code.

A cold start of the API imports the modules of its first page, and none of the other routes, however many there are.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from chalice.app import SQSEvent

from chalicelib.handlers import events
from chalicelib.handlers.routing import MODULES

ROOT = Path(__file__).parent.parent
DYNAMODB = {"blinker", "botocore", "certifi", "dateutil", "jmespath", "pynamodb", "six", "urllib3"}
FORMS = {"annotated_types", "multipart", "pydantic", "pydantic_core", "typing_extensions", "typing_inspection"}
# What is pushed is drawn as the API draws it, and encrypted.
MORE = {"on_push_due": {"_cffi_backend", "cryptography"}}
# Kilobytes of chalicelib that each function may load before its first event.
BUDGETS = {
    "on_original_uploaded": 182,
    "on_post_published": 357,
    "on_post_deleted": 268,
    "on_photo_moved": 134,
    "on_profile_changed": 368,
    "on_reader_returned": 130,
    "on_follow_changed": 170,
    "on_totals_changed": 137,
    "on_posts_viewed": 130,
    "on_payment_changed": 536,
    "on_refund_due": 432,
    "on_pledge_due": 466,
    "on_mail_due": 115,
    # It reads what an account is told, as the page of notifications does.
    "on_push_due": 476,
}
HOME = 672
EVERY_DAY = f"{events.__name__}.on_day_passed"
GARBAGE = """
import gc, importlib, sys
import chalicelib
looked = []
gc.callbacks.append(lambda *_: looked.append(1))
importlib.import_module(sys.argv[1])
print(len(looked), gc.isenabled(), gc.get_freeze_count())
"""
PROGRAM = """
import importlib, json, sys
before = set(sys.modules)
importlib.import_module(sys.argv[1])
files = {name: getattr(sys.modules[name], "__file__", None) or "" for name in set(sys.modules) - before}
print(json.dumps(files))
"""


def started(function: str) -> dict[str, str]:
    """Return the modules that a new process has loaded for a function before its first event, with their files."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, function.rpartition(".")[0]],
        cwd=ROOT,
        env={**os.environ, "_HANDLER": function},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def packages(loaded: dict[str, str]) -> set[str]:
    """Return the packages of others among the modules."""
    return {name.partition(".")[0] for name, file in loaded.items() if "site-packages" in file}


def kilobytes(loaded: dict[str, str]) -> float:
    """Return how much of our own code is among the modules."""
    return sum(Path(file).stat().st_size for name, file in loaded.items() if name.startswith("chalicelib")) / 1000


@pytest.fixture(scope="module")
def api() -> dict[str, str]:
    """Start the API as Lambda does."""
    return started("app.app")


def functions_of_queues() -> set[str]:
    """Return the names of the functions that queues call."""
    return {name for name, found in vars(events).items() if getattr(found, "event_class", None) is SQSEvent}


def test_every_function_of_a_queue_has_a_budget():
    assert functions_of_queues() == set(BUDGETS)


@pytest.mark.parametrize("name", sorted(BUDGETS))
def test_a_function_of_a_queue_starts_with_what_it_works_with(name: str):
    loaded = started(f"chalicelib.handlers.events.{name}")
    assert packages(loaded) == {"chalice", *DYNAMODB, *MORE.get(name, ())}
    assert any(module.startswith("chalicelib.services.") for module in loaded), "what it works with was not imported"
    assert kilobytes(loaded) <= BUDGETS[name]


def test_schedules_and_tools_import_no_service_with_the_events():
    loaded = started(EVERY_DAY)
    assert packages(loaded) == {"chalice"}
    assert [name for name in loaded if name.startswith(("chalicelib.services.", "chalicelib.models."))] == []


def test_the_api_starts_with_its_first_page_and_with_no_other_route(api: dict[str, str]):
    handlers = {name.removeprefix("chalicelib.handlers.") for name in api if name.startswith("chalicelib.handlers.")}
    shared = {"body", "callers", "command", "door", "events", "keeping", "limits", "paths", "routing", "starting"}
    assert handlers == {*shared, "photos", "photos.timelines"}


def test_the_api_starts_with_these_packages_and_no_others(api: dict[str, str]):
    assert packages(api) == {"chalice", *DYNAMODB, *FORMS}


def test_the_api_starts_within_its_budget(api: dict[str, str]):
    assert kilobytes(api) <= HOME


@pytest.mark.parametrize("function", ["app.app", EVERY_DAY, f"{events.__name__}.on_mail_due"])
def test_garbage_is_looked_for_once_a_start_has_ended(function: str):
    asked = [sys.executable, "-c", GARBAGE, function.rpartition(".")[0]]
    environment = {**os.environ, "_HANDLER": function}
    said = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    looked, is_enabled, frozen = said.split()
    assert (looked, is_enabled) == ("0", "True")
    assert int(frozen) > 10_000


def test_the_api_has_its_client_of_dynamodb_before_the_first_request():
    program = "import app, chalicelib.models.connections as c; print(c._connection._client is not None)"
    environment: dict[str, Any] = {**os.environ, "_HANDLER": "app.app"}
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert said.stdout.split() == [b"True"]


def test_the_table_of_routes_is_what_the_blueprints_say():
    program = "from docs.routes import draw; print(draw())"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == json.loads(MODULES.read_text()), "run `python -m docs.api`"
