"""What is deployed may be combined with the AGPL-3.0-or-later: docs/decisions/2026-11-25-licence.md."""

import hashlib
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from infra.package.libraries import BUNDLED

ROOT = Path(__file__).parent.parent
# The Free Software Foundation's own file, https://www.gnu.org/licenses/agpl-3.0.txt
LICENSE_SHA256 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
ALLOWED = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0"),
    # The names that older packages use.
    *("MIT License", "BSD License", "Apache Software License", "Mozilla Public License 2.0 (MPL 2.0)"),
}


def deployed() -> list[str]:
    return re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)


def licences(package: str) -> set[str]:
    found: Any = metadata.metadata(package)
    if expression := found.get("License-Expression"):
        return set(re.split(r" (?:AND|OR|WITH) ", expression))
    told = [line for line in found.get_all("Classifier") or [] if line.startswith("License ::")]
    return {line.rpartition(" :: ")[2] for line in told} or {found.get("License") or "none is told"}


def bundled(package: str) -> set[str]:
    paths = [file.as_posix() for file in metadata.files(package) or []]
    return {found[1] for path in paths if (found := re.search(r"\.libs/lib(\w+?)(?:-[0-9a-f]{8})?\.so", path))}


@pytest.mark.parametrize("package", deployed())
def test_a_package_that_is_deployed_has_a_licence_that_goes_with_ours(package: str):
    assert licences(package) - ALLOWED == set()


@pytest.mark.parametrize("package", deployed())
def test_every_library_in_a_wheel_has_a_known_licence(package: str):
    assert bundled(package) - BUNDLED.keys() == set()


def test_the_encoder_in_the_wheel_of_pillow_heif_is_seen():
    if not any(".libs/" in file.as_posix() for file in metadata.files("pillow-heif") or []):
        pytest.skip("this system's wheel keeps its libraries elsewhere")
    assert bundled("pillow-heif") == {"de265", "heif", "x265"}


def test_the_licence_is_the_official_text():
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == LICENSE_SHA256
    assert '\nlicense = "AGPL-3.0-or-later"\n' in (ROOT / "pyproject.toml").read_text()


# What the demo community shows and a repository under the AGPL may hold beside its program.
SHOWN = {
    *("CC0-1.0", "public domain", "CC-BY-2.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0"),
    *("GPL-2.0-or-later", "LGPL-3.0-only"),
}
PHOTOS = ROOT / "local" / "demo" / "photos"
LARGEST = 8_000_000


def test_every_photo_of_the_demo_community_has_an_author_a_source_and_a_licence_that_lets_us_show_it():
    rows = re.findall(r"^\| ([\w-]+\.webp) \|(.+)\|$", (PHOTOS / "LICENSES.md").read_text("utf-8"), re.MULTILINE)
    told = {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}
    assert told.keys() == {file.name for file in PHOTOS.glob("*.webp")}
    assert [name for name, cells in told.items() if len(cells) != 4 or not all(cells) or cells[3] not in SHOWN] == []


def test_the_photos_of_the_demo_community_stay_small():
    assert sum(file.stat().st_size for file in PHOTOS.iterdir()) < LARGEST
