"""Measure the image pipeline against a naive one: CPU, memory and similarity, on one core."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np
from PIL import Image, ImageOps
from skimage.metrics import structural_similarity

from chalicelib.imaging.ladder import LADDER, SQUARE
from chalicelib.imaging.pipeline import render_as
from chalicelib.imaging.renditions import SOFT
from tests.kit.photos import make_photo

Figure = tuple[str, str, str]
Way = Callable[[Path], dict[str, bytes]]

SIZES = {12: (4032, 3024), 24: (6000, 4000), 48: (8064, 6048)}
RATIOS = {12: 4.5, 24: 7.0, 48: 13.0}
ROUNDS = 5
PEAK_MB = 80
LIKENESS = 0.008

# VmHWM rather than ru_maxrss, which can include the peak of the parent process.
PEAK = """
import re, sys
from chalicelib.imaging.pipeline import render_as
with open(sys.argv[1], "rb") as source:
    render_as(source, "photo", (0.0, 0.0), with_avif=sys.argv[2] == "True")
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def run() -> list[Figure]:
    """Return every figure of the image pipeline: its name, its value, its target."""
    with tempfile.TemporaryDirectory() as folder, one_core():
        return [figure for megapixels in SIZES for figure in _measure(megapixels, Path(folder))]


def main() -> None:
    """Print the figures as a table."""
    for name, value, target in run():
        print(f"{name:<44} {value:>12}  {target}")


@contextmanager
def one_core() -> Iterator[None]:
    """Pin this process and its children to one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _measure(megapixels: int, folder: Path) -> Iterator[Figure]:
    photo = folder / f"{megapixels}.jpg"
    photo.write_bytes(make_photo(*SIZES[megapixels], orientation=6, gps=True))
    ours, naive, avif = _interleave(photo, (jpeg_only, naively, with_avif))
    size = f"{megapixels} MP"
    yield f"images, {size}: photo", f"{photo.stat().st_size / 1e6:.1f} MB", ""
    yield f"images, {size}: CPU, five JPEG, ours", f"{ours:.3f} s", ""
    yield f"images, {size}: CPU, five JPEG, naive", f"{naive:.3f} s", ""
    yield f"images, {size}: CPU ratio", f"{naive / ours:.1f}", f">= {RATIOS[megapixels]}"
    yield f"images, {size}: CPU, two AVIF on top", f"{avif - ours:.3f} s", ""
    yield f"images, {size}: peak memory", f"{_peak(photo, with_avif=True):.0f} MB", f"<= {PEAK_MB} MB"
    yield f"images, {size}: peak memory, JPEG alone", f"{_peak(photo, with_avif=False):.0f} MB", f"<= {PEAK_MB} MB"
    yield from _compare(size, photo)


def jpeg_only(photo: Path, *, sharpens: bool = True) -> dict[str, bytes]:
    """Render a photo with our pipeline, without AVIF."""
    with photo.open("rb") as source:
        rendered = render_as(source, "photo", (0.0, 0.0), with_avif=False, sharpens=sharpens)
    return {rendition.name: rendition.body for rendition in rendered.renditions}


def with_avif(photo: Path) -> dict[str, bytes]:
    """Render a photo with our whole pipeline."""
    with photo.open("rb") as source:
        rendered = render_as(source, "photo", (0.0, 0.0), with_avif=True)
    return {rendition.content_type + rendition.name: rendition.body for rendition in rendered.renditions}


def naively(photo: Path) -> dict[str, bytes]:
    """Render a photo naively: open it and resize with LANCZOS, once for each of five sizes."""
    return {name: _save(pixels) for name, pixels in _full_size_lanczos(photo)}


def _full_size_lanczos(photo: Path) -> Iterator[tuple[str, Image.Image]]:
    for name, rung in LADDER.items():
        image = ImageOps.exif_transpose(Image.open(photo))
        yield name, image.resize(rung.size(*image.size), Image.Resampling.LANCZOS)
    image = ImageOps.exif_transpose(Image.open(photo))
    yield "square", ImageOps.fit(image, (SQUARE, SQUARE), Image.Resampling.LANCZOS)


def _save(pixels: Image.Image) -> bytes:
    body = io.BytesIO()
    pixels.save(body, "JPEG", quality=SOFT.jpeg_quality)
    return body.getvalue()


def _interleave(photo: Path, ways: tuple[Way, ...]) -> list[float]:
    """Return the median CPU seconds of each renderer, in turns, so that load on the machine affects all alike."""
    seconds: list[list[float]] = [[] for _ in ways]
    for turn in range(ROUNDS + 1):
        for way, taken in zip(ways, seconds, strict=True):
            start = process_time()
            way(photo)
            # The first round is a warm-up.
            taken.extend([process_time() - start] if turn else [])
    return [median(taken) for taken in seconds]


def _peak(photo: Path, *, with_avif: bool) -> float:
    """Return the peak memory, in MB, of a fresh process that renders one photo."""
    command = [sys.executable, "-c", PEAK, str(photo), str(with_avif)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _compare(size: str, photo: Path) -> Iterator[Figure]:
    """Yield the similarity of each rendition, ours and naive, to the reference: LANCZOS without compression.

    Ours is measured before sharpening, which would count as a difference from LANCZOS.
    """
    ours, naive = jpeg_only(photo, sharpens=False), naively(photo)
    for name, truth in _full_size_lanczos(photo):
        likeness, theirs = _likeness(truth, ours[name]), _likeness(truth, naive[name])
        value = f"{likeness:.4f}/{theirs:.4f}"
        yield f"images, {size}: SSIM of {name}, ours/naive", value, f"within {LIKENESS}: {abs(likeness - theirs):.4f}"


def _likeness(truth: Image.Image, body: bytes) -> float:
    left, right = (np.asarray(image.convert("L")) for image in (truth, Image.open(io.BytesIO(body))))
    return float(structural_similarity(left, right))


if __name__ == "__main__":
    main()
