"""Feed the pipeline a folder of odd and broken images: `make corpus` fetches one and runs this.

Each file is rendered in a process of its own, so that its time and memory are its own too.
"""

import os
import resource
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from chalicelib.imaging import BadImage, render
from tests.kit.photos import likeness

CORPUS = os.environ.get("ROSSGRAM_CORPUS", "")
SECONDS, MEGABYTES = 10, 700
RENDERED, REFUSED, BROKEN = 0, 1, 2

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS, reason="ROSSGRAM_CORPUS names no folder of images"),
    pytest.mark.filterwarnings("ignore"),
]


def corpus() -> Iterator[Path]:
    return (path for path in sorted(Path(CORPUS).rglob("*")) if path.is_file())


def render_apart(path: Path) -> tuple[int, float, float]:
    """Render a file in a process of its own; return how it ended, its CPU seconds, its peak memory in MB."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
        os._exit(how_it_ends(path))
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def how_it_ends(path: Path) -> int:
    try:
        with path.open("rb") as source:
            return RENDERED if render(source).renditions else BROKEN
    except BadImage as bad:
        return REFUSED if bad.reason else BROKEN
    except BaseException:  # noqa: BLE001 -- whatever it is, it is the failure looked for.
        return BROKEN


def test_every_file_ends_rendered_or_refused_within_its_limits(capsys: pytest.CaptureFixture[str]) -> None:
    results = {path: render_apart(path) for path in corpus()}

    assert results
    endings = Counter(ending for ending, _, _ in results.values())
    slowest = max(results, key=lambda path: results[path][1])
    largest = max(results, key=lambda path: results[path][2])
    with capsys.disabled():
        print(f"\n{len(results)} files: {endings[RENDERED]} rendered, {endings[REFUSED]} refused")  # noqa: T201
        print(f"slowest {slowest.name}: {results[slowest][1]:.2f} s")  # noqa: T201
        print(f"largest {largest.name}: {results[largest][2]:.0f} MB")  # noqa: T201
    assert not {path: result for path, result in results.items() if result[0] not in {RENDERED, REFUSED}}
    assert not {path: result for path, result in results.items() if result[1] > SECONDS or result[2] > MEGABYTES}


def test_every_photo_that_was_turned_comes_out_upright() -> None:
    turned = [path for path in corpus() if path.suffix == ".jpg" and orientation(path) > 1]

    assert turned
    for path in turned:
        with path.open("rb") as source:
            full = render(source).renditions[0]
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
        assert abs(full.width / full.height - upright.width / upright.height) < 0.02, path.name
        assert likeness(full.body, upright) < 12, path.name


def orientation(path: Path) -> int:
    try:
        with Image.open(path) as image:
            image.load()
            return int(image.getexif().get(0x0112, 1))
    except Exception:  # noqa: BLE001 -- a file that Pillow alone cannot read is no photo to compare with.
        return 1
