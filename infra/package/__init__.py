"""Build the deployment package, and reject one that would not run in Lambda."""

import json
import shutil
from pathlib import Path

from infra import staging
from infra.package import bundle, gates
from infra.policies import Place
from infra.pythons import ROOT, VERSION, environment


def build_folder(stage: str) -> Path:
    """Return the folder where a stage is laid out and packaged."""
    return ROOT / "build" / stage


def package(stage: str, folder: Path, settings: dict[str, str], place: Place) -> list[str]:
    """Build `deployment.zip` and `sam.json` in a folder, and return figures about them.

    The app that Chalice deploys is then in the subfolder `project`. Raises ToolFailed if the package cannot be built
    or a gate rejects it.
    """
    project, unpacked = folder / "project", folder / "unpacked"
    staging.lay_out(stage, project, settings, place)
    shutil.rmtree(project / "packaged", ignore_errors=True)
    staging.chalice(project, "package", "--stage", stage, "packaged")
    # Chalice 1.34 names the API's function APIHandler, but refers to ApiHandler for its log group.
    text = (project / "packaged/sam.json").read_text().replace("${ApiHandler}", "${APIHandler}")
    (folder / "sam.json").write_text(text)
    template = json.loads(text)
    built = _compiled(project, unpacked)
    shutil.copy2(built, folder / "deployment.zip")
    python = environment() / "bin/python"
    gates.check(folder / "deployment.zip", unpacked, template, python)
    return gates.figures(folder / "deployment.zip", unpacked, template, python)


def _compiled(project: Path, unpacked: Path) -> Path:
    """Compile the package that Chalice built, in place, and return its path: `chalice deploy` uploads this file.

    Chalice names a package by a hash of its contents, so the newest package is that of the current code.
    """
    built = max(
        (project / ".chalice/deployments").glob(f"*-python{VERSION}.zip"), key=lambda path: path.stat().st_mtime
    )
    bundle.compile_into(built, unpacked, environment() / "bin/python")
    for older in built.parent.glob("*.zip"):
        if older != built:
            older.unlink()
    return built


def default_place(settings: dict[str, str]) -> Place:
    """Return the names of a stage's resources as far as they are known without calling AWS."""
    prefix = settings["PREFIX"]
    return Place(
        prefix,
        settings.get("ORIGINALS_BUCKET", f"{prefix}originals"),
        settings.get("RENDITIONS_BUCKET", f"{prefix}renditions"),
    )
