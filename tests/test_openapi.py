"""The OpenAPI document is what the routes are, and clients can rely on it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from app import app
from chalicelib.handlers import door
from chalicelib.schemas import entities
from docs.openapi import document
from docs.openapi.operations import Operation
from docs.openapi.shapes import Shapes
from docs.openapi.source import Undeclared, View
from tests.kit.client import Client
from tests.kit.contract import Contract, contract


def json_response(entity: object, status: int = 200) -> object:
    return entity, status


def render_anything() -> dict[str, int]:
    return {}


def render_tag(name: str) -> "entities.Tag":
    return {"id": name, "name": name, "url": "", "history": []}


def show_something() -> object:
    return json_response({"a": 1})


def show_anything() -> object:
    return json_response(render_anything())


def show_sometimes() -> object:
    return json_response(render_tag("light"), 200 if ROOT else 206)


def show_tags() -> object:
    found = [render_tag(name) for name in ("light", "dark")]
    return json_response(found)


ROOT = Path(__file__).parent.parent
ADDRESS = "/api/rossgram/v1/openapi.json"


def test_the_document_is_drawn_from_the_routes_as_they_are():
    assert (ROOT / document.FILE).read_text() == document.draw(), "run `python -m docs.api`"


def test_the_document_is_openapi():
    validate(contract().document)


def test_every_route_has_an_operation_with_a_name_of_its_own_and_an_answer():
    paths = contract().document["paths"]
    routes = {(path, method.lower()) for path, methods in app.route_table.items() for method in methods}
    assert {(path, method) for path, methods in paths.items() for method in methods} == routes
    operations = [one for methods in paths.values() for one in methods.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert [one["operationId"] for one in operations if not any(status < "400" for status in one["responses"])] == []


def test_the_document_is_served_and_asked_for_again_only_when_it_changed():
    answer = Client().get(ADDRESS)
    assert answer.json() == contract().document
    assert answer.headers["Cache-Control"].startswith("public")
    again = Client().get(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == answer.headers["Cache-Control"]
    assert Client().get(ADDRESS, headers={"If-None-Match": '"another"'}).status_code == 200


def make_contract() -> Contract:
    item: dict[str, Any] = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
    item["additionalProperties"] = False
    answers = {"200": {"description": "OK", "content": {"application/json": {"schema": item}}}}
    return Contract({"paths": {"/things/{thing_id}": {"get": {"responses": answers}}}, "components": {}})


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (200, {"id": "1"}, ""),
        (200, {"id": 1}, "not of type"),
        (200, {}, "required"),
        (200, {"id": "1", "secret": 2}, "secret"),
        (404, {"error": "Record not found"}, "answers 404"),
    ],
)
def test_an_answer_that_the_document_does_not_say_is_seen(status: int, body: dict[str, object], fault: str):
    headers = {"content-type": "application/json; charset=utf-8"}
    told = make_contract().faults("GET", "/things/7?x=1", status, headers, json.dumps(body).encode())
    assert (len(told), fault in "".join(told)) == (1 if fault else 0, True)


def test_entities_have_no_other_fields_than_the_document_names():
    drawn = Shapes()
    drawn.entity("Status")
    assert {name for name, schema in drawn.named.items() if schema.get("additionalProperties") is not False} == set()
    assert "rossgram" in drawn.named["Status"]["properties"]


def test_who_is_let_in_is_told():
    asked = {
        "/api/v1/timelines/home": [{"token": ["read:statuses"]}],
        "/api/v1/timelines/public": [{}, {"token": ["read:statuses"]}],
        "/api/v2/instance": [],
        "/api/v1/admin/email_domain_blocks": [{"token": ["admin:read:email_domain_blocks"]}],
    }
    views = {path: View(app.route_table[path]["GET"].view_function) for path in asked}
    drawn = {path: Operation(path, "GET", view, Shapes()).draw("read") for path, view in views.items()}
    assert {path: one["security"] for path, one in drawn.items()} == asked
    # A token that is good is asked for its scope by every route but one, which tells that it is good.
    paths = contract().document["paths"]
    operations = [(path, one) for path, methods in paths.items() for one in methods.values()]
    assert [path for path, one in operations if {"token": []} in one["security"]] == ["/api/v1/apps/verify_credentials"]


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (show_something, "`{'a': 1}` does not say which entity it is"),
        (show_anything, "what render_anything returns is dict[str, int], and no entity of chalicelib/schemas/entities"),
        (show_sometimes, "has a status that depends on something"),
    ],
)
def test_a_view_whose_answer_is_not_known_says_what_to_do(view: Callable[[], object], problem: str):
    with pytest.raises(Undeclared) as told:
        Operation("/things", "GET", View(view), Shapes()).draw("show")
    message = str(told.value)
    assert (message.startswith("GET /things: "), problem in message, "@answers(" in message) == (True, True, True)


def test_an_answer_is_what_the_render_function_says_or_what_stands_beside_the_route():
    told = [View(view).answers() for view in (show_tags, door.answers({202: "Refund"})(show_anything))]
    assert told == [{200: "list[Tag]"}, {202: "Refund"}]


def test_a_view_that_answers_one_thing_or_another_says_both():
    made = app.route_table["/api/v1/statuses"]["POST"].view_function
    assert set(View(made).answers()[200].split(" | ")) == {"Status", "ScheduledStatus"}
