"""A package that would not run in Lambda is rejected, with the reason."""

from pathlib import Path
from typing import Any

import PIL
import pytest

from infra.package import gates, libraries, routes, trim
from infra.package.gates import Looked
from infra.package.routes import Routes
from infra.pythons import ROOT

SITE = Path(PIL.__file__).parent.parent


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """Create an unpacked package whose wheels and compiled files are correct."""
    wheel = tmp_path / "pillow-13.0.0.dist-info/WHEEL"
    wheel.parent.mkdir()
    wheel.write_text("Wheel-Version: 1.0\nTag: cp313-cp313-manylinux_2_27_x86_64\nTag: py3-none-any\n")
    cache = tmp_path / "chalicelib/__pycache__"
    cache.mkdir(parents=True)
    (tmp_path / "chalicelib/config.py").touch()
    (cache / "config.cpython-313.pyc").touch()
    return tmp_path


def looked(unpacked: Path, template: dict[str, Any] | None = None) -> Looked:
    return Looked(unpacked / "function.zip", {}, unpacked, template or {})


def test_a_package_for_lambda_passes(unpacked: Path):
    assert list(gates._wheels(looked(unpacked))) == []
    assert list(gates._compiled(looked(unpacked))) == []


def test_a_wheel_that_was_compiled_on_this_machine_is_refused(unpacked: Path):
    (unpacked / "pillow-13.0.0.dist-info/WHEEL").write_text("Tag: cp313-cp313-linux_x86_64\n")
    assert "compiled here" in next(gates._wheels(looked(unpacked)))


def test_modules_compiled_for_another_python_are_refused(unpacked: Path):
    (unpacked / "chalicelib/__pycache__/config.cpython-311.pyc").touch()
    assert "another Python" in next(gates._compiled(looked(unpacked)))


def test_modules_that_are_not_compiled_are_refused(unpacked: Path):
    (unpacked / "chalicelib/errors.py").touch()
    assert list(gates._compiled(looked(unpacked))) == ["chalicelib/errors.py is not compiled"]


def test_what_is_missing_and_what_is_too_much_is_named(unpacked: Path):
    (unpacked / "moto").mkdir()
    faults = set(gates._contents(looked(unpacked)))
    assert {"pillow.libs is missing", "moto should not be in it", "chalicelib/errors.py is missing"} <= faults


def test_a_service_that_is_called_and_not_described_is_refused(unpacked: Path, monkeypatch: pytest.MonkeyPatch):
    # What is there of the libraries are their data, and no code to change.
    monkeypatch.setattr(trim, "put_off", lambda _: None)
    for name in ("s3", "sqs", "dynamodb", "athena"):
        (unpacked / trim.DATA / name).mkdir(parents=True)
    (unpacked / trim.DATA / "endpoints.json").write_text("{}")
    trim.trim(unpacked)
    left = sorted(path.name for path in (unpacked / trim.DATA).iterdir())
    assert left == ["dynamodb", "endpoints.json", "s3", "sqs"]
    assert "the service sesv2 is not described" in list(gates._services(looked(unpacked)))


def test_more_paths_than_api_gateway_takes_are_refused(unpacked: Path):
    paths: dict[str, object] = {f"/api/{number}": {} for number in range(300)}
    template = {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": {"paths": paths}}}}}
    assert list(gates._tree(looked(unpacked, template))) == ["the API has 302 resources, API Gateway takes 300"]


def test_a_route_that_is_not_found_behind_the_greedy_resource_is_refused(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(routes, "look", lambda *_: Routes({}, 2, ["/a/{id}"]))
    assert gates._routes(looked(unpacked)) == ["/a/{id} is not found behind the greedy resource"]


@pytest.mark.parametrize("name", ["libheif-e72ea93c.so.1.23.6", "libx265-4883ecb5.so.217", "libXau-154567c4.so.6.0.0"])
def test_bundled_libraries_whose_licence_is_known_pass(unpacked: Path, name: str):
    (unpacked / "some.libs").mkdir()
    (unpacked / "some.libs" / name).touch()
    assert list(gates._libraries(looked(unpacked))) == []


@pytest.mark.parametrize("name", ["libkvazaar-0123abcd.so.7", "libx264-0123abcd.so.164", "strange.bin"])
def test_a_bundled_library_of_an_unknown_licence_is_refused(unpacked: Path, name: str):
    (unpacked / "some.libs").mkdir()
    (unpacked / "some.libs" / name).touch()
    assert list(gates._libraries(looked(unpacked))) == [f"some.libs/{name}: a bundled library of an unknown licence"]


@pytest.mark.parametrize("name", ["libheif-0123abcd.so.1.23.0", "libheif-0123abcd.so"])
def test_a_decoder_with_known_holes_is_refused(unpacked: Path, name: str):
    (unpacked / "pi_heif.libs").mkdir()
    (unpacked / "pi_heif.libs" / name).touch()
    assert list(gates._libraries(looked(unpacked))) == [f"pi_heif.libs/{name} is older than 1.23.4"]


@pytest.mark.parametrize(
    ("said", "is_known"),
    [
        ("License-Expression: MIT-CMU", True),
        ("License: Apache License 2.0", True),
        ("Classifier: License :: OSI Approved :: BSD License", True),
        ("License: Proprietary", False),
        ("License-Expression: SSPL-1.0", False),
        ("Name: other", False),
    ],
)
def test_a_package_of_an_unknown_licence_is_refused(unpacked: Path, said: str, is_known: bool):
    (unpacked / "pillow-13.0.0.dist-info/METADATA").write_text(f"Name: x\n{said}\n\nMIT is not said here.\n")
    assert (not list(gates._libraries(looked(unpacked)))) == is_known


def test_every_package_that_is_deployed_passes():
    """Check the packages installed here: those of requirements.txt, with the libraries that their wheels bundle."""
    lines = (ROOT / "requirements.txt").read_text().lower().splitlines()
    deployed = tuple(line.split("==")[0].replace("-", "_") for line in lines if "==" in line)
    assert [fault for fault in libraries.faults(SITE) if fault.lower().startswith(deployed)] == []
    assert (SITE / "pillow_heif.libs").is_dir()
