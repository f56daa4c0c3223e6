"""Compute colours exactly, from the standards and independently of our code: the reference for imaging."""

from collections.abc import Callable
from typing import Any

import numpy as np

# The results of numpy are Any to the type checker.
Array = Any

D65 = (0.3127, 0.3290)
SPACES = {
    "sRGB": (D65, (0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    "P3": (D65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    "DCI": ((0.314, 0.351), (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    "BT.2020": (D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    "Adobe": (D65, (0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
}
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def xyz(x: float, y: float) -> Array:
    return np.array([x / y, 1.0, (1 - x - y) / y])


def matrix(space: str) -> Array:
    """Return the matrix from linear RGB to XYZ, with the white point of the space."""
    white, *primaries = SPACES[space]
    columns = np.stack([xyz(*primary) for primary in primaries], axis=1)
    return columns * np.linalg.solve(columns, xyz(*white))


def to_srgb_light(light: Array, space: str) -> Array:
    """Convert linear RGB of a space to linear sRGB, with Bradford chromatic adaptation."""
    scale = np.diag((BRADFORD @ xyz(*D65)) / (BRADFORD @ xyz(*SPACES[space][0])))
    change = np.linalg.inv(matrix("sRGB")) @ np.linalg.inv(BRADFORD) @ scale @ BRADFORD @ matrix(space)
    return light @ change.T


def encode(light: Array) -> Array:
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def srgb(value: Array) -> Array:
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def bt709(value: Array) -> Array:
    return np.where(value < 0.081243, value / 4.5, ((value + 0.0992968) / 1.0992968) ** (1 / 0.45))


def gamma(exponent: float) -> Callable[[Array], Array]:
    return lambda value: value**exponent


def pq(value: Array) -> Array:
    """Decode the PQ transfer function of SMPTE ST 2084 to linear light, where 1 is 203 nits."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = value ** (1 / m2)
    return 10_000 / 203 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)


def hlg(value: Array, space: str = "BT.2020") -> Array:
    """Decode the HLG transfer function of ITU-R BT.2100 for a display of 1,000 nits, where 1 is 203 nits."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(value <= 0.5, value**2 / 3, (np.exp((value - c) / a) + b) / 12)
    luminance = np.maximum(scene @ matrix(space)[1], 1e-12)
    return 1000 / 203 * scene * luminance[..., None] ** 0.2


def tone_mapped(light: Array) -> Array:
    """Apply a tone curve by the brightest channel: linear below .75, then a shoulder that reaches 1 at 1,000 nits."""
    brightest = light.max(axis=-1, keepdims=True)
    above, most = (brightest - 0.75) / 0.25, (1000 / 203 - 0.75) / 0.25
    bent = 0.75 + 0.25 * np.minimum(1, above * (1 + above / most**2) / (1 + above))
    return light * np.where(brightest > 0.75, bent / np.maximum(brightest, 1e-12), 1)


def difference(one: Array, other: Array) -> Array:
    """Return CIEDE2000 of each pixel of two sRGB images with values from 0 to 1 (Sharma, Wu and Dalal, 2005)."""
    (l1, a1, b1), (l2, a2, b2) = lab(one), lab(other)
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = (1 - np.sqrt(mean**7 / (mean**7 + 25.0**7))) / 2
    c1, c2 = np.hypot(a1 * (1 + g), b1), np.hypot(a2 * (1 + g), b2)
    h1, h2 = np.arctan2(b1, a1 * (1 + g)), np.arctan2(b2, a2 * (1 + g))
    turn = (h2 - h1 + np.pi) % (2 * np.pi) - np.pi
    dh = 2 * np.sqrt(c1 * c2) * np.sin(turn / 2)
    c, light = (c1 + c2) / 2, (l1 + l2) / 2
    # If one of the two is grey, the hue of the other counts.
    h = np.where(c1 * c2 == 0, h1 + h2, h1 + turn / 2)
    t = (
        1
        - 0.17 * np.cos(h - np.radians(30))
        + 0.24 * np.cos(2 * h)
        + 0.32 * np.cos(3 * h + np.radians(6))
        - 0.20 * np.cos(4 * h - np.radians(63))
    )
    degrees = np.degrees(h) % 360
    bend = 2 * np.sqrt(c**7 / (c**7 + 25.0**7)) * np.sin(np.radians(60) * np.exp(-(((degrees - 275) / 25) ** 2)))
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc, dh = (c2 - c1) / (1 + 0.045 * c), dh / (1 + 0.015 * c * t)
    return np.sqrt(dl**2 + dc**2 + dh**2 - bend * dc * dh)


def lab(image: Array) -> tuple[Array, Array, Array]:
    """Return CIE L*a*b* of an sRGB image, relative to the white point of sRGB."""
    ratio = srgb(image) @ matrix("sRGB").T / xyz(*D65)
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return 116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])
