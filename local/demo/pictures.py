"""Draw the demo community's photos: a seed always draws the same picture, and nobody holds rights in them."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.floating[Any]]
Colour = tuple[int, int, int]

# Pictures are drawn at half size and enlarged: they are soft, and this takes a quarter of the time.
WIDTH = 600
HEIGHTS = (450, 600, 750)
PALETTES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((255, 214, 165), (233, 116, 81), (58, 38, 74)),
    ((197, 227, 246), (74, 137, 174), (19, 49, 72)),
    ((252, 236, 221), (199, 146, 118), (73, 52, 49)),
    ((215, 240, 209), (102, 161, 130), (24, 66, 59)),
    ((245, 208, 228), (158, 101, 163), (47, 29, 84)),
)


def draw(kind: str, seed: int) -> bytes:
    """Return a picture of a kind as a JPEG."""
    rng = np.random.default_rng(seed)
    height = HEIGHTS[seed // len(PALETTES) % len(HEIGHTS)]
    palette = [np.array(colour, np.float32) for colour in PALETTES[seed % len(PALETTES)]]
    picture = KINDS[kind](rng, height, palette) + rng.standard_normal((height, WIDTH, 1), np.float32) * 3
    image = Image.fromarray(picture.clip(0, 255).astype(np.uint8)).resize((WIDTH * 2, height * 2))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


def _grid(height: int) -> tuple[Plane, Plane]:
    y, x = np.mgrid[0:height, 0:WIDTH]
    return (x / WIDTH).astype(np.float32), (y / WIDTH).astype(np.float32)


def _mix(share: Plane, dark: Plane, light: Plane) -> Plane:
    """Return the interpolation of two colours for each pixel."""
    share = share.astype(np.float32).clip(0, 1)[..., None]
    return dark + (light - dark) * share


def _noise(rng: np.random.Generator, height: int, cells: int) -> Plane:
    """Return smooth noise between 0 and 1, the sum of three scales."""
    total = np.zeros((height, WIDTH), np.float32)
    for octave in range(3):
        small = rng.random((cells << octave, cells << octave), np.float32)
        soft = Image.fromarray(small).resize((WIDTH, height), Image.Resampling.BICUBIC)
        total += np.asarray(soft) / (1 << octave)
    return total / 1.75


def _ridges(rng: np.random.Generator, height: int, palette: list[Plane]) -> Plane:
    """Draw several ridges of mountains, and a low sun."""
    x, y = _grid(height)
    tall = height / WIDTH
    picture = _mix(1 - y / tall, palette[0], palette[1] * 0.4 + 153)
    sun = np.hypot(x - rng.uniform(0.25, 0.75), y - 0.32 * tall)
    picture = _mix(np.exp(-((sun / 0.12) ** 2)), picture, np.array([255, 244, 214.0], np.float32))
    for number in range(6):
        phase = rng.uniform(0, 6.3, 4)
        line = tall * (0.42 + 0.1 * number)
        for power, offset in enumerate(phase):
            line = line + np.sin(x * 6 * 1.9**power + offset) * 0.07 / 1.7**power
        share = ((y - line) * 700).clip(0, 1)
        picture = _mix(share, picture, palette[1] + (palette[2] - palette[1]) * number / 5)
    return picture


def _sea(rng: np.random.Generator, height: int, palette: list[Plane]) -> Plane:
    """Draw the sea under the sun, with reflections on the waves."""
    x, y = _grid(height)
    tall, sun_x = height / WIDTH, rng.uniform(0.3, 0.7)
    horizon = 0.52 * tall
    sky = _mix(y / horizon, palette[1], palette[0])
    sky = _mix(
        np.exp(-((np.hypot(x - sun_x, y - horizon + 0.09) / 0.09) ** 4)), sky, np.array([255, 250, 230.0], np.float32)
    )
    sky = sky + (_noise(rng, height, 3)[..., None] - 0.5) * 24
    depth = ((y - horizon) / (tall - horizon)).clip(0, 1)
    waves = np.sin(240 * np.sqrt(depth + 0.002) + 5 * np.sin(9 * x + 40 * depth)) * 0.5 + 0.5
    glitter = np.exp(-(((x - sun_x) / (0.05 + 0.22 * depth)) ** 2)) * waves**3
    water = _mix(depth + 0.15 * waves, palette[1] * 0.8, palette[2])
    water = _mix(glitter, water, np.array([255, 246, 220.0], np.float32))
    return _mix(((y - horizon) * 900).clip(0, 1), sky, water)


def _night(rng: np.random.Generator, height: int, palette: list[Plane]) -> Plane:
    """Draw stars and northern lights over a dark hill."""
    x, y = _grid(height)
    tall = height / WIDTH
    picture = _mix(y / tall, palette[2] * 0.25, palette[2])
    drift = _noise(rng, height, 4)
    for number in range(3):
        middle = tall * (0.3 + 0.1 * number) + 0.12 * np.sin(5 * x + 3 * number + 4 * drift)
        glow = np.exp(-(((y - middle) / 0.08) ** 2)) * (0.4 + 0.5 * drift)
        picture = _mix(glow, picture, palette[number % 2])
    stars = (rng.random((height, WIDTH), np.float32) > 0.9985) * rng.random((height, WIDTH), np.float32)
    picture = _mix(np.maximum(stars, np.roll(stars, 1, 1) * 0.6), picture, np.array([255, 255, 245.0], np.float32))
    hill = tall * 0.84 + 0.05 * np.sin(4 * x + rng.uniform(0, 6)) + 0.012 * np.sin(31 * x)
    return _mix((y - hill) * 500, picture, palette[2] * 0.12)


def _tiles(rng: np.random.Generator, height: int, palette: list[Plane]) -> Plane:
    """Draw quarter circles on tiles."""
    x, y = _grid(height)
    size = 1 / rng.integers(4, 7)
    column, row = (x // size).astype(int), (y // size).astype(int)
    turn = rng.integers(0, 4, (16, 16))[row, column]
    ground, ink = rng.integers(0, 3, (16, 16))[row, column], rng.integers(0, 3, (16, 16))[row, column]
    ink = np.where(ink == ground, (ink + 1) % 3, ink)
    across = np.abs((x % size) / size - (turn & 1))
    down = np.abs((y % size) / size - (turn >> 1))
    share = ((1 - np.hypot(across, down)) * size * WIDTH).clip(0, 1)
    share = share * ((np.hypot(across, down) - 0.45) * size * WIDTH).clip(0, 1)
    colours = np.stack(palette)
    return _mix(share, colours[ground], colours[ink]) + (_noise(rng, height, 40)[..., None] - 0.5) * 14


def _petals(rng: np.random.Generator, height: int, palette: list[Plane]) -> Plane:
    """Draw a flower from above."""
    x, y = _grid(height)
    x, y = x - 0.5, y - height / WIDTH / 2
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    picture = _mix(radius * 1.2, palette[2] * 1.15, palette[2] * 0.5)
    count = rng.integers(5, 10)
    for ring in range(5, 0, -1):
        reach = 0.085 * ring * (0.72 + 0.28 * np.abs(np.cos((angle + ring * 0.7) * count / 2)) ** 0.6)
        edge = ((reach - radius) * 420).clip(0, 1)
        shade = (radius / reach.clip(0.01)).clip(0, 1)
        picture = _mix(edge, picture, _mix(shade**1.5, palette[1], palette[0]) * (1.06 - 0.06 * ring))
    return _mix(((0.04 - radius) * 300).clip(0, 1), picture, np.array([240, 190, 80.0], np.float32))


def _marble(rng: np.random.Generator, height: int, palette: list[Plane]) -> Plane:
    """Draw veins in stone."""
    x, y = _grid(height)
    drift = _noise(rng, height, 3)
    veins = np.abs(np.sin(7 * (x + y * rng.uniform(-1, 1)) + 11 * drift)) ** 0.35
    picture = _mix(drift, palette[1], palette[0])
    return _mix(1 - veins, picture, palette[2])


KINDS: dict[str, Callable[[np.random.Generator, int, list[Plane]], Plane]] = {
    "ridges": _ridges,
    "sea": _sea,
    "night": _night,
    "tiles": _tiles,
    "petals": _petals,
    "marble": _marble,
}
