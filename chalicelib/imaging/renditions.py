"""Make the renditions of one set of upright pixels, each from the one before."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from chalicelib.imaging.colour import profiles
from chalicelib.imaging.ladder import LADDER
from chalicelib.imaging.pixels import resized

LONGEST_LOCKED = 480
JPEG, AVIF, WEBP = "image/jpeg", "image/avif", "image/webp"
IN_AVIF = frozenset({"feed", "card"})
SMOOTH = Image.Resampling.LANCZOS
# The largest steps take nearly all of the time, and BICUBIC two thirds of it; SSIM loses .002 there.
LARGE, FASTER = 600_000, Image.Resampling.BICUBIC

# A JPEG that comes in scans is seen sooner on a slow line, and takes more than twice the work: only the largest is
# worth it. The other ones are within 1.5 % of its size.
WORTH_SCANS = 1_000_000

# UnsharpMask(.5, 50) in one pass: it gives back the edges that shrinking takes.
SHARPEN = ImageFilter.Kernel((3, 3), (-1, -7, -1, -7, 199, -7, -1, -7, -1), 167)
# Where so many values of the chroma change by so much when it is halved, edges of colour would be seen to bleed.
CHROMA_STEP, CHROMA_SHARE = 24, 0.005

Focus = tuple[float, float]


@dataclass(frozen=True)
class Manner:
    """Say how pixels are encoded: how finely in each format, and whether the chroma is halved."""

    subsampling: str
    jpeg_quality: int
    # At these qualities an AVIF looks as the JPEG does; a slower speed saves some bytes for several times the work.
    avif_quality: int
    avif_speed: int


SOFT = Manner("4:2:0", 82, 65, 9)
EDGED = Manner("4:4:4", 62, 65, 7)


@dataclass(frozen=True)
class Rendition:
    """Hold one encoded size of an image."""

    name: str
    content_type: str
    width: int
    height: int
    body: bytes


def climb(pixels: Image.Image, size: tuple[int, int]) -> dict[str, Image.Image]:
    """Shrink the pixels of an original of this size to each step, each from the one before; never enlarge."""
    rungs = {}
    for name, rung in LADDER.items():
        width, height = rung.size(*size)
        pixels = rungs[name] = resized(pixels, (width, height), FASTER if width * height > LARGE else SMOOTH)
    return rungs


def fit(pixels: Image.Image, longest: int) -> Image.Image:
    """Shrink pixels until their longest side is this long, if it is longer."""
    ratio = max(1.0, max(pixels.size) / longest)
    return resized(pixels, (max(1, round(pixels.width / ratio)), max(1, round(pixels.height / ratio))), SMOOTH)


def crop(pixels: Image.Image, size: tuple[int, int], focus: Focus) -> Image.Image:
    """Cut out the largest part of this shape around the focus, and shrink it to this size if it is larger.

    The focus is Mastodon's: from (-1, -1), bottom left, to (1, 1), top right.
    """
    scale = min(pixels.width / size[0], pixels.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = _start(pixels.width, width, focus[0])
    top = _start(pixels.height, height, -focus[1])
    if scale > 1:
        # A cut between two pixels is right here: half a pixel of a small image is seen.
        return pixels.resize(size, SMOOTH, (left, top, left + width, top + height))
    right, bottom = (max(1, round(start + length)) for start, length in ((left, width), (top, height)))
    return pixels.crop((min(round(left), right - 1), min(round(top), bottom - 1), right, bottom))


def _start(whole: int, part: float, focus: float) -> float:
    """Return where a part begins so that its middle is nearest to the focus, within the whole."""
    middle = (max(-1.0, min(1.0, focus)) + 1) / 2 * whole
    return max(0.0, min(whole - part, middle - part / 2))


def sharpened(pixels: Image.Image) -> Image.Image:
    """Return pixels as YCbCr, with their brightness sharpened a little."""
    brightness, *chroma = _planes(pixels)
    return Image.merge("YCbCr", (brightness.filter(SHARPEN), *chroma))


def _planes(pixels: Image.Image) -> tuple[Image.Image, ...]:
    return (pixels if pixels.mode == "YCbCr" else pixels.convert("YCbCr")).split()


def manner_of(pixels: Image.Image) -> Manner:
    """Choose how an image is encoded: where its colours have hard edges, with all of its chroma."""
    changed = 0
    for plane in _planes(pixels)[1:]:
        halved = plane.reduce(2).resize(plane.size, Image.Resampling.BILINEAR)
        changed += sum(ImageChops.difference(plane, halved).histogram()[CHROMA_STEP + 1 :])
    return EDGED if changed > CHROMA_SHARE * 2 * pixels.width * pixels.height else SOFT


def encode(name: str, content_type: str, pixels: Image.Image, manner: Manner = SOFT) -> Rendition:
    """Encode pixels, and nothing with them but that they are sRGB."""
    body = io.BytesIO()
    if content_type == AVIF:
        # Pillow writes the code points of sRGB into every AVIF.
        pixels.convert("RGB").save(
            body,
            "AVIF",
            quality=manner.avif_quality,
            speed=manner.avif_speed,
            subsampling=manner.subsampling,
            max_threads=1,
        )
    else:
        pixels.save(
            body,
            "JPEG",
            quality=manner.jpeg_quality,
            subsampling=manner.subsampling,
            progressive=pixels.width * pixels.height > WORTH_SCANS,
            optimize=True,
            comment=b"",
            icc_profile=profiles.srgb(),
        )
    return Rendition(name, content_type, pixels.width, pixels.height, body.getvalue())


def render_locked(preview: bytes, size: tuple[int, int]) -> Rendition:
    """Return what those see who have not paid: the preview of eight pixels made large, and nothing else."""
    ratio = LONGEST_LOCKED / max(size)
    width, height = (max(1, round(side * ratio)) for side in size)
    with Image.open(io.BytesIO(preview), formats=["PNG"]) as tiny:
        pixels = tiny.convert("RGB").resize((width, height), Image.Resampling.BICUBIC)
    return encode("locked", JPEG, pixels)
