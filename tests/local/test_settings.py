"""What `make run` is asked for is read before anything is started."""

import pytest

from infra.local import settings
from infra.local.problems import Problem


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, port: str):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Problem, match="PORT must be a number"):
        settings.read()


def test_nobodys_real_account_is_ever_used(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "real")
    monkeypatch.setenv("ORIGINALS_BUCKET", "real")

    environment = settings.child_environment(settings.read(), 4000, "secret")

    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN", "ORIGINALS_BUCKET"} & environment.keys()
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4000"
    assert environment["AWS_SECRET_ACCESS_KEY"] == "secret"
