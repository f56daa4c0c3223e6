"""What `make stack` and `make deploy` do in order, around the deployment itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from infra import __main__, artifacts, deploy, identity, preflight, web_client
from infra.__main__ import main
from infra.identity import Identity
from infra.staging import stage_settings

ADDRESS = "https://d1.cloudfront.net"
TITLE = identity.read(stage_settings("dev")).title


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Have a deployment and the web client write down what is asked of them, and return what they wrote."""
    written: list[str] = []

    class Deployment:
        def __init__(self, stage: str, folder: Path) -> None:
            self.stage, self.folder = stage, folder
            self.place = SimpleNamespace(renditions_bucket="renditions")

        def bring_up(self) -> str:
            written.append(f"bring up {self.stage}")
            return ADDRESS

        def package(self) -> str:
            written.append("package")
            return "what was packaged"

        def deploy(self, made: Any, last: Callable[[], None]) -> str:
            written.append(f"deploy {made}")
            last()
            return ADDRESS

    def publish(bucket: str, looks: Identity) -> str:
        written.append(f"publish {looks.title} to {bucket}")
        return "The web client is there."

    monkeypatch.setattr(__main__, "Deployment", Deployment)
    monkeypatch.setattr(__main__, "build_folder", lambda stage: tmp_path / stage)
    monkeypatch.setattr(preflight, "stop", lambda stage, _: written.append(f"look at {stage}"))
    monkeypatch.setattr(web_client, "publish", publish)
    return written


def test_a_deployment_is_looked_at_packaged_sent_and_then_has_its_web_client(done: list[str]):
    said = main(["deploy", "dev"])
    assert done == ["look at dev", "package", "deploy what was packaged", f"publish {TITLE} to renditions"]
    assert said == f"The web client is there.\n{TITLE} is at {ADDRESS}"


def test_a_stack_is_looked_at_and_brought_up_and_the_next_command_is_said(done: list[str]):
    said = main(["stack", "dev"])
    assert done == ["look at dev", "bring up dev"]
    assert ADDRESS in said
    assert "chalice deploy --stage dev" in said


def test_what_comes_last_is_done_while_nobody_else_deploys(monkeypatch: pytest.MonkeyPatch):
    written: list[str] = []

    class Held:
        @contextmanager
        def held(self) -> Iterator[None]:
            written.append("locked")
            yield
            written.append("unlocked")

        def renew(self) -> None:
            written.append("renewed")

    deployment: Any = object.__new__(deploy.Deployment)
    vars(deployment).update(lock=Held(), place=SimpleNamespace(prefix="p-", account="1"), region="us-east-1")
    vars(deployment).update(settings={"PREFIX": "p-", "PUBLIC_URL": ADDRESS}, tells=lambda _: 0)
    vars(deployment).update(_keys=dict, _bring_up=lambda _: {}, _deploy_app=lambda *_: written.append("deployed"))
    monkeypatch.setattr(artifacts, "bring_up", lambda *_: None)
    assert deployment.deploy("what was packaged", lambda: written.append("last")) == ADDRESS
    assert written == ["locked", "deployed", "renewed", "last", "unlocked"]
