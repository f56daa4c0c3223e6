"""Draw the looks of an accent from the one colour that the operator names.

Texts have a contrast of 4.5 : 1 at least: https://www.w3.org/TR/WCAG22/#contrast-minimum
"""

import colorsys
import re
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
WHITE, BLACK = "#ffffff", "#000000"
# What is raised above a dark page is the lightest ground on which an accent stands there, which is seen from further.
DARK_GROUND, DARK_CONTRAST = "#212328", 6.0
STEPS = [step / 20 for step in range(21)]


@dataclass(frozen=True)
class Accent:
    """An accent on light and on dark pages, each with its hover and what is written on it; the mark's glow."""

    light: str
    light_hover: str
    on_light: str
    dark: str
    dark_hover: str
    on_dark: str
    glow: str


def accent(colour: str) -> Accent:
    """Return the looks of a colour, which is as on light pages as it was named. Raises ValueError where it is unfit."""
    named = colour.strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", named):
        raise ValueError(f"{colour!r} is no colour as #d6336c: a # and six of 0-9 and a-f.")
    if contrast(named, WHITE) < LEAST_CONTRAST:
        darker = next(made for step in STEPS if contrast(made := mixed(named, BLACK, step), WHITE) >= LEAST_CONTRAST)
        found = f"{named} has a contrast of {contrast(named, WHITE):.1f} : 1 on white"
        raise ValueError(f"{found}, and texts need {LEAST_CONTRAST} : 1; {darker} has it.")
    dark = next(made for step in STEPS if contrast(made := mixed(named, WHITE, step), DARK_GROUND) >= DARK_CONTRAST)
    return Accent(
        light=named,
        light_hover=mixed(named, BLACK, 0.15),
        on_light=WHITE,
        dark=dark,
        dark_hover=mixed(dark, WHITE, 0.25),
        on_dark=mixed(named, BLACK, 0.8),
        glow=_glow(named),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another one in it."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _written([part * (1 - share) + added * share for part, added in pairs])


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _glow(colour: str) -> str:
    """Return the brighter hue beside a colour, which the mark fades into."""
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return _written(colorsys.hls_to_rgb((hue + 33 / 360) % 1, 0.67, min(1, saturation * 1.5)))


def _parts(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _written(parts: "list[float] | tuple[float, ...]") -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
