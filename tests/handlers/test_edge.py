"""Whose address the app believes, through events as API Gateway sends them and through the local front."""

import io
import json
import logging
from typing import Any
from urllib.parse import urlencode

import pytest

from app import app
from chalicelib import config
from chalicelib.gateways import proof, secrets
from chalicelib.models import base
from tests.kit.doors import event
from tests.kit.edge import front

PROOF = "the-proof-of-the-tests"
FORM = urlencode({"client_name": "x", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"})
REAL, EDGE = "198.51.100.1", "192.0.2.1"


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the stage a proof, and let an address register three apps; no window of a limit ends meanwhile."""
    began = base.clock()
    monkeypatch.setattr(base, "clock", lambda: began)
    monkeypatch.setattr(config, "EDGE_PROOF", PROOF)
    monkeypatch.setattr(config, "APPS_PER_ADDRESS", 3)


def call(method: str, path: str, body: str = "", **sent: str) -> Any:
    """Return the app's response to an event of API Gateway, which saw the caller at EDGE."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    headers = {"Host": "api.example", **kind, **{name.replace("_", "-"): value for name, value in sent.items()}}
    several = {name: [value] for name, value in headers.items()}
    return app(event(method, path, headers=headers, multiValueHeaders=several, body=body or None), None)


def register(**sent: str) -> int:
    """Register an app, and return the status."""
    return int(call("POST", "/api/v1/apps", FORM, **sent)["statusCode"])


def through_front(number: int, address: str = REAL, **sent: str) -> int:
    """Register an app through the local front, and return the status."""
    environ = {
        "REQUEST_METHOD": "POST",
        "REQUEST_URI": "/api/v1/apps",
        "PATH_INFO": "/api/v1/apps",
        "REMOTE_ADDR": address,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(FORM)),
        "wsgi.input": io.BytesIO(FORM.encode()),
        "HTTP_X_FORWARDED_FOR": f"203.0.113.{number}, 10.0.0.{number}",
        **sent,
    }
    return front().answer(environ).status


def test_who_calls_api_gateway_directly_is_believed_no_address():
    told = [register(X_Forwarded_For=f"203.0.113.{number}, {EDGE}") for number in range(80)]
    assert (told.count(200), told.count(429)) == (3, 77)


@pytest.mark.parametrize("wrong", ["", "x", PROOF[:-1], PROOF + "x", f"{PROOF},{PROOF}", "é"])
def test_with_another_proof_neither(wrong: str):
    told = [register(X_Forwarded_For=f"203.0.113.{n}, {EDGE}", X_Rossgram_Edge=wrong) for n in range(80)]
    assert told.count(200) == 3


def test_where_a_stage_has_no_proof_an_empty_one_is_not_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "EDGE_PROOF", "")
    told = [register(X_Forwarded_For=f"203.0.113.{n}, {EDGE}", X_Rossgram_Edge="") for n in range(8)]
    assert told.count(200) == 3


def test_the_addresses_of_one_home_are_one_in_ipv6_and_those_of_two_are_not():
    def from_address(address: str) -> int:
        return register(X_Forwarded_For=f"{address}, {EDGE}", X_Rossgram_Edge=PROOF)

    assert [from_address(f"2001:db8:1:2::{number}") for number in range(1, 5)] == [200, 200, 200, 429]
    assert from_address("2001:DB8:0001:2:ffff::1") == 429
    assert from_address("2001:db8:1:3::1") == 200
    # One of IPv4 that is written as IPv6 is the same as it.
    mixed = ("198.51.100.9", "::ffff:198.51.100.9")
    assert [from_address(mixed[number % 2]) for number in range(4)] == [200, 200, 200, 429]
    assert from_address("::ffff:198.51.100.10") == 200


def test_with_the_proof_the_address_is_what_cloudfront_saw():
    def told(number: int, real: str) -> int:
        return register(X_Forwarded_For=f"203.0.113.{number}, {real}, {EDGE}", X_Rossgram_Edge=PROOF)

    # What the caller wrote before it counts for nothing.
    assert [told(number, REAL) for number in range(80)].count(200) == 3
    assert told(1, "198.51.100.2") == 200


def test_through_the_local_front_nobody_is_believed_an_address_either():
    forged = [through_front(number, HTTP_X_ROSSGRAM_EDGE="forged") for number in range(80)]
    assert forged.count(200) == 3
    assert through_front(1, "198.51.100.2") == 200


def test_two_proofs_are_valid_while_one_is_replaced(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "EDGE_PROOF", f"the-next-one, {PROOF}")
    assert proof.is_ours(PROOF)
    assert proof.is_ours("the-next-one")
    assert not proof.is_ours(f"the-next-one, {PROOF}")


def test_a_proof_that_was_just_replaced_is_looked_up_once(monkeypatch: pytest.MonkeyPatch):
    stored, asked = ["old"], []

    def ask(name: str) -> str:
        asked.append(name)
        return stored[-1]

    clock = [1000.0]
    monkeypatch.setattr(config, "EDGE_PROOF", "")
    monkeypatch.setattr(config, "SECRETS_PATH", "/of-the-tests/")
    monkeypatch.setattr(secrets, "_ask", ask)
    monkeypatch.setattr("chalicelib.gateways.secrets.time.monotonic", lambda: clock[0])
    secrets.forget()
    assert proof.is_ours("old")
    stored.append("new,old")
    clock[0] += secrets.RENEWED_SECONDS
    assert proof.is_ours("new")
    # Strangers make it look no more often than that.
    for number in range(20):
        assert not proof.is_ours(f"guess-{number}")
    assert asked == ["/of-the-tests/EDGE_PROOF"] * 2
    secrets.forget()


def test_a_stage_that_is_reached_through_cloudfront_alone_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "EDGE_ONLY", True)
    for path in ("/api/v1/instance", "/oauth/authorize", "/nope", "/", "/webhooksx", "/health/x"):
        found = call("GET", path)
        assert found["statusCode"] == 403, path
        assert config.PUBLIC_URL in json.loads(found["body"])["error"]
    assert call("POST", "/webhooks/stripe", "{}")["statusCode"] == 400
    assert call("GET", "/health")["statusCode"] == 200
    assert call("GET", "/api/v1/instance", X_Rossgram_Edge=PROOF)["statusCode"] == 200
    assert call("GET", "/nope", X_Rossgram_Edge=PROOF)["statusCode"] == 404


def test_it_is_off_unless_a_stage_says_otherwise():
    assert config.EDGE_ONLY is False
    assert call("GET", "/api/v1/instance")["statusCode"] == 200


def test_another_host_is_believed_nowhere():
    for path in ("/api/v2/instance", "/.well-known/nodeinfo", "/.well-known/oauth-authorization-server"):
        found = call("GET", path, X_Forwarded_Host="evil.example", Forwarded="host=evil.example")
        assert "evil.example" not in json.dumps(found)


def test_the_proof_is_told_and_logged_nowhere(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        found = [call("GET", path, X_Rossgram_Edge=PROOF) for path in ("/api/v2/instance", "/nope", "/oauth/authorize")]
        register(X_Rossgram_Edge=PROOF, X_Forwarded_For=f"{REAL}, {EDGE}")
    assert PROOF not in json.dumps(found)
    assert PROOF not in caplog.text
