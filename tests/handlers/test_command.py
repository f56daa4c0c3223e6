"""Chalice's own command deploys for the Python that it runs on, and the layers are made for one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from botocore.session import Session

from chalicelib import config
from chalicelib.deadline import clients
from chalicelib.handlers import command
from infra.pythons import VERSION


@pytest.fixture
def in_chalice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the app believe that Chalice's command imports it."""
    monkeypatch.setattr(config, "IN_CHALICE", True)


@pytest.mark.usefixtures("in_chalice")
@pytest.mark.parametrize("verb", ["deploy", "package"])
@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 14)])
def test_another_python_is_refused_with_the_reason(python: tuple[int, int], verb: str):
    told = rf"This is Python 3\.{python[1]}, .* compiled for 3\.13: .* `make deploy`"
    with pytest.raises(SystemExit, match=told):
        command.check(python, ["chalice", verb, "--stage", "dev"])


@pytest.mark.usefixtures("in_chalice")
def test_the_python_of_lambda_and_the_local_server_pass():
    command.check((3, 13, 0), ["chalice", "deploy"])
    command.check((3, 11, 7), ["chalice", "local"])


@pytest.mark.usefixtures("in_chalice")
@pytest.mark.parametrize("missing", ["AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION"])
def test_the_local_server_without_an_account_says_what_to_run(monkeypatch: pytest.MonkeyPatch, missing: str):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in (missing, "AWS_PROFILE", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setattr(clients, "session", Session)
    with pytest.raises(SystemExit, match="`make run` runs everything on this machine"):
        command.check((3, 13), ["chalice", "local"])
    command.check((3, 13), ["chalice", "deploy"])


def test_outside_of_chalices_command_any_python_passes():
    command.check((3, 11, 7), ["deploy"])


def test_it_is_the_python_that_packages():
    assert ".".join(map(str, command.LAMBDA)) == VERSION


def test_the_real_command_says_so():
    """Chalice sets its own mark before it imports the app."""
    told = "import os; os.environ['AWS_CHALICE_CLI_MODE'] = 'true'; import sys; sys.argv = ['chalice', 'deploy']\n"
    told += "sys.version_info = (3, 11, 0, 'final', 0)\nfrom app import app\n"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", told], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, "This is Python 3.11" in done.stderr) == (1, True)


def test_the_real_local_server_says_so_from_the_thread_in_which_it_imports_the_app(tmp_path: Path):
    told = "import os; os.environ['AWS_CHALICE_CLI_MODE'] = 'true'; import sys; sys.argv = ['chalice', 'local']\n"
    told += "import threading, importlib; thread = threading.Thread(target=importlib.import_module, args=('app',))\n"
    told += "thread.start(); thread.join(); print('it serves')"
    root = Path(__file__).parents[2]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    bare |= {"HOME": str(tmp_path), "AWS_EC2_METADATA_DISABLED": "true", "AWS_DEFAULT_REGION": "us-east-1"}
    begun = [sys.executable, "-c", told]
    done = subprocess.run(begun, cwd=root, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, "`make run` runs everything" in done.stderr) == (1, "", True)
