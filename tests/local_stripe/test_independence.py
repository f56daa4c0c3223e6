"""local_stripe stands alone: it runs from a copy of its folder, and its README says what that takes."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import stripe

import local_stripe
from local.settings import ROOT
from local_stripe.server import check_package
from tests.local.running import free_port, wait_for

FOLDER = ROOT / "local_stripe"
README = (FOLDER / "README.md").read_text()
PINS = dict(re.findall(r"(\w+)==([\d.]+)", README))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield (node.module or "").split(".")[0]


def test_it_imports_the_standard_library_itself_and_what_its_readme_names():
    found = {name for path in FOLDER.rglob("*.py") for name in imported(path)}
    assert found - set(sys.stdlib_module_names) == {"local_stripe", *PINS}


def test_its_readme_names_the_packages_that_are_installed_here():
    ours = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    assert set(PINS) == {"stripe", "waitress", "requests"}
    assert [name for name, version in PINS.items() if f"\n{name}=={version}\n" not in ours] == []


def test_its_version_is_in_the_readme_and_on_the_command_line():
    said = subprocess.run(
        [sys.executable, "-m", "local_stripe", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said == f"local_stripe {local_stripe.__version__}, Stripe API {local_stripe.API_VERSION}\n"
    assert f"**Version** {local_stripe.__version__} " in README
    assert f"**API version** {local_stripe.API_VERSION}," in README


def test_it_does_not_start_beside_a_package_of_another_api_version():
    check_package(stripe.api_version)
    with pytest.raises(RuntimeError, match="pins 2020-08-27"):
        check_package("2020-08-27")


def test_a_copy_of_the_folder_runs_anywhere(tmp_path: Path):
    shutil.copytree(FOLDER, tmp_path / "local_stripe", ignore=shutil.ignore_patterns("__pycache__"))
    port = free_port()
    url = f"http://localhost:{port}"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = kept | {"PORT": str(port), "DATA": str(tmp_path / "data"), "API_KEY": "sk_test_of_a_copy"}
    with subprocess.Popen([sys.executable, "-m", "local_stripe"], cwd=tmp_path, env=environment) as process:
        try:
            wait_for(lambda: process.poll() is not None or answers(url))
            client = stripe.StripeClient("sk_test_of_a_copy", base_addresses={"api": url}).v1
            paid = client.payment_intents.create(
                {"amount": 500, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True}
            )
            said = requests.get(f"{url}/_control/version", timeout=30).json()
        finally:
            process.terminate()
    assert (paid.status, process.returncode) == ("succeeded", 0)
    assert said == {"version": local_stripe.__version__, "api_version": local_stripe.API_VERSION}


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/_control/version", timeout=30).ok
    except requests.ConnectionError:
        return False
