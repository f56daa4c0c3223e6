"""While the local AWS or Stripe hangs, requests get a 503; they work again once it continues."""

import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from PIL import Image

from tests.local.running import Running, wait_for

pytestmark = pytest.mark.local_aws

Start = Callable[..., Running]


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(file, "JPEG")
    return file.getvalue()


@contextmanager
def stopped(running: Running, name: str) -> Iterator[None]:
    """Suspend a child inside the block: it hangs, as on an overloaded machine or a dead network."""
    pid = running.children()[name]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def send(running: Running, token: str, method: str, path: str, **request: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}", **request.pop("headers", {})}
    return requests.request(method, running.url + path, headers=headers, timeout=120, **request)


REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/api/v1/timelines/home", {}),
    ("POST", "/api/v1/statuses", {"data": {"status": "once"}, "headers": {"Idempotency-Key": "once"}}),
    ("POST", "/api/v2/media", {"files": {"file": ("photo.jpg", photo(), "image/jpeg")}}),
    ("POST", "/oauth/token", {"data": {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y"}}),
]


def test_a_local_aws_that_hangs_is_answered_with_503_and_all_is_well_afterwards(start: Start):
    # The product's own deadline, which this test checks, whatever the machine's load.
    running = start(DEADLINE_SECONDS="4.5").wait_until_ready()
    token = running.sign_up("anna")
    me = wait_for(lambda: send(running, token, "GET", "/api/v1/accounts/verify_credentials").json().get("id"))

    with stopped(running, "local.aws"):
        for method, path, request in REQUESTS:
            answer = send(running, token, method, path, **request)
            assert (path, answer.status_code) == (path, 503), answer.text
            assert int(answer.headers["Retry-After"]) > 0
            assert "error" in answer.json()

    for method, path, request in REQUESTS[:3]:
        wait_for(lambda m=method, p=path, r=request: send(running, token, m, p, **r).ok)  # type: ignore[misc]
    posts = send(running, token, "GET", f"/api/v1/accounts/{me}/statuses").json()
    assert [post["content"] for post in posts] == ["<p>once</p>"]


def test_a_stripe_that_hangs_is_answered_with_503(start: Start):
    running = start(DEADLINE_SECONDS="20", STRIPE_DEADLINE_SECONDS="21").wait_until_ready()
    token = running.sign_up("anna")
    begin = ("POST", "/api/rossgram/v1/seller/onboarding")

    with stopped(running, "local.stripe"):
        answer = send(running, token, *begin, data={"country": "DE"})

    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (503, True), answer.text
    assert wait_for(lambda: send(running, token, *begin, data={"country": "DE"}).ok)
