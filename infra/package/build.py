"""Build the layers and the functions of a stage, look at them through the gates, and say what they weigh."""

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from infra import staging
from infra.package import bundle, gates, layers
from infra.package.layers import CODE, Layer
from infra.policies import Place
from infra.pythons import ROOT, VERSION, environment

# Stands for what is not published yet, in what the gates look at.
UNPUBLISHED = "arn:aws:lambda:us-east-1:000000000000:layer:{}:1"

# Where a stage's folder says what its package weighs.
FIGURES = "figures.txt"


@dataclass(frozen=True)
class Package:
    """What a stage sends: the archive of every function, and the layers by name; `figures` say what they weigh."""

    function: Path
    layers: dict[str, Layer]
    figures: list[str]


def build_folder(stage: str) -> Path:
    """Return the folder where a stage is laid out and packaged."""
    return ROOT / "build" / stage


def package(stage: str, folder: Path, settings: dict[str, str], place: Place) -> Package:
    """Build the layers and the functions of a stage in a folder.

    The app that Chalice deploys is then in the subfolder `project`, with the function's archive where Chalice looks for
    it. Raises ToolFailed if something cannot be built or a gate rejects it.
    """
    project, unpacked, python = folder / "project", folder / "unpacked", environment() / "bin/python"
    made = layers.libraries(python)
    template, built = _packaged(stage, project, settings, place)
    (folder / "sam.json").write_text(template)
    made[CODE] = _split(built, folder, python)
    _put_together(folder / "function", made, unpacked)
    looked_at = gates.Looked(built, made, unpacked, json.loads(template), python)
    gates.check(looked_at, folder / "sam.json")
    figures = gates.figures(looked_at)
    (folder / FIGURES).write_text("\n".join(figures))
    return Package(built, made, figures)


def default_place(settings: dict[str, str]) -> Place:
    """Return the names of a stage's resources as far as they are known without calling AWS."""
    prefix = settings["PREFIX"]
    return Place(
        prefix,
        settings.get("ORIGINALS_BUCKET", f"{prefix}originals"),
        settings.get("RENDITIONS_BUCKET", f"{prefix}renditions"),
    )


def _packaged(stage: str, project: Path, settings: dict[str, str], place: Place) -> tuple[str, Path]:
    """Return the SAM template that Chalice writes, and the archive that it will upload, named by its code."""
    staging.copy_app(project)
    shutil.rmtree(project / ".chalice/deployments", ignore_errors=True)
    arns = {name: UNPUBLISHED.format(name) for name in (layers.LIBRARIES, *layers.APART, CODE)}
    staging.configure(stage, project, settings, place, arns)
    shutil.rmtree(project / "packaged", ignore_errors=True)
    staging.chalice(project, "package", "--stage", stage, "packaged")
    # Chalice 1.34 names the API's function APIHandler, but refers to ApiHandler for its log group.
    template = (project / "packaged/sam.json").read_text().replace("${ApiHandler}", "${APIHandler}")
    (built,) = (project / ".chalice/deployments").glob(f"appcode-*-python{VERSION}.zip")
    return template, built


def _split(built: Path, folder: Path, python: Path) -> Layer:
    """Take the code out of the function's archive into a layer, which is sent once and not with each function."""
    function, code = folder / "function", folder / "layers" / CODE
    for made in (function, code):
        shutil.rmtree(made, ignore_errors=True)
    with zipfile.ZipFile(built) as archive:
        archive.extractall(function)
    (code / layers.INSIDE).mkdir(parents=True)
    (function / "chalicelib").rename(code / layers.INSIDE / "chalicelib")
    bundle.compile_in(function, "/var/task", python)
    bundle.pack(function, built)
    return layers.seal(CODE, folder / "layers", python)


def _put_together(function: Path, made: dict[str, Layer], unpacked: Path) -> None:
    """Lay out all that the functions have, where the gates import it from one folder."""
    shutil.rmtree(unpacked, ignore_errors=True)
    for layer in made.values():
        shutil.copytree(layer.folder / layers.INSIDE, unpacked, dirs_exist_ok=True)
    shutil.copytree(function, unpacked, dirs_exist_ok=True)
