"""Lay transparent pixels on a ground that they can be seen on."""

from PIL import Image, ImageChops, ImageFilter

WHITE, GREY, DARK = (255, 255, 255), (118, 118, 118), (28, 28, 30)
# The edge of a drawing is looked for in a small copy of it.
LOOKED_AT = 256
SEEN = 24
# Lighter than this has less than 1.5 : 1 of contrast with white, darker than that with the dark ground.
LIGHT, GLOOMY = 212, 64


def lay(pixels: Image.Image, alpha: Image.Image) -> tuple[Image.Image, str]:
    """Return RGB pixels on a ground of one colour, and which one, in plain words."""
    colour, name = choose(pixels, alpha)
    ground = Image.new("RGB", pixels.size, colour)
    ground.paste(pixels, mask=alpha)
    return ground, f"laid on {name}, because JPEG has no transparency" if alpha.getextrema() != (255, 255) else ""


def choose(pixels: Image.Image, alpha: Image.Image) -> tuple[tuple[int, int, int], str]:
    """Return white, unless most of what meets the ground is too light for it; and the name of the ground."""
    # Colours that hide where nothing is seen do not count: this resizes by weight.
    small = Image.merge("LA", (pixels.convert("L"), alpha)).resize(_at_most(pixels.size), Image.Resampling.BOX)
    seen = small.getchannel("A").point(lambda value: 255 if value >= SEEN else 0)
    edge = ImageChops.subtract(seen, seen.filter(ImageFilter.MinFilter(5)))
    counts = small.getchannel("L").histogram(edge)
    whole = sum(counts)
    if sum(counts[LIGHT:]) * 2 <= whole:
        return WHITE, "white"
    if sum(counts[:GLOOMY]) * 4 <= whole:
        return DARK, "a dark ground"
    return GREY, "grey"


def _at_most(size: tuple[int, int]) -> tuple[int, int]:
    ratio = max(1.0, max(size) / LOOKED_AT)
    return max(1, round(size[0] / ratio)), max(1, round(size[1] / ratio))
