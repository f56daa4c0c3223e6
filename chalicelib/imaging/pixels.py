"""Turn a file into upright sRGB pixels with nothing attached, no larger than they are needed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

from PIL import Image

from chalicelib.imaging import ground
from chalicelib.imaging.colour import needed, to_srgb
from chalicelib.imaging.containers import Colour, Facts, inspect
from chalicelib.imaging.decoding import decode, open_image, upright

# How many times smaller an image of a width and a height may become.
Need = Callable[[int, int], float]

# The first step is the largest: BICUBIC takes two thirds of the time of LANCZOS there, and SSIM loses .002.
FIRST_STEP = Image.Resampling.BICUBIC
MOST_IN_ONE_PASS = 4_000_000
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
class Original:
    """Hold the upright size of an original, its pixels made as small as was allowed, and what that took."""

    width: int
    height: int
    pixels: Image.Image
    facts: Facts
    # In plain words, and in order.
    done: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Return the upright size."""
        return self.width, self.height


def load(source: BinaryIO, need: Need) -> Original:
    """Decode an image to upright sRGB pixels, RGB or YCbCr, on a ground, as small as the need allows.

    Raises BadImage for what may not be decoded, and whatever Pillow raises for what cannot be.
    """
    facts = inspect(source)
    facts = replace(facts, colour=needed(facts.colour))
    image = open_image(source, facts)
    orientation, size = upright(facts, image)
    width, height = size[::-1] if orientation in SIDEWAYS else size
    ratio = max(1.0, need(width, height))
    small = _shrink(decode(source, facts, image, ratio), size, ratio)
    pixels, converted, laid = flatten(small, facts.colour)
    turned = "turned upright" if orientation in UPRIGHT else ""
    if turned:
        pixels = pixels.transpose(UPRIGHT[orientation])
    # What the file said about itself would otherwise travel with every copy of the pixels.
    pixels.info = {}
    return Original(width, height, pixels, facts, tuple(filter(None, (turned, converted, laid))))


def _shrink(image: Image.Image, size: tuple[int, int], ratio: float) -> Image.Image:
    """Make an image that once had this size `ratio` times smaller than that, but never larger."""
    target = (max(1, round(size[0] / ratio)), max(1, round(size[1] / ratio)))
    plain = resizable(image)
    return resized(plain, target, FIRST_STEP) if target[0] < plain.width or target[1] < plain.height else plain


def resized(image: Image.Image, size: tuple[int, int], filtering: Image.Resampling) -> Image.Image:
    """Return an image at another size; the same object where it has that already.

    Of YCbCr LANCZOS filters only the brightness, which takes two thirds of the time; the first step does all of it in
    one pass, which takes four fifths of one plane after the other.
    """
    if image.size == size:
        return image
    is_one_pass = filtering == FIRST_STEP and image.width * image.height <= MOST_IN_ONE_PASS
    if image.mode != "YCbCr" or is_one_pass:
        return image.resize(size, filtering)
    # One plane at a time: of 6 million pixels all three together would be another 18 MB.
    filters = (filtering, Image.Resampling.BILINEAR, Image.Resampling.BILINEAR)
    return Image.merge("YCbCr", [image.getchannel(plane).resize(size, one) for plane, one in enumerate(filters)])


def resizable(image: Image.Image) -> Image.Image:
    """Leave the modes that LANCZOS cannot work on; transparency stays, as a channel."""
    if image.has_transparency_data:
        return image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")
    if image.mode in {"P", "1"}:
        return image.convert("RGB")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image if image.mode in {"L", "RGB", "YCbCr", "CMYK"} else image.convert("RGB")


def flatten(image: Image.Image, colour: Colour) -> tuple[Image.Image, str, str]:
    """Return a resizable image as RGB in sRGB, on a ground where it is transparent, and what was done for each."""
    if image.mode not in {"LA", "RGBA"}:
        return *to_srgb(image, colour), ""
    pixels, converted = to_srgb(image.convert("RGB"), colour)
    pixels, laid = ground.lay(pixels, image.getchannel("A"))
    return pixels, converted, laid
