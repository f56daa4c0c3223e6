"""The settings of `make run` are checked before anything is started."""

from pathlib import Path

import pytest

from local import folder, settings
from local.folder import Notes
from local.problems import Problem


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, port: str):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Problem, match="PORT must be a number"):
        settings.read()


def test_nobodys_real_account_is_ever_used(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "real")
    monkeypatch.setenv("ORIGINALS_BUCKET", "real")

    environment = settings.child_environment(settings.read(), Notes(4000, "secret"))

    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN", "ORIGINALS_BUCKET"} & environment.keys()
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4000"
    assert environment["AWS_SECRET_ACCESS_KEY"] == "secret"


NOTES = Notes(4000, "secret", stripe_port=4001, stripe_key="sk_test_local1", stripe_secret="whsec_1")
STRIPE = ("STRIPE_URL", "STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "LOCAL_CLOCK")


def told_of_stripe(monkeypatch: pytest.MonkeyPatch, **shell: str) -> dict[str, str]:
    """Return the Stripe variables of the children for these variables in the shell."""
    for name in STRIPE:
        monkeypatch.delenv(name, raising=False)
    for name, value in shell.items():
        monkeypatch.setenv(name, value)
    told = settings.child_environment(settings.read(), NOTES)
    return {name: told[name] for name in STRIPE if name in told}


def test_without_keys_the_local_stripe_is_asked_whatever_the_shell_says(monkeypatch: pytest.MonkeyPatch):
    told = told_of_stripe(monkeypatch, STRIPE_URL="https://elsewhere.example", LOCAL_CLOCK="/elsewhere")

    assert told["STRIPE_URL"] == "http://127.0.0.1:4001"
    assert (told["STRIPE_API_KEY"], told["STRIPE_WEBHOOK_SECRET"]) == ("sk_test_local1", "whsec_1")
    assert told["LOCAL_CLOCK"].endswith("/stripe")


def test_with_test_keys_stripe_itself_is_asked_and_the_clock_is_the_walls(monkeypatch: pytest.MonkeyPatch):
    keys = {"STRIPE_API_KEY": "sk_test_mine", "STRIPE_WEBHOOK_SECRET": "whsec_mine"}

    assert told_of_stripe(monkeypatch, STRIPE_URL="https://elsewhere.example", **keys) == keys


@pytest.mark.parametrize(
    ("key", "secret", "why"),
    [
        ("sk_live_1", "whsec_1", "live key"),
        ("sk_live_1", "", "live key"),
        ("rk_live_1", "whsec_1", "live key"),
        ("sk_test_1", "", "go together"),
        ("", "whsec_1", "go together"),
        ("pk_test_1", "whsec_1", "must be a secret key"),
        ("sk_test_1", "sk_test_1", "secret of a webhook"),
        ("sk_test_1", "whsec_1,", "secret of a webhook"),
    ],
)
def test_keys_that_cannot_be_meant_are_told(monkeypatch: pytest.MonkeyPatch, key: str, secret: str, why: str):
    with pytest.raises(Problem, match=why) as problem:
        told_of_stripe(monkeypatch, STRIPE_API_KEY=key, STRIPE_WEBHOOK_SECRET=secret)

    assert "sk_live_1" not in str(problem.value)
    assert len(str(problem.value).splitlines()) == 1


def test_the_keys_of_a_data_folder_are_made_once_and_not_those_of_another(tmp_path: Path):
    kept = []
    for name in ("one", "one", "other"):
        with folder.hold(tmp_path / name) as held:
            kept.append((held.notes.stripe_port, held.notes.stripe_key, held.notes.stripe_secret))
            assert held.notes.stripe_port not in {0, held.notes.aws_port}

    assert kept[0] == kept[1]
    assert not {*kept[0][1:]} & {*kept[2][1:]}


def test_a_data_folder_from_before_the_local_stripe_is_still_read(tmp_path: Path):
    (tmp_path / "notes.json").write_text('{"aws_port": 4000, "aws_secret": "kept", "demo": "done"}')

    with folder.hold(tmp_path) as held:
        assert (held.notes.aws_secret, held.notes.demo) == ("kept", "done")
        assert held.notes.stripe_key.startswith("sk_test_")
