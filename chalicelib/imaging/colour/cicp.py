"""Know the code points of ITU-T H.273: which red, green and blue are meant, and how numbers become light."""

from collections.abc import Callable, Sequence

Curve = Callable[[float], float]
# x and y of white, red, green and blue.
Primaries = Sequence[float]

BT709, UNSPECIFIED, BT2020 = 1, 2, 9
SRGB, PQ, HLG = 13, 16, 18

D65, C, EQUAL, DCI = (0.3127, 0.3290), (0.310, 0.316), (1 / 3, 1 / 3), (0.314, 0.351)
PRIMARIES: dict[int, Primaries] = {
    1: (*D65, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060),
    4: (*C, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
    5: (*D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
    6: (*D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    7: (*D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    8: (*C, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049),
    9: (*D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    10: (*EQUAL, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    11: (*DCI, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: (*D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    22: (*D65, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077),
}
NAMES = {1: "BT.709", 9: "BT.2020", 11: "DCI-P3", 12: "Display P3"}


def srgb(value: float) -> float:
    """Make light of a number as sRGB does."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def srgb_inverse(light: float) -> float:
    """Make a number of light as sRGB does; what is too dark or too light to be shown is cut off."""
    if light <= 0.0031308:
        return max(0.0, light * 12.92)
    return min(1.0, 1.055 * float(light ** (1 / 2.4)) - 0.055)


def power(exponent: float) -> Curve:
    """Return the curve of a plain exponent."""
    return lambda value: float(value**exponent)


def _bt709(value: float) -> float:
    # The inverse of the camera's curve, as H.273 writes it; with the digits that make both halves meet.
    alpha, beta = 1.09929682680944, 0.018053968510807
    return value / 4.5 if value < 4.5 * beta else float(((value + alpha - 1) / alpha) ** (1 / 0.45))


def _smpte240(value: float) -> float:
    alpha, beta = 1.111572195921731, 0.022821585529445
    return value / 4.0 if value < 4.0 * beta else float(((value + alpha - 1) / alpha) ** (1 / 0.45))


def _log(decades: float) -> Curve:
    return lambda value: 10 ** (decades * (value - 1)) if value > 0 else 0.0


def pq(value: float) -> float:
    """Return the light that SMPTE ST 2084 means, in nits."""
    root = value ** (1 / 78.84375)
    return float(10_000 * (max(0.0, root - 0.8359375) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125))


def hlg(value: float) -> float:
    """Return the light of the scene that ARIB STD-B67 means, from 0 to 1."""
    if value <= 0.5:
        return value * value / 3
    return float((2.718281828459045 ** ((value - 0.55991073) / 0.17883277) + 0.28466892) / 12)


TRANSFERS: dict[int, Curve] = {
    1: _bt709,
    4: power(2.2),
    5: power(2.8),
    6: _bt709,
    7: _smpte240,
    8: power(1.0),
    9: _log(2.0),
    10: _log(2.5),
    11: _bt709,
    12: _bt709,
    13: srgb,
    14: _bt709,
    15: _bt709,
    17: lambda value: value**2.6 * 52.37 / 48,
}
