"""Libraries travel to AWS once: a layer is published when its contents change, and functions are sent without it."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra import artifacts, publishing, sending, staging
from infra.package import bundle, layers, trim, weights
from infra.package.layers import APART, CODE, LIBRARIES, Layer
from infra.policies import Place
from infra.pythons import pins
from infra.sending import PARTS, Line
from infra.stages import base, functions

BUCKET, PREFIX = "rossgram-layers-deploy-1", "rossgram-layers-"
PLACE = Place(PREFIX, "o", "r")


def make_layer(folder: Path, name: str = "libraries", text: str = "one = 1\n") -> Layer:
    """Make a small layer, packed as a real one."""
    inside = folder / name / layers.INSIDE
    inside.mkdir(parents=True, exist_ok=True)
    (inside / "one.py").write_text(text)
    archive = folder / f"{name}.zip"
    bundle.pack(folder / name, archive)
    return Layer(name, archive, folder / name, bundle.digest(folder / name))


@pytest.fixture
def line() -> Iterator[Line]:
    """Yield the way to a bucket of artifacts, which says nothing."""
    s3: Any = boto3.client("s3")
    artifacts.bring_up(s3, BUCKET, "us-east-1")
    yield Line(s3, BUCKET, say=lambda _: None)
    publishing.delete(boto3.client("lambda"), PREFIX, [LIBRARIES])
    for found in s3.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        s3.delete_object(Bucket=BUCKET, Key=found["Key"])


def test_a_layer_is_sent_and_published_when_its_contents_change_and_not_else(line: Line, tmp_path: Path):
    client: Any = boto3.client("lambda")
    first = publishing.publish(client, line, PREFIX, [make_layer(tmp_path)])
    sent = line.sent
    assert sent == (tmp_path / "libraries.zip").stat().st_size

    assert publishing.publish(client, line, PREFIX, [make_layer(tmp_path)]) == first
    assert line.sent == sent
    changed = publishing.publish(client, line, PREFIX, [make_layer(tmp_path, text="one = 2\n")])
    assert changed != first
    assert line.sent > sent


def test_what_was_sent_before_a_cut_is_not_sent_again(line: Line, tmp_path: Path):
    layer = make_layer(tmp_path)
    line.send(layer.archive, f"layers/{layer.digest}.zip", "layer")
    line.sent = 0
    publishing.publish(boto3.client("lambda"), line, PREFIX, [layer])
    assert line.sent == 0


def test_old_versions_of_a_layer_end(line: Line, tmp_path: Path):
    client: Any = boto3.client("lambda")
    for number in range(publishing.KEPT + 2):
        publishing.publish(client, line, PREFIX, [make_layer(tmp_path, text=f"one = {number}\n")])
    assert len(publishing.versions(client, f"{PREFIX}libraries")) == publishing.KEPT


def test_progress_is_shown_and_ends_with_the_whole_file(line: Line, tmp_path: Path):
    said: list[str] = []
    file = tmp_path / "large"
    file.write_bytes(b"x" * (12 << 20))
    Line(line.s3, BUCKET, said.append).send(file, "large", "a file")
    assert said[-1] == "  a file: 12.0 of 12.0 MiB sent"
    assert len(said) > 2


def test_a_line_of_two_megabits_finishes_each_part_before_it_counts_as_dead():
    bytes_a_second = 2_000_000 / 8 / PARTS.max_request_concurrency
    assert PARTS.multipart_chunksize / bytes_a_second < sending.DEAD_AFTER_SECONDS
    assert sending.TRIES > 5


def test_a_digest_is_that_of_what_is_written_and_not_of_what_is_compiled(tmp_path: Path):
    layer = make_layer(tmp_path)
    (layer.folder / "one.cpython-313.pyc").write_bytes(b"anything")
    assert bundle.digest(layer.folder) == layer.digest
    (layer.folder / layers.INSIDE / "one.py").rename(layer.folder / layers.INSIDE / "two.py")
    assert bundle.digest(layer.folder) != layer.digest


def test_the_same_contents_give_the_same_archive(tmp_path: Path):
    one = make_layer(tmp_path / "a").archive.read_bytes()
    assert one == make_layer(tmp_path / "b").archive.read_bytes()


def test_every_requirement_is_in_one_layer():
    shared = layers._shared_out()
    assert sorted(pin for requirements in shared.values() for pin in requirements) == sorted(pins())
    assert all(len(shared[name]) == len(packages) for name, packages in APART.items())


def test_only_functions_that_make_images_have_the_libraries_of_images():
    assert {name for name in functions() if "pillow" in layers.needed(name)} == {"api_handler", "on_original_uploaded"}
    assert {name for name in functions() if "heif" in layers.needed(name)} == {"on_original_uploaded"}


def made_of(tmp_path: Path, sizes: dict[str, int]) -> tuple[Path, dict[str, Layer]]:
    """Return an archive of a function and layers that weigh so many megabytes."""
    files = {name: tmp_path / f"{name}.zip" for name in ("function", LIBRARIES, *APART, CODE)}
    for name, file in files.items():
        with file.open("wb") as written:
            written.truncate(int(sizes.get(name, 0) * weights.MEGA))
    folder = tmp_path / "folder"
    folder.mkdir()
    return files["function"], {name: Layer(name, files[name], folder, "") for name in files if name != "function"}


@pytest.mark.parametrize(
    ("sizes", "fault"),
    [
        ({LIBRARIES: 22, "pillow": 8}, ""),
        ({LIBRARIES: 23, "pillow": 8}, "the API's code and layers"),
        ({LIBRARIES: 25, "heif": 8}, ""),
        ({LIBRARIES: 29, "heif": 22}, "the first deployment sends"),
        ({"function": 0.5}, ""),
        ({"function": 0.8}, "a change of the code sends"),
        ({CODE: 16}, "a change of the code sends"),
    ],
)
def test_what_is_too_heavy_is_refused(tmp_path: Path, sizes: dict[str, int], fault: str):
    faults = list(weights.faults(*made_of(tmp_path, sizes)))
    assert [found.startswith(fault) for found in faults] == ([True] if fault else [])


def test_what_lambda_cannot_unpack_is_refused(tmp_path: Path):
    archive, made = made_of(tmp_path, {})
    with (tmp_path / "folder/large").open("wb") as written:
        written.truncate(130 * weights.MEGA)
    assert any("unpacked, Lambda takes" in fault for fault in weights.faults(archive, made))


def test_stripes_types_of_parameters_are_taken_out(tmp_path: Path):
    (tmp_path / "stripe/params").mkdir(parents=True)
    (tmp_path / "stripe/_charge.py").touch()
    (tmp_path / "bin").mkdir()
    trim.trim(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["_charge.py", "stripe"]


def test_tables_of_terminals_are_taken_out_and_their_list_stays(tmp_path: Path):
    tables = tmp_path / "wcwidth/table_grapheme_overrides"
    tables.mkdir(parents=True)
    for name in ("__init__.py", "_registry.py", "_known_0.py", "_known_1.py"):
        (tables / name).touch()
    trim.trim(tmp_path)
    assert sorted(path.name for path in tables.iterdir()) == ["__init__.py", "_registry.py"]


def drawn(folder: Path, stage: str, arns: dict[str, str]) -> Any:
    staging.configure(stage, folder, {"STAGE": stage}, PLACE, arns)
    return json.loads((folder / ".chalice/config.json").read_text())


def test_each_function_has_its_layers_and_its_policy(tmp_path: Path):
    arns = {LIBRARIES: "l", "pillow": "p", "heif": "h", CODE: "c"}
    made = drawn(tmp_path, "dev", arns)["stages"]["dev"]["lambda_functions"]
    assert made["on_original_uploaded"]["layers"] == ["l", "p", "h", "c"]
    assert made["api_handler"]["layers"] == ["l", "p", "c"]
    assert made["on_mail_due"]["layers"] == ["l", "c"]
    assert set(made) == set(functions())
    for told in made.values():
        assert json.loads((tmp_path / ".chalice" / told["iam_policy_file"]).read_text())["Statement"]


def test_a_stage_that_is_written_leaves_the_other_ones(tmp_path: Path):
    arns = {LIBRARIES: "1", "pillow": "1", "heif": "1"}
    drawn(tmp_path, "dev", arns)
    made = drawn(tmp_path, "prod", arns | {LIBRARIES: "2"})["stages"]
    assert made["dev"]["lambda_functions"]["on_mail_due"]["layers"] == ["1"]
    assert made["prod"]["lambda_functions"]["on_mail_due"]["layers"] == ["2"]
    assert "layers" not in json.dumps(base())


def test_chalice_finds_a_small_file_in_place_of_its_own_layer(tmp_path: Path):
    from chalice.deploy.packager import DependencyBuilder, LayerDeploymentPackager
    from chalice.utils import UI, OSUtils

    (tmp_path / "requirements.txt").write_text("pillow==13.0.0\n")
    staging.put_empty_layer(tmp_path)
    builder = LayerDeploymentPackager(OSUtils(), DependencyBuilder(OSUtils()), UI(out=io.StringIO()))
    found = builder.create_deployment_package(str(tmp_path), "python3.13")
    assert zipfile.ZipFile(found).namelist() == ["rossgram.txt"]
