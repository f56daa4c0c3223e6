"""Reject a package that Lambda would refuse, or that would fail there."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.package import layers, libraries, routes, trim, weights
from infra.package.layers import Layer
from infra.pythons import ROOT, VERSION, ToolFailed, run

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
MOST_API_RESOURCES = 300

# Tools for building, deploying and testing must not be in the package.
UNWANTED = (
    "chalice/cli",
    "moto",
    "pytest",
    "_pytest",
    "tests",
    "infra",
    "local",
    "local_stripe",
    "bench",
    "docs",
    "pip",
    "setuptools",
    "mypy_boto3_s3",
)
# pillow.libs holds the libraries bundled in Pillow's wheel; a Pillow compiled on this machine has none.
WANTED = ("app.py", "chalicelib/config.py", "chalice/app.py", "pillow.libs")

# cfn-lint cannot be run with `python -m`.
CFN_LINT = "from cfnlint.runner import main; main()"


@dataclass(frozen=True)
class Looked:
    """What the gates look at: archive of a function, layers, all in one folder, SAM template, and Lambda's Python."""

    archive: Path
    layers: Mapping[str, Layer]
    unpacked: Path
    template: dict[str, Any] = field(default_factory=dict)
    python: Path = Path(sys.executable)


Gate = Callable[[Looked], Iterator[str]]


def check(package: Looked, template: Path) -> None:
    """Raise ToolFailed with all faults of a package and of its SAM template, which lies in a file."""
    faults = [fault for gate in GATES for fault in gate(package)]
    faults += _imports(package) or _routes(package)
    faults += _lint(template)
    if faults:
        raise ToolFailed("It would not run in Lambda:\n" + "\n".join(f"- {fault}" for fault in faults))


def figures(package: Looked) -> list[str]:
    """Return the sizes of the package as lines of text."""
    return [
        *weights.figures(package.archive, package.layers),
        f"API resources {len(api_resources(package.template))} of {MOST_API_RESOURCES}",
        f"paths that the app routes by itself {routes.look(package.unpacked, package.python).routes}",
    ]


def api_resources(template: dict[str, Any]) -> set[str]:
    """Return every node of the API's tree of paths: API Gateway counts nodes, not only paths."""
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    parts = [path.strip("/").split("/") for path in paths]
    return {"/"} | {"/".join(part[:depth]) for part in parts for depth in range(1, len(part) + 1)}


def _sizes(package: Looked) -> Iterator[str]:
    yield from weights.faults(package.archive, package.layers)


def _wheels(package: Looked) -> Iterator[str]:
    for wheel in sorted(package.unpacked.glob("*.dist-info/WHEEL")):
        tags = re.findall(r"^Tag: (.+)$", wheel.read_text(), re.MULTILINE)
        foreign = [tag for tag in tags if not tag.endswith("-any") and "manylinux" not in tag]
        if foreign:
            yield f"{wheel.parent.name} was compiled here ({', '.join(foreign)}), not for Lambda"


def _contents(package: Looked) -> Iterator[str]:
    unpacked = package.unpacked
    yield from (f"{name} is missing" for name in WANTED if not (unpacked / name).exists())
    yield from (f"{name} should not be in it" for name in UNWANTED if (unpacked / name).exists())
    for path in sorted((ROOT / "chalicelib").rglob("*")):
        kept = path.relative_to(ROOT)
        is_ours = path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
        if is_ours and not (unpacked / kept).exists():
            yield f"{kept} is missing"


def _compiled(package: Looked) -> Iterator[str]:
    unpacked = package.unpacked
    tag = f"cpython-{VERSION.replace('.', '')}"
    yield from (
        f"{path.relative_to(unpacked)} is compiled for another Python"
        for path in unpacked.rglob("*.pyc")
        if tag not in path.name
    )
    for path in sorted((unpacked / "chalicelib").rglob("*.py")):
        if not (path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc").exists():
            yield f"{path.relative_to(unpacked)} is not compiled"


def _libraries(package: Looked) -> Iterator[str]:
    yield from libraries.faults(package.unpacked)


def _services(package: Looked) -> Iterator[str]:
    yield from trim.faults(package.unpacked)


def _tree(package: Looked) -> Iterator[str]:
    if (count := len(api_resources(package.template))) > MOST_API_RESOURCES:
        yield f"the API has {count} resources, API Gateway takes {MOST_API_RESOURCES}"


# Imports what it is told to, from the folders that it is told first and from Python's own library alone.
IMPORT = """
import sys, importlib
folders, names = sys.argv[1].split(":"), sys.argv[2:]
sys.dont_write_bytecode = True
sys.path[:] = [*folders, *(path for path in sys.path if "site-packages" not in path)]
for name in names:
    importlib.import_module(name)
"""


def _imports(package: Looked) -> list[str]:
    """Import every module of chalicelib with all layers, and what functions begin with where only their own are."""
    modules = [
        ".".join(path.relative_to(package.unpacked).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((package.unpacked / "chalicelib").rglob("*.py"))
    ]
    own = package.layers[layers.CODE].folder.parent.parent / "function"
    faults = _import(package, [package.unpacked], ["app", *modules], "a module does not import")
    for function, begins in (("api_handler", "app"), ("on_mail_due", "chalicelib.handlers.events")):
        names = (*layers.needed(function), layers.CODE)
        folders = [own, *(package.layers[name].folder / layers.INSIDE for name in names)]
        faults += _import(package, folders, [begins], f"{function} does not begin with the layers that it has")
    return faults


def _import(package: Looked, folders: list[Path], names: list[str], fault: str) -> list[str]:
    command = [str(package.python), "-I", "-S", "-c", IMPORT, ":".join(map(str, folders)), *names]
    try:
        run(command, cwd=package.unpacked, env=routes.ENVIRONMENT)
    except ToolFailed as failed:
        return [f"{fault}: {failed}"]
    return []


def _routes(package: Looked) -> list[str]:
    lost = routes.look(package.unpacked, package.python).lost
    return [f"{path} is not found behind the greedy resource" for path in lost]


def _lint(template: Path) -> list[str]:
    command = [sys.executable, "-c", CFN_LINT, "--format", "json", "--non-zero-exit-code", "none", str(template)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"cfn-lint did not run: {done.stderr[-500:]}"]
    found = json.loads(done.stdout or "[]")
    return [f"{one['Rule']['Id']} {one['Message']}" for one in found if one["Level"] == "Error"]


GATES: tuple[Gate, ...] = (_sizes, _wheels, _contents, _compiled, _libraries, _services, _tree)
