"""Bring high dynamic range, PQ and HLG, to what every screen shows.

White on paper is 203 nits (ITU-R BT.2408) and becomes the white of sRGB but for a little room; above it a shoulder
rises to 1,000 nits. The brightest of red, green and blue decides, so that highlights keep their hue.
"""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageFilter

from chalicelib.imaging.colour import cicp
from chalicelib.imaging.colour.cicp import Primaries
from chalicelib.imaging.colour.matrices import Rows, Triple, between, to_xyz

REFERENCE_WHITE, PEAK = 203.0, 1000.0
# Below three quarters of white nothing changes.
KNEE = 0.75
# PQ and HLG are even to the eye, so that few points are enough: between them the error is below one deltaE.
GRID = 33
# What ITU-R BT.2100 gives a screen of 1,000 nits.
HLG_GAMMA = 1.2

Colour = tuple[float, float, float]


def tone_map(image: Image.Image, code: tuple[int, int]) -> Image.Image:
    """Return an RGB image of these CICP primaries and this transfer, PQ or HLG, in sRGB."""
    primaries = cicp.PRIMARIES.get(code[0], cicp.PRIMARIES[9])
    return image.filter(_table(primaries, code[1]))


def shoulder(light: float) -> float:
    """Return how bright something is shown: 1 is the brightest white of sRGB, both here and there."""
    if light <= KNEE:
        return light
    above, most = (light - KNEE) / (1 - KNEE), (PEAK / REFERENCE_WHITE - KNEE) / (1 - KNEE)
    return KNEE + (1 - KNEE) * min(1.0, above * (1 + above / most**2) / (1 + above))


@lru_cache(maxsize=4)
def _table(primaries: Primaries, transfer: int) -> ImageFilter.Color3DLUT:
    to_light = _pq if transfer == cicp.PQ else _hlg(to_xyz(primaries)[1])
    rows = between(primaries, cicp.PRIMARIES[cicp.BT709])
    return ImageFilter.Color3DLUT.generate(GRID, lambda *numbers: _shown(to_light(numbers), rows))


def _shown(light: Colour, rows: Rows) -> Colour:
    brightest = max(light)
    scale = shoulder(brightest) / brightest if brightest > 0 else 0.0
    red, green, blue = (scale * value for value in light)
    shown = (cicp.srgb_inverse(row[0] * red + row[1] * green + row[2] * blue) for row in rows)
    return next(shown), next(shown), next(shown)


def _pq(numbers: Colour) -> Colour:
    red, green, blue = (cicp.pq(number) / REFERENCE_WHITE for number in numbers)
    return red, green, blue


def _hlg(luminances: Triple) -> Callable[[Colour], Colour]:
    def to_light(numbers: Colour) -> Colour:
        red, green, blue = (cicp.hlg(number) for number in numbers)
        luminance = luminances[0] * red + luminances[1] * green + luminances[2] * blue
        gain = PEAK / REFERENCE_WHITE * luminance ** (HLG_GAMMA - 1) if luminance > 0 else 0.0
        return red * gain, green * gain, blue * gain

    return to_light
