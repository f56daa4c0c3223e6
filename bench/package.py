"""Tell what the package weighs that `make package` built last; nothing is built here."""

from bench.first_answer import STAGE
from bench.operations import Row
from infra.package.build import FIGURES, build_folder
from infra.package.weights import HEAVIEST


def run() -> list[Row]:
    """Return the figures of the package, or that it is not built."""
    told = build_folder(STAGE) / FIGURES
    if not told.is_file():
        return [("package", "no package", "`make package STAGE=dev` builds it")]
    lines = told.read_text().splitlines()
    return [(f"package: {what}", found, target) for line in lines for what, found, target in _weighed(line)]


def _weighed(line: str) -> list[Row]:
    """Return a line of weights.figures as what it is about, what was found and the most; none for other lines."""
    for what in HEAVIEST:
        if line.startswith(f"{what} "):
            found, _, most = line.removeprefix(f"{what} ").partition(" of ")
            return [(what, found, f"<= {most} MiB")]
    return []
