"""The house rules that no linter knows: floors that start alone, budgets of size, and documents that are true."""

import ast
import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from app import app
from docs.api import DOCUMENT, draw

ROOT = Path(__file__).parent.parent
TOOLS = ("bench", "docs", "infra", "local", "local_stripe")
OURS = ("chalicelib", *TOOLS, "tests")
BANNED = re.compile(r"\b(utils?|helpers?|manager|common|handle_\w+|do_\w+|process_data)\b")
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 200, 40, 10
MOST_ROOMS = 12


def files(pattern: str) -> Iterator[Path]:
    """Yield the files that git knows or would know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return (ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def sources(*folders: str) -> Iterator[Path]:
    """Yield the Python files, of some folders or of all."""
    return (path for path in files("*.py") if not folders or path.relative_to(ROOT).parts[0] in folders)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function's name and its length in lines, without its docstring."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
            yield f"{path.relative_to(ROOT)}: {node.name}", (node.end_lineno or 0) - node.lineno + 1 - docstring


def loaded_by(statement: str) -> set[str]:
    """Return the packages that a fresh process has loaded after a statement."""
    program = f"{statement}; import sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


def test_event_lambdas_start_without_what_they_do_not_use():
    loaded = loaded_by("import chalicelib.handlers.events")
    unused = {"app", "stripe", "pydantic", "oauthlib", "argon2", "jinja2", "multipart", "PIL", "pillow_heif"}
    assert loaded & unused == set()


def test_the_api_starts_without_pillow_and_without_what_only_the_sign_in_page_needs():
    loaded = loaded_by("import app")
    assert loaded & {"PIL", "pillow_heif", "blurhash_rs", "stripe", "jinja2"} == set()


def test_only_config_reads_the_environment():
    readers = [path for path in sources("chalicelib") if re.search(r"os\.(environ|getenv)", path.read_text())]
    assert [path.name for path in readers] == ["config.py"]


def test_no_pattern_of_a_schema_has_a_class_of_all_of_unicode():
    r"""Each repeat of \w, \d or \s costs pydantic's engine its whole table: one of {0,200} is 50 ms of a start."""
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("chalicelib")
        if "pydantic" in path.read_text()
        for node in texts_outside_of_re(ast.parse(path.read_text()))
        if re.search(r"\\[wdsWDSpP]", str(node.value))
    }
    assert found == set()


def texts_outside_of_re(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts of a piece of code but for those of Python's own patterns, which are cheap."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for below in ast.iter_child_nodes(node):
        yield from texts_outside_of_re(below)


def test_no_modules_import_each_other_in_a_circle():
    graph = grimp.build_graph("chalicelib", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    # Imports for types alone count too. A circle raises CycleError, which names its modules.
    assert len(list(TopologicalSorter(imports).static_order())) == len(imports)


def test_no_file_is_longer_than_a_room():
    long = {str(path): size for path in sources() if (size := len(path.read_text().splitlines())) > LONGEST_FILE}
    assert long == {}


def test_no_function_is_longer_than_a_page():
    lengths = [found for path in sources() for found in functions(path)]
    assert [found for found in lengths if found[1] > LONGEST_FUNCTION] == []


def test_half_of_all_functions_are_short():
    assert (
        statistics.median(length for path in sources("chalicelib") for _, length in functions(path)) <= MEDIAN_FUNCTION
    )


def test_no_floor_or_wing_has_more_than_a_dozen_rooms():
    rooms = Counter(path.parent.relative_to(ROOT) for path in sources("chalicelib") if path.name != "__init__.py")
    assert {str(folder): count for folder, count in rooms.items() if count > MOST_ROOMS} == {}


def test_every_folder_of_code_says_what_it_is_for():
    folders = {folder for path in sources(*OURS) for folder in path.relative_to(ROOT).parents[:-1]}
    silent = [str(folder) for folder in folders if not docstring(ROOT / folder / "__init__.py")]
    assert silent == []


def docstring(path: Path) -> str:
    """Return what a module says of itself, and nothing where there is no such module."""
    return (ast.get_docstring(ast.parse(path.read_text())) or "") if path.exists() else ""


def test_no_name_says_nothing():
    found = {str(path.relative_to(ROOT)) for path in sources() if BANNED.search(path.stem)}
    for path in sources("chalicelib", *TOOLS):
        names = (node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, NAMED))
        found |= {f"{path.name}: {name}" for name in names if BANNED.fullmatch(name)}
    assert found == set()


NAMED = (ast.FunctionDef, ast.ClassDef)


def test_every_route_is_in_the_api_document():
    assert (ROOT / DOCUMENT).read_text() == draw(), "run `python -m docs.api`"


def test_api_gateway_has_one_greedy_resource_whatever_the_routes_are():
    assert [path for path, _ in app.routes.items()] == ["/", "/{proxy+}"]
    assert {path for path, _ in app.routes.items()}.isdisjoint(app.route_table)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_exactly(name: str):
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    loose = [
        line
        for line in lines
        if line and not line.startswith("-r ") and not re.fullmatch(r"[\w.\[\],-]+==[\w.]+", line)
    ]
    assert loose == []


def test_what_is_deployed_has_no_tools_in_it():
    deployed = (ROOT / "requirements.txt").read_text().lower()
    assert not [
        name for name in ("chalice", "moto", "pytest", "ministack", "mypy", "mastodon") if f"\n{name}" in deployed
    ]


def test_nothing_was_left_for_later():
    marks = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
    assert [str(path) for path in sources(*OURS) if marks.search(path.read_text())] == []
