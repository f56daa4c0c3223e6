"""Reject a package that Lambda would refuse, or that would fail there."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from infra.package import libraries, routes, trim
from infra.pythons import ROOT, VERSION, ToolFailed, run

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
LARGEST_ZIP = 50 * 1024 * 1024
LARGEST_UNPACKED = 250 * 1024 * 1024
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

Gate = Callable[[Path, Path, dict[str, Any]], Iterator[str]]


def check(archive: Path, unpacked: Path, template: dict[str, Any], python: Path) -> None:
    """Raise ToolFailed with all faults of a package and its SAM template."""
    faults = [fault for gate in GATES for fault in gate(archive, unpacked, template)]
    faults += _imports(unpacked, python) or _routes(unpacked, python)
    faults += _lint(archive.parent / "sam.json")
    if faults:
        raise ToolFailed("It would not run in Lambda:\n" + "\n".join(f"- {fault}" for fault in faults))


def figures(archive: Path, unpacked: Path, template: dict[str, Any], python: Path) -> list[str]:
    """Return the sizes of the package as lines of text."""
    mega, compiled = 1024 * 1024, sum(path.stat().st_size for path in unpacked.rglob("*.pyc"))
    return [
        f"zip {archive.stat().st_size / mega:.1f} MB of {LARGEST_ZIP / mega:.0f}",
        f"unpacked {_size(unpacked) / mega:.1f} MB of {LARGEST_UNPACKED / mega:.0f}, compiled {compiled / mega:.1f} MB",
        f"API resources {len(api_resources(template))} of {MOST_API_RESOURCES}",
        f"paths that the app routes by itself {routes.look(unpacked, python).routes}",
    ]


def api_resources(template: dict[str, Any]) -> set[str]:
    """Return every node of the API's tree of paths: API Gateway counts nodes, not only paths."""
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    parts = [path.strip("/").split("/") for path in paths]
    return {"/"} | {"/".join(part[:depth]) for part in parts for depth in range(1, len(part) + 1)}


def _sizes(archive: Path, unpacked: Path, _: dict[str, Any]) -> Iterator[str]:
    if (size := archive.stat().st_size) > LARGEST_ZIP:
        yield f"the zip has {size} bytes, Lambda takes {LARGEST_ZIP}"
    if (size := _size(unpacked)) > LARGEST_UNPACKED:
        yield f"unpacked it has {size} bytes, Lambda takes {LARGEST_UNPACKED}"


def _wheels(_: Path, unpacked: Path, __: dict[str, Any]) -> Iterator[str]:
    for wheel in sorted(unpacked.glob("*.dist-info/WHEEL")):
        tags = re.findall(r"^Tag: (.+)$", wheel.read_text(), re.MULTILINE)
        foreign = [tag for tag in tags if not tag.endswith("-any") and "manylinux" not in tag]
        if foreign:
            yield f"{wheel.parent.name} was compiled here ({', '.join(foreign)}), not for Lambda"


def _contents(_: Path, unpacked: Path, __: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in WANTED if not (unpacked / name).exists())
    yield from (f"{name} should not be in it" for name in UNWANTED if (unpacked / name).exists())
    for path in sorted((ROOT / "chalicelib").rglob("*")):
        kept = path.relative_to(ROOT)
        is_ours = path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
        if is_ours and not (unpacked / kept).exists():
            yield f"{kept} is missing"


def _compiled(_: Path, unpacked: Path, __: dict[str, Any]) -> Iterator[str]:
    tag = f"cpython-{VERSION.replace('.', '')}"
    yield from (
        f"{path.relative_to(unpacked)} is compiled for another Python"
        for path in unpacked.rglob("*.pyc")
        if tag not in path.name
    )
    for path in sorted((unpacked / "chalicelib").rglob("*.py")):
        if not (path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc").exists():
            yield f"{path.relative_to(unpacked)} is not compiled"


def _libraries(_: Path, unpacked: Path, __: dict[str, Any]) -> Iterator[str]:
    yield from libraries.faults(unpacked)


def _services(_: Path, unpacked: Path, __: dict[str, Any]) -> Iterator[str]:
    yield from trim.faults(unpacked)


def _tree(_: Path, __: Path, template: dict[str, Any]) -> Iterator[str]:
    if (count := len(api_resources(template))) > MOST_API_RESOURCES:
        yield f"the API has {count} resources, API Gateway takes {MOST_API_RESOURCES}"


def _imports(unpacked: Path, python: Path) -> list[str]:
    """Import every module of chalicelib in a process that can import only from the package."""
    modules = [
        ".".join(path.relative_to(unpacked).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((unpacked / "chalicelib").rglob("*.py"))
    ]
    program = "import sys, importlib; sys.path[:0] = [sys.argv[1]]; sys.dont_write_bytecode = True\n"
    program += "sys.path = [p for p in sys.path if 'site-packages' not in p or p == sys.argv[1]]\n"
    program += "for name in sys.argv[2:]: importlib.import_module(name)"
    try:
        env = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
        run([str(python), "-I", "-S", "-c", program, str(unpacked), "app", *modules], cwd=unpacked, env=env)
    except ToolFailed as failed:
        return [f"a module does not import: {failed}"]
    return []


def _routes(unpacked: Path, python: Path) -> list[str]:
    return [f"{path} is not found behind the greedy resource" for path in routes.look(unpacked, python).lost]


def _lint(template: Path) -> list[str]:
    command = [sys.executable, "-c", CFN_LINT, "--format", "json", "--non-zero-exit-code", "none", str(template)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"cfn-lint did not run: {done.stderr[-500:]}"]
    found = json.loads(done.stdout or "[]")
    return [f"{one['Rule']['Id']} {one['Message']}" for one in found if one["Level"] == "Error"]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


GATES: tuple[Gate, ...] = (_sizes, _wheels, _contents, _compiled, _libraries, _services, _tree)
