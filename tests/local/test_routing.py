"""Over HTTP every path and method gets the response that the app gives to an event of API Gateway."""

import pytest

from app import app
from tests.kit.doors import ALIEN, NOWHERE, SERVED, by_event, by_http, readable, wrong
from tests.kit.hostility import fill
from tests.local.running import Running

pytestmark = pytest.mark.local_aws


def test_a_route_tells_the_methods_that_it_has(stack: Running):
    for method, path, _ in wrong():
        for target in (path, path + "/"):
            assert by_http(stack.url, method, target) == by_event(method, target), (method, target)


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_nowhere_is_not_found_by_any_method(stack: Running, path: str):
    for method in SERVED:
        heard = by_http(stack.url, method, path)
        assert (heard, heard.status) == (by_event(method, path), 404), method


def test_what_is_not_the_front_page_of_the_local_stack_is_not_found_either(stack: Running):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert by_http(stack.url, method, "/") == by_event(method, "/")


def test_slashes_at_the_beginning_are_one(stack: Running):
    assert by_http(stack.url, "GET", "//api/v1/instance") == by_http(stack.url, "GET", "/api/v1/instance")


def test_head_is_get_without_a_body(stack: Running):
    for path in readable():
        got, head = by_http(stack.url, "GET", path), by_http(stack.url, "HEAD", path)
        assert (head.status, head.headers, head.body) == (got.status, got.headers, ""), path
        assert got.status == by_event("HEAD", path).status, path


def test_a_browser_may_ask_to_send_anything_anywhere(stack: Running):
    for path in [*(fill(pattern) for pattern in app.route_table), *NOWHERE]:
        heard = by_http(stack.url, "OPTIONS", path)
        assert (heard.status, heard.body) == (200, ""), path
        assert heard.headers["access-control-allow-origin"] == "*", path


@pytest.mark.parametrize("method", ALIEN)
def test_a_method_that_cloudfront_does_not_know_gets_its_answer(stack: Running, method: str):
    for path in ("/api/v1/instance", "/nope", "/"):
        heard = by_http(stack.url, method, path)
        assert (heard.status, heard.headers) == (403, {"content-type": "text/html"})
