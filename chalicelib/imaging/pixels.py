"""Decode an image once, no larger than it is needed, into upright sRGB pixels with nothing attached."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import AvifImagePlugin, Image, ImageFile, WebPImagePlugin

from chalicelib.imaging.bad import TOO_LARGE, BadImage
from chalicelib.imaging.containers import identify

# Our own limits, by format, are below; Pillow's is one number for all, and would refuse a 200 MP photo.
Image.MAX_IMAGE_PIXELS = 300_000_000
# A Lambda has less than two cores: threads would only add memory.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# Naming the two plugins keeps Pillow from loading all 37 when it meets their formats.
PLUGINS = (AvifImagePlugin, WebPImagePlugin)

# These decode at full size only, at a measured 8 to 12 bytes a pixel at the peak; WebP takes 16, and AVIF may
# with 10 bits and transparency. A 48 MP phone photo has 48.8 million pixels.
MAX_PIXELS = {"PNG": 50_000_000, "GIF": 50_000_000, "HEIF": 50_000_000, "WEBP": 33_000_000, "AVIF": 33_000_000}
MAX_SIDE = 65_535
# A JPEG is decoded at a fraction of its size, which is made smaller still when this is passed.
MAX_DRAFT_PIXELS = 50_000_000
# The first step is the largest: BICUBIC takes two thirds of the time of LANCZOS there, and SSIM loses .002.
FIRST_STEP = Image.Resampling.BICUBIC
MAX_PROFILE = 4 * 1024 * 1024

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})


@dataclass(frozen=True)
class Need:
    """Say how small an image may become: its sides (across, down), and its longer and shorter side."""

    across: int = 1
    down: int = 1
    longest: int = 1
    shortest: int = 1

    def ratio(self, width: int, height: int) -> float:
        """Return how many times smaller an image of this size may be made."""
        return min(
            width / self.across,
            height / self.down,
            max(width, height) / self.longest,
            min(width, height) / self.shortest,
        )


@dataclass(frozen=True)
class Original:
    """Hold the upright size of an original, and its pixels made as small as was allowed."""

    width: int
    height: int
    pixels: Image.Image


def load(source: BinaryIO, need: Need) -> Original:
    """Decode an image to upright sRGB pixels, on white, as small as the need allows.

    Raises BadImage for what may not be decoded, and whatever Pillow raises for what cannot be.
    """
    kind = identify(source)
    if kind == "HEIF":
        _learn_heic()
    image = Image.open(source, formats=(kind,))
    if kind != "JPEG":
        _check_size(image, kind)
        image.load()
    orientation = _orientation(image)
    width, height = image.size[::-1] if orientation in SIDEWAYS else image.size
    ratio = need.ratio(width, height)
    small = _shrink(image, ratio)
    pixels = _to_srgb(_on_white(small), image.info.get("icc_profile"))
    if orientation in UPRIGHT:
        pixels = pixels.transpose(UPRIGHT[orientation])
    # What the file said about itself would otherwise travel with every copy of the pixels.
    pixels.info = {}
    return Original(width, height, pixels)


def _learn_heic() -> None:
    """Teach Pillow HEIC; only now, because the library behind it costs 30 ms and some megabytes."""
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def _check_size(image: Image.Image, kind: str) -> None:
    if image.width * image.height > MAX_PIXELS[kind] or max(image.size) > MAX_SIDE:
        raise BadImage(TOO_LARGE)


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation of an image; many a good photo carries a broken EXIF.

    A PNG is decoded whole to find it, so its size has been checked before.
    """
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 -- Pillow raises whatever it stumbles over in there.
        return 1


def _shrink(image: ImageFile.ImageFile, ratio: float) -> Image.Image:
    """Decode an image and make it `ratio` times smaller, but never larger."""
    width, height = image.size
    target = (max(1, round(width / ratio)), max(1, round(height / ratio))) if ratio > 1 else image.size
    _draft(image, ratio)
    image.load()
    plain = _resizable(image)
    return plain if plain.size == target else plain.resize(target, FIRST_STEP)


def _draft(image: ImageFile.ImageFile, ratio: float) -> None:
    """Ask a JPEG decoder for a half, a quarter or an eighth of the size, where that is enough.

    Those three cost a fraction and lose nothing; 3/8 and 5/8 are visibly worse.
    """
    if image.format not in {"JPEG", "MPO"}:
        return
    width, height = image.size
    for scale in (1, 2, 4, 8):
        is_enough = scale * 2 > ratio and width * height // scale**2 <= MAX_DRAFT_PIXELS
        if is_enough or scale == 8:
            image.draft(None, (max(1, width // scale), max(1, height // scale)))
            return


def _resizable(image: Image.Image) -> Image.Image:
    """Leave the modes that LANCZOS cannot work on; transparency stays, as a channel."""
    if image.has_transparency_data:
        return image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")
    if image.mode in {"P", "1"}:
        return image.convert("RGB")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Return an image as L, RGB or CMYK: transparency becomes white, 16 bits become 8."""
    if image.mode in {"LA", "RGBA"}:
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
        return ground
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert an image from the colours its profile describes; a broken profile is ignored."""
    if not profile or len(profile) > MAX_PROFILE:
        return image.convert("RGB")
    # Most photos carry no profile, and lcms is a library of its own.
    from PIL import ImageCms  # noqa: PLC0415

    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode == "RGB" and ImageCms.getProfileDescription(theirs).startswith("sRGB"):
            return image
        ours = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")
    return converted or image.convert("RGB")
