"""The public port of the local stack responds as the deployment does."""

import http.client
import socket

import pytest
import requests

from chalicelib.schemas.uploads import LARGEST_BODY, LARGEST_FORM
from tests.local.running import Running

pytestmark = pytest.mark.local_aws


def test_a_slash_at_the_end_changes_nothing(stack: Running):
    plain, slashed = (requests.get(f"{stack.url}/api/v1/instance{end}", timeout=60) for end in ("", "/"))

    assert plain.status_code == slashed.status_code == 200
    assert plain.json() == slashed.json()


def test_head_is_get_without_a_body(stack: Running):
    head = requests.head(f"{stack.url}/api/v2/instance", timeout=60)

    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(requests.get(f"{stack.url}/api/v2/instance", timeout=60).content)


@pytest.mark.parametrize("path", ["/api/v1/nope", "/nope", "/api", "/media", "/media/", "/%00"])
def test_what_is_not_there_is_not_found(stack: Running, path: str):
    answer = requests.get(stack.url + path, headers={"Authorization": "Bearer nonsense"}, timeout=60)

    assert answer.status_code in {401, 404}
    assert "error" in answer.json()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_method_that_is_not_there_is_told_the_others(stack: Running):
    answer = requests.delete(f"{stack.url}/api/v2/instance", timeout=60)

    assert answer.status_code == 405
    assert answer.json() == {"error": (said := "Method not allowed"), "msg": said, "error_code": "method_not_allowed"}
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api/v1/statuses", "/api/v1/no/such/thing", "/oauth/token"])
def test_a_browser_may_ask_for_anything(stack: Running, path: str):
    asked = {"Origin": "https://example.com", "Access-Control-Request-Method": "DELETE"}

    answer = requests.options(stack.url + path, headers=asked, timeout=60)

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "DELETE" in answer.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_a_page_of_another_site_may_read_a_photo_and_no_more(stack: Running):
    def preflight(method: str) -> requests.Response:
        asked = {"Origin": "https://example.com", "Access-Control-Request-Method": method}
        return requests.options(f"{stack.url}/media/x/y.jpg", headers=asked, timeout=60)

    assert preflight("GET").status_code == 200
    assert preflight("GET").headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert preflight("DELETE").status_code == 403


def test_nobody_is_told_what_runs_here_and_no_frame_shows_it(stack: Running):
    for path in ("/api/v2/instance", "/oauth/authorize", "/checkout/done", "/media/x/y.jpg"):
        told = requests.get(stack.url + path, timeout=60).headers
        assert "Server" not in told
        assert told["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
        assert told["X-Frame-Options"] == "DENY"
    # Pages are stricter than what CloudFront would say for them.
    assert requests.get(f"{stack.url}/checkout/done", timeout=60).headers["Referrer-Policy"] == "no-referrer"


def test_what_api_gateway_does_not_take_is_refused_here_too(stack: Running):
    long = {"X-Long": "x" * 10_240}
    # CloudFront would answer by itself what it kept of an address.
    assert requests.get(f"{stack.url}/api/v2/instance?long", headers=long, timeout=60).status_code == 413
    assert requests.get(f"{stack.url}/api/v2/instance?x={'x' * 8_192}", timeout=60).status_code == 413
    assert requests.get(f"{stack.url}/api/v2/instance", data=b"x", timeout=60).status_code == 403


@pytest.mark.parametrize("size", [LARGEST_FORM + 1, LARGEST_BODY + 1])
def test_a_body_that_is_too_large_is_refused_in_the_apis_words(stack: Running, size: int):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = requests.post(f"{stack.url}/api/v1/apps", data=b"x" * size, headers=kind, timeout=60)

    assert (answer.status_code, answer.json()) == (413, {"error": "The request is too large"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_chunked_body_arrives_whole(stack: Running):
    parts = iter([b"client_name=Chunky&", b"redirect_uris=urn:ietf:wg:oauth:2.0:oob"])
    kind = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = requests.post(f"{stack.url}/api/v1/apps", data=parts, headers=kind, timeout=60)

    assert (answer.status_code, answer.json()["name"]) == (200, "Chunky")


@pytest.mark.parametrize(
    "target",
    [
        "/media/../../etc/passwd",
        "/media/%2e%2e/x.jpg",
        "/media/a/../../notes.json",
        "/media//x.jpg",
        "/media/a/b/c.jpg",
    ],
)
def test_renditions_are_reached_by_their_exact_name_only(stack: Running, target: str):
    connection = http.client.HTTPConnection("localhost", stack.port, timeout=60)
    connection.request("GET", target)

    assert connection.getresponse().status == 404


def test_a_rendition_is_served_as_it_was_kept(stack: Running):
    kept = {"ContentType": "image/jpeg", "CacheControl": "public, max-age=31536000, immutable"}
    stack.aws("s3").put_object(Bucket="rossgram-local-renditions", Key="media/abc_-1/full.jpg", Body=b"12345", **kept)
    url = f"{stack.url}/media/abc_-1/full.jpg"

    answer = requests.get(url, timeout=60)

    assert (answer.status_code, answer.content) == (200, b"12345")
    assert answer.headers["Content-Type"] == kept["ContentType"]
    assert answer.headers["Cache-Control"] == kept["CacheControl"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert requests.head(url, timeout=60).headers["Content-Length"] == "5"
    again = requests.get(url, headers={"If-None-Match": answer.headers["ETag"]}, timeout=60)
    assert (again.status_code, again.content) == (304, b"")
    assert requests.post(url, timeout=60).status_code == 403


def test_what_is_not_http_gets_an_answer_in_the_apis_words(stack: Running):
    with socket.create_connection(("127.0.0.1", stack.port), timeout=60) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n")
        # The headers and the body may arrive separately.
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 400")
    assert b'{"error":' in answer


def test_a_slow_caller_keeps_nobody_waiting(stack: Running):
    slow = [socket.create_connection(("127.0.0.1", stack.port), timeout=60) for _ in range(30)]
    for connection in slow:
        connection.sendall(b"POST /api/v1/apps HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nslow")

    assert requests.get(f"{stack.url}/api/v2/instance", timeout=60).status_code == 200

    for connection in slow:
        connection.close()


def test_the_front_page_says_what_this_is(stack: Running):
    answer = requests.get(stack.url, timeout=60)

    assert answer.status_code == 200
    assert "Rossgram" in answer.text


def test_the_local_aws_cannot_be_emptied_from_a_browser(stack: Running):
    port = stack.aws("s3").meta.endpoint_url.rpartition(":")[2]

    assert requests.post(f"http://127.0.0.1:{port}/_ministack/reset", timeout=60).status_code == 404
    assert requests.get(f"{stack.url}/api/v2/instance", timeout=60).status_code == 200
