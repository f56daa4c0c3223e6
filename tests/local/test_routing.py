"""Over HTTP every path and method gets the response that the app gives to an event of API Gateway."""

import pytest

from app import app
from infra import edge
from tests.kit.doors import ALIEN, NOWHERE, SERVED, by_event, by_http, readable, wrong
from tests.kit.hostility import fill
from tests.local.running import Running

pytestmark = pytest.mark.local_aws


def test_a_route_tells_the_methods_that_it_has(stack: Running):
    for method, path, _ in wrong():
        for target in (path, path + "/"):
            assert _is_as_the_edge_has_it(stack, method, target), (method, target)


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_nowhere_is_not_found_by_any_method(stack: Running, path: str):
    for method in SERVED:
        assert by_event(method, path).status == 404, method
        assert _is_as_the_edge_has_it(stack, method, path), method


def test_nothing_is_sent_to_the_front_page(stack: Running):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert by_http(stack.url, method, "/").status == 403, method


def _is_as_the_edge_has_it(stack: Running, method: str, path: str) -> bool:
    """Tell whether a path answers as the app does, or, where files of the web client lie, is refused by CloudFront."""
    heard = by_http(stack.url, method, path)
    if method not in edge.behaviour_of(path).methods:
        return (heard.status, heard.headers) == (403, {"content-type": "text/html"})
    return heard == by_event(method, path)


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
