"""What the rehearsal sends to the deployed API shows whether a forged header is believed."""

import json
from typing import Any

import pytest

from app import app
from chalicelib import config
from chalicelib.models import base
from infra.rehearse import forged
from infra.rehearse.checks import WentWrong

# Where apps are registered.
WHERE = "chalicelib.handlers.people.oauth"
PROOF, OLD = "the-proof-of-the-tests", "the-proof-before-it"


@pytest.fixture(autouse=True)
def deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the app in this process what the rehearsed stage has; no window of a limit ends meanwhile."""
    began = base.clock()
    monkeypatch.setattr(base, "clock", lambda: began)
    monkeypatch.setattr(config, "EDGE_PROOF", PROOF)
    monkeypatch.setattr(config, "APPS_PER_ADDRESS", forged.MOST_APPS)


def ask(event: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(json.dumps(app(json.loads(json.dumps(event)), None))))


def test_no_forgery_is_believed():
    forged.check(ask, PROOF, OLD)


@pytest.mark.parametrize("believed", ["X-Forwarded-For", "Forwarded", "CloudFront-Viewer-Address", "X-Real-IP"])
def test_an_app_that_believes_a_header_is_found_out(monkeypatch: pytest.MonkeyPatch, believed: str):
    def address(request: Any) -> str:
        return str(request.headers.get(believed) or request.context["identity"]["sourceIp"])

    monkeypatch.setattr(f"{WHERE}.address", address)
    with pytest.raises(WentWrong, match=believed):
        forged.check(ask, PROOF, OLD)


def test_an_app_that_believes_the_last_proof_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "EDGE_PROOF", f"{PROOF},{OLD}")
    with pytest.raises(WentWrong, match="with the last proof"):
        forged.check(ask, PROOF, OLD)


def test_an_app_that_believes_nobody_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "TRUSTED_PROXIES", 99)
    with pytest.raises(WentWrong, match="viewers at addresses of their own"):
        forged.check(ask, PROOF, OLD)


def test_a_host_that_is_believed_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "PUBLIC_URL", f"https://{forged.EVIL}")
    with pytest.raises(WentWrong, match="forged host"):
        forged.check(ask, PROOF, OLD)


def test_a_stage_for_cloudfront_alone_refuses_what_comes_past_it(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(WentWrong, match="no proof"):
        forged.only_through(ask, PROOF, OLD)
    monkeypatch.setattr(config, "EDGE_ONLY", True)
    forged.only_through(ask, PROOF, OLD)
