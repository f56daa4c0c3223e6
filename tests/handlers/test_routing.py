"""Behind the greedy resource every path and method has one answer, whichever way it comes."""

import json
from typing import Any

import pytest
from chalice.app import Request
from chalice.config import Config
from chalice.deploy.swagger import TemplatedSwaggerGenerator
from chalice.deploy.validate import validate_route_content_types, validate_routes
from chalice.test import Client as StockClient

from app import app
from chalicelib.errors import MethodNotAllowed, NotFound
from chalicelib.handlers import door, routing
from chalicelib.schemas.refusals import render_refusal
from local.request_event import request_event
from tests.kit.client import Client, gateway
from tests.kit.doors import ALIEN, NOWHERE, SERVED, Heard, by_client, by_event, event, readable, wrong
from tests.kit.hostility import fill

SWAGGER: dict[str, Any] = TemplatedSwaggerGenerator().generate_swagger(app)


def refusal(status: int, error: str, **headers: str) -> Heard:
    told = {
        "content-type": door.JSON,
        "access-control-allow-origin": "*",
        "access-control-expose-headers": ",".join(door.EXPOSED),
        "cache-control": "private, no-store",
    }
    drawn = render_refusal(NotFound(error) if status == 404 else MethodNotAllowed(error))
    return Heard(status, headers | told, json.dumps(drawn, separators=(",", ":")))


def without_body(heard: Heard) -> Heard:
    return Heard(heard.status, heard.headers, "")


@pytest.mark.parametrize(("method", "path", "allow"), list(wrong()))
def test_a_route_tells_the_methods_that_it_has(method: str, path: str, allow: str):
    wanted = refusal(405, "Method not allowed", allow=allow)
    wanted = without_body(wanted) if method == "HEAD" else wanted

    assert by_event(method, path) == by_event(method, path + "/") == wanted
    assert by_client(method, path) == by_client(method, path + "/") == wanted


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_nowhere_is_not_found_by_any_method(path: str):
    for method in SERVED:
        wanted = refusal(404, "Record not found")
        wanted = without_body(wanted) if method == "HEAD" else wanted
        assert by_event(method, path) == by_client(method, path) == wanted


@pytest.mark.parametrize("path", readable())
def test_head_is_get_without_a_body(path: str):
    got, head = app(event("GET", path), None), app(event("HEAD", path), None)

    assert head["body"] == ""
    assert head["statusCode"] == got["statusCode"] < 500
    assert head["headers"] == got["headers"] | {"Content-Length": str(len(got["body"].encode()))}
    assert head["multiValueHeaders"] == got["multiValueHeaders"]
    assert by_client("HEAD", path) == by_event("HEAD", path) == without_body(by_client("GET", path))


def test_head_tells_the_length_in_bytes_of_what_get_sends_also_where_that_is_encoded():
    response = {"statusCode": 200, "headers": {}, "multiValueHeaders": {}}

    assert routing._without_body(response | {"body": "é"})["headers"] == {"Content-Length": "2"}
    binary = routing._without_body(response | {"body": "AAEC", "isBase64Encoded": True})
    assert (binary["headers"], binary["body"], binary["isBase64Encoded"]) == ({"Content-Length": "3"}, "", False)


@pytest.mark.parametrize("path", [*(fill(pattern) for pattern in sorted(app.route_table)), *NOWHERE])
def test_a_browser_may_ask_to_send_anything_anywhere(path: str):
    heard = gateway().answer("OPTIONS", path, {}, b"")
    headers = dict(heard.headers)

    assert (heard.status, list(heard.body)) == (200, [])
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert set(headers["Access-Control-Allow-Methods"].split(",")) == {*SERVED, "OPTIONS"}
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(
        headers["Access-Control-Allow-Headers"].split(",")
    )
    assert headers["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("method", ALIEN)
def test_a_method_that_api_gateway_does_not_know_is_told_those_that_it_knows(method: str):
    heard = gateway().answer(method, "/api/v1/instance", {}, b"")

    assert (heard.status, dict(heard.headers)["Allow"]) == (405, ", ".join(sorted([*SERVED, "OPTIONS"])))
    # And if it came to the app all the same:
    assert by_event(method, "/api/v1/instance") == refusal(405, "Method not allowed", allow="GET, HEAD, OPTIONS")
    assert by_event(method, "/nope").status == 404


def test_what_is_no_event_of_api_gateway_is_not_found():
    assert app({}, None)["statusCode"] == 404


def test_a_handler_gets_its_parameters_decoded_and_a_link_has_them_encoded():
    sent = request_event("GET", "/api/v1/accounts/a%2Fb%20%D0%B9/followers?limit=2", {}, b"", [])
    routed = app._routed(sent)

    assert routed["pathParameters"] == {"account_id": "a/b й"}
    assert routed["resource"] == "/api/v1/accounts/{account_id}/followers"
    link = door.page_response(Request(routed), [], "", "9", has_more=True).headers["Link"]
    assert "/api/v1/accounts/a%2Fb%20%D0%B9/followers?limit=2&max_id=9>" in link
    # Lambda may hand the same event to a second attempt.
    assert sent == request_event("GET", "/api/v1/accounts/a%2Fb%20%D0%B9/followers?limit=2", {}, b"", [])


def test_an_escaped_name_is_the_name():
    assert Client().get("/api/v2/%69nstance").json() == Client().get("/api/v2/instance").json()


@pytest.mark.parametrize(
    ("target", "path", "proxy"),
    [
        ("/a/b", "/a/b", "a/b"),
        ("/a/b/", "/a/b/", "a/b"),
        ("/a//b", "/a//b", "a//b"),
        ("//a", "/a", "a"),
        ("/a/t%2Bx@y/t+x?q=1", "/a/t%2Bx@y/t+x", "a/t%2Bx@y/t+x"),
    ],
)
def test_the_stand_in_writes_paths_as_api_gateway_was_seen_to(target: str, path: str, proxy: str):
    written = request_event("GET", target, {}, b"", [])

    assert (written["path"], written["pathParameters"]) == (path, {"proxy": proxy})
    assert (written["resource"], written["requestContext"]["resourcePath"]) == ("/{proxy+}", "/{proxy+}")
    assert written["requestContext"]["path"] == "/api" + target.partition("?")[0]


def test_the_stand_in_writes_the_root_and_bodies_as_api_gateway_does():
    assert request_event("GET", "/", {}, b"", [])["resource"] == "/"
    assert request_event("GET", "/?a=1&a=2", {}, b"", [])["multiValueQueryStringParameters"] == {"a": ["1", "2"]}
    kind = {"content-type": "Multipart/Form-Data; boundary=x"}
    binary = request_event("POST", "/a", kind, b"\xff", ["multipart/form-data"])
    assert (binary["body"], binary["isBase64Encoded"]) == ("/w==", True)
    text = request_event("POST", "/a", {"content-type": "text/plain"}, "é\xff".encode("latin-1"), [])
    assert (text["body"], text["isBase64Encoded"]) == ("\ufffd\ufffd", False)


def test_chalice_shows_aws_two_resources_with_all_methods():
    assert set(SWAGGER["paths"]) == {"/", "/{proxy+}"}
    for methods in SWAGGER["paths"].values():
        assert {name.upper() for name in methods} == {*SERVED, "OPTIONS"}
        assert methods["options"]["x-amazon-apigateway-integration"]["type"] == "mock"
    declared = SWAGGER["paths"]["/{proxy+}"]["get"]["parameters"]
    assert declared == [{"name": "proxy", "in": "path", "required": True, "type": "string"}]
    validate_routes(app.routes)
    validate_route_content_types(app.routes, app.api.binary_types)


def test_no_route_has_a_method_that_api_gateway_answers_itself():
    assert {method for methods in app.route_table.values() for method in methods} <= set(SERVED) - {"HEAD"}


def test_chalices_own_client_finds_the_routes():
    stock = StockClient(app)
    stock._chalice_config_obj = Config.create()

    assert stock.http.get("/api/v2/instance").json_body == Client().get("/api/v2/instance").json()
    assert stock.http.head("/api/v2/instance").body == b""
    assert stock.http.delete("/api/v2/instance").status_code == 405
