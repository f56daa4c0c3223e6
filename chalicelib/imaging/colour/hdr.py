"""Bring high dynamic range, PQ and HLG, to what every screen shows.

White on paper is 203 nits (ITU-R BT.2408) and becomes the white of sRGB but for a little room; above it a shoulder
rises to 1,000 nits. The brightest of red, green and blue decides, so that highlights keep their hue.

All of it is put into the table of an ICC profile: lcms goes through tetrahedra there, and greys stay grey.
"""

import struct
import sys
from array import array
from collections.abc import Callable
from functools import lru_cache
from itertools import product

from chalicelib.imaging.colour import cicp, profiles
from chalicelib.imaging.colour.matrices import D50, Triple, adapted, apply, between, to_xyz

REFERENCE_WHITE, PEAK = 203.0, 1000.0
# Below three quarters of white nothing changes.
KNEE = 0.75
# PQ and HLG are even to the eye, so that few points are enough: between them the error is below one deltaE.
GRID = 33
# What ITU-R BT.2100 gives a screen of 1,000 nits.
HLG_GAMMA = 1.2


@lru_cache(maxsize=4)
def profile(code: tuple[int, int]) -> bytes:
    """Return the ICC profile of these CICP primaries and this transfer, PQ or HLG, tone-mapped.

    It is to be used with the relative intent: with the perceptual one, black would be moved.
    """
    primaries = cicp.PRIMARIES.get(code[0], cicp.PRIMARIES[cicp.BT2020])
    to_srgb = between(primaries, cicp.PRIMARIES[cicp.BT709])
    to_light = _pq if code[1] == cicp.PQ else _hlg(to_xyz(primaries)[1])
    table = array("H")
    for numbers in product([at / (GRID - 1) for at in range(GRID)], repeat=3):
        shown = apply(to_srgb, _shown(to_light(numbers)))
        table.extend(round(cicp.srgb_inverse(value) * 65535) for value in shown)
    tags = {b"desc": profiles.description(b"HDR"), b"cprt": profiles.COPYRIGHT, b"wtpt": profiles.xyz(D50)}
    return profiles.package(tags | {b"A2B0": _lookup(table)}, version=4)


def shoulder(light: float) -> float:
    """Return how bright something is shown: 1 is the brightest white of sRGB, both here and there."""
    if light <= KNEE:
        return light
    above, most = (light - KNEE) / (1 - KNEE), (PEAK / REFERENCE_WHITE - KNEE) / (1 - KNEE)
    return KNEE + (1 - KNEE) * min(1.0, above * (1 + above / most**2) / (1 + above))


def _shown(light: Triple) -> Triple:
    brightest = max(light)
    scale = shoulder(brightest) / brightest if brightest > 0 else 0.0
    return [scale * value for value in light]


def _pq(numbers: Triple) -> Triple:
    return [cicp.pq(number) / REFERENCE_WHITE for number in numbers]


def _hlg(luminances: Triple) -> Callable[[Triple], Triple]:
    def to_light(numbers: Triple) -> Triple:
        scene = [cicp.hlg(number) for number in numbers]
        luminance = sum(weight * value for weight, value in zip(luminances, scene, strict=True))
        gain = PEAK / REFERENCE_WHITE * luminance ** (HLG_GAMMA - 1) if luminance > 0 else 0.0
        return [gain * value for value in scene]

    return to_light


def _lookup(table: "array[int]") -> bytes:
    """Return the tag of a table from numbers to those of sRGB, which curves and a matrix then lead to XYZ."""
    if sys.byteorder == "little":
        table.byteswap()
    grid = bytes([GRID] * 3).ljust(16, b"\0") + b"\2\0\0\0" + table.tobytes()
    grid += bytes(-len(grid) % 4)
    nothing = struct.pack(">4s8x", b"curv") * 3
    srgb = _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    curves = (struct.pack(">4s4xH2x", b"para", 3) + srgb) * 3
    # XYZ is written in numbers that reach to nearly 2.
    rows = [value * 32768 / 65535 for row in adapted(cicp.PRIMARIES[cicp.BT709]) for value in row]
    parts = (nothing, _fixed(*rows, 0, 0, 0), curves, grid, nothing)
    starts = [32 + sum(map(len, parts[:at])) for at in range(5)]
    return struct.pack(">4s4x2B2x5I", b"mAB ", 3, 3, *starts) + b"".join(parts)


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
