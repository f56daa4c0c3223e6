"""Generate photos quickly that have the size and compressibility of real ones."""

import io
from functools import lru_cache
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image

ORIENTATION, MAKE, GPS_IFD = 0x0112, 0x010F, 0x8825
CAMERA = "Rossgram Test Camera"


def make_photo(
    width: int,
    height: int,
    *,
    orientation: int = 1,
    gps: bool = False,
    format: str = "JPEG",  # noqa: A002 -- Pillow's own word for it.
    **options: Any,
) -> bytes:
    """Return the bytes of a photo; `width` and `height` are as stored, before it is turned upright."""
    exif = make_exif(orientation, gps=gps).tobytes()
    if format == "JPEG":
        options = {"quality": 90} | options
    return encoded(make_pixels(width, height), format, exif=exif, **options)


def make_exif(orientation: int = 1, *, gps: bool = False) -> Image.Exif:
    """Return EXIF metadata as a phone writes it."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = CAMERA
    if gps:
        exif[GPS_IFD] = {1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}
    return exif


def make_pixels(width: int, height: int) -> Image.Image:
    """Return a sky over hills with the sun at the upper left, texture, and sensor noise."""
    tile = _scene().resize((width, height), Image.Resampling.BICUBIC)
    noise = _noise()
    for top in range(0, height, noise.height):
        for left in range(0, width, noise.width):
            box = (left, top, min(width, left + noise.width), min(height, top + noise.height))
            here = noise.crop((0, 0, box[2] - left, box[3] - top))
            tile.paste(Image.blend(tile.crop(box), here, 0.09), box)
    return tile


def make_corners(width: int, height: int, orientation: int = 1) -> Image.Image:
    """Return a picture stored in an EXIF orientation; upright it is red, green (top), blue and white (bottom)."""
    colours = [["red", "lime"], ["blue", "white"]]
    upright = Image.new("RGB", (width, height))
    for row in range(2):
        for column in range(2):
            box = (column * width // 2, row * height // 2, (column + 1) * width // 2, (row + 1) * height // 2)
            upright.paste(colours[row][column], box)
    stored = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # The transposition that reverses each orientation.
    return upright.transpose(Image.Transpose(stored[orientation])) if orientation in stored else upright


@lru_cache(maxsize=1)
def _scene() -> Image.Image:
    down, across = np.mgrid[0:1200, 0:1600] / 1200.0
    rng = np.random.default_rng(7)
    ridge = 0.55 + 0.08 * np.sin(across * 5) + 0.03 * np.sin(across * 17 + 1)
    land = (down > ridge)[..., None]
    sky = np.stack([90 + 130 * down, 140 + 80 * down, 215 - 20 * down], axis=-1)
    sun = 120 * np.exp(-((across - 0.35) ** 2 + (down - 0.25) ** 2) * 60)[..., None]
    field = np.stack([70 + 60 * down, 95 + 40 * (1 - down), 45 + 10 * across], axis=-1)
    coarse = np.sum([_texture(rng, size) for size in (12, 48, 200, 800)], axis=0)
    pixels = np.where(land, field + coarse[..., None] * 20, sky + sun + coarse[..., None] * 3)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _texture(rng: np.random.Generator, size: int) -> np.ndarray[Any, Any]:
    grain = Image.fromarray(rng.normal(0, 1, (size * 3 // 4, size)).astype(np.float32))
    return np.asarray(grain.resize((1600, 1200), Image.Resampling.BICUBIC))


@lru_cache(maxsize=1)
def _noise() -> Image.Image:
    rng = np.random.default_rng(11)
    grey = rng.normal(128, 45, (1024, 1024, 1)) + rng.normal(0, 18, (1024, 1024, 3))
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def likeness(body: bytes, expected: Image.Image) -> float:
    """Return the mean difference, in levels of 256, between an encoded image and what it should look like."""
    seen = np.asarray(Image.open(io.BytesIO(body)).convert("RGB").resize((64, 64)), dtype=float)
    return float(np.abs(seen - np.asarray(expected.convert("RGB").resize((64, 64)), dtype=float)).mean())


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:  # noqa: A002
    if format == "HEIF":
        pillow_heif.register_heif_opener()
    body = io.BytesIO()
    image.save(body, format, **options)
    return body.getvalue()


def colours(body: bytes, *places: tuple[float, float]) -> list[tuple[int, ...]]:
    """Return the colours at some places of an image, given as fractions of its size."""
    image = Image.open(io.BytesIO(body)).convert("RGB")
    return [image.getpixel((int(x * image.width), int(y * image.height))) for x, y in places]  # type: ignore[misc]


def is_near(seen: tuple[int, ...], expected: tuple[int, ...], tolerance: int = 12) -> bool:
    """Tell whether a colour is the expected one, within the error of a lossy codec."""
    return all(abs(one - other) <= tolerance for one, other in zip(seen, expected, strict=True))
