"""Weigh what is sent and what Lambda unpacks, against AWS's limits and our own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from infra.package import layers
from infra.package.layers import Layer
from infra.stages import functions

MEGA = 1024 * 1024
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
LARGEST_UNPACKED = 250 * MEGA
MOST_LAYERS = 5
# From here on a quota of AWS is near, and there is time to do something.
FULL = 0.8
# Our own, in MiB: what the API has is loaded at each of its cold starts, and what is sent goes over somebody's line.
LARGEST_API = 30 * MEGA
MOST_SENT_FIRST, MOST_SENT_CHANGED = 50 * MEGA, 15 * MEGA
# What is bounded by these, as it is told.
HEAVIEST = ("the API has", "the first deployment sends", "a change of the code sends")


def of(function: str, archive: Path, made: Mapping[str, Layer]) -> int:
    """Return how many bytes a function has in archives: its own, and those of its layers."""
    return archive.stat().st_size + sum(made[name].archive.stat().st_size for name in _all(function))


def in_requests(archive: Path, functions: int) -> int:
    """Return the bytes of the requests in which Chalice sends each function its archive, in base64."""
    return functions * (-(-archive.stat().st_size // 3) * 4)


def sent(archive: Path, made: Mapping[str, Layer]) -> tuple[int, int]:
    """Return how many bytes the first deployment sends, and one that changes the code."""
    changed = in_requests(archive, len(functions())) + made[layers.CODE].archive.stat().st_size
    return changed + sum(made[name].archive.stat().st_size for name in made if name != layers.CODE), changed


def faults(archive: Path, made: Mapping[str, Layer]) -> Iterator[str]:
    """Yield what is too large or too much."""
    if (size := of("api_handler", archive, made)) > LARGEST_API:
        parts = ", ".join(f"{name} {made[name].archive.stat().st_size}" for name in _all("api_handler"))
        yield f"the API's code and layers have {size} bytes, and may have {LARGEST_API}: {parts}"
    for function in functions():
        unpacked = sum(unpacked_size(made[name].folder) for name in _all(function))
        if unpacked > FULL * LARGEST_UNPACKED:
            yield f"{function} has {unpacked} bytes unpacked, Lambda takes {LARGEST_UNPACKED}, and near is too near"
        # Chalice adds one to ours.
        if len(_all(function)) > MOST_LAYERS - 1:
            yield f"{function} has more than {MOST_LAYERS - 1} layers"
    first, changed = sent(archive, made)
    if first > MOST_SENT_FIRST:
        yield f"the first deployment sends {first} bytes, and may send {MOST_SENT_FIRST}"
    if changed > MOST_SENT_CHANGED:
        yield f"a change of the code sends {changed} bytes, and may send {MOST_SENT_CHANGED}"


def figures(archive: Path, made: Mapping[str, Layer]) -> list[str]:
    """Return the sizes as lines of text."""
    first, changed = sent(archive, made)
    return [
        *(f"layer {layer.name} {_weight(layer)}" for layer in made.values()),
        f"function {archive.stat().st_size / MEGA:.2f} MiB",
        f"{HEAVIEST[0]} {of('api_handler', archive, made) / MEGA:.1f} MiB of {LARGEST_API / MEGA:.0f}",
        f"{HEAVIEST[1]} {first / MEGA:.1f} MiB of {MOST_SENT_FIRST / MEGA:.0f}",
        f"{HEAVIEST[2]} {changed / MEGA:.1f} MiB of {MOST_SENT_CHANGED / MEGA:.0f}",
    ]


def _weight(layer: Layer) -> str:
    return f"{layer.archive.stat().st_size / MEGA:.1f} MiB, unpacked {unpacked_size(layer.folder) / MEGA:.1f} MiB"


def unpacked_size(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _all(function: str) -> tuple[str, ...]:
    return (*layers.needed(function), layers.CODE)
