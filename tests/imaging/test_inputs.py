"""Check what the pipeline takes in: formats, orientations, colours and shapes."""

import io

import pytest
from PIL import Image, ImageCms

from chalicelib.imaging import BadImage, render
from tests.kit.photos import CAMERA, colours, encoded, is_near, likeness, make_corners, make_exif, make_pixels

RED = (255, 0, 0)


def colour_of(body: bytes, across: float = 0.5, down: float = 0.5) -> tuple[int, ...]:
    """Return the colour at one place of the largest rendition of an image."""
    return colours(render(io.BytesIO(body)).renditions[0].body, (across, down))[0]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation: int) -> None:
    body = encoded(make_corners(200, 100, orientation), "JPEG", exif=make_exif(orientation), quality=95)

    rendered = render(io.BytesIO(body))

    assert (rendered.width, rendered.height) == (200, 100)
    seen = colours(rendered.renditions[0].body, (0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8))
    expected = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
    assert all(is_near(one, other) for one, other in zip(seen, expected, strict=True)), seen


def test_a_heic_photo_is_turned_upright_once() -> None:
    body = encoded(make_corners(640, 320, 6), "HEIF", exif=make_exif(6, gps=True).tobytes(), quality=80)

    rendered = render(io.BytesIO(body))

    assert (rendered.width, rendered.height) == (640, 320)
    assert is_near(colours(rendered.renditions[0].body, (0.2, 0.2))[0], RED)
    assert CAMERA.encode() not in rendered.renditions[0].body


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_format_promised_is_read(form: str) -> None:
    image = make_pixels(900, 600)
    full = render(io.BytesIO(encoded(image, form))).renditions[0]
    assert (full.content_type, full.width, full.height) == ("image/jpeg", 900, 600)
    assert likeness(full.body, image) < 6


@pytest.mark.parametrize("form", ["BMP", "TIFF", "PPM", "ICO", "TGA", "JPEG2000"])
def test_formats_not_promised_are_refused(form: str) -> None:
    with pytest.raises(BadImage, match="not an image we can read"):
        render(io.BytesIO(encoded(make_pixels(64, 48), form)))


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_gives_its_first_frame(form: str) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "lime", "blue")]
    body = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=40)
    assert is_near(colour_of(body), (255, 0, 0))


@pytest.mark.parametrize(
    ("image", "form", "expected"),
    [
        (Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("I;16", (64, 64), 0x8080), "PNG", (128, 128, 128)),
        (Image.new("L", (64, 64), 77), "JPEG", (77, 77, 77)),
        (Image.new("1", (64, 64), 1), "PNG", (255, 255, 255)),
        (Image.new("LA", (64, 64), (0, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (64, 64), (255, 0, 0, 128)), "PNG", (255, 127, 127)),
        (Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "WEBP", (255, 255, 255)),
    ],
    ids=lambda value: getattr(value, "mode", None),
)
def test_every_kind_of_pixel_becomes_srgb_on_white(image: Image.Image, form: str, expected: tuple[int, ...]) -> None:
    assert is_near(colour_of(encoded(image, form)), expected)


def test_a_palette_with_transparency_is_laid_on_white() -> None:
    image = Image.new("P", (64, 64), 1)
    image.putpalette([0, 0, 0, 200, 0, 0])
    image.paste(0, (0, 0, 32, 64))
    for form in ("PNG", "GIF"):
        body = encoded(image, form, transparency=0)
        assert is_near(colour_of(body, 0.2), (255, 255, 255))
        assert is_near(colour_of(body, 0.8), (200, 0, 0))


def test_colours_are_converted_from_the_profile_they_came_with() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    swapped = swapped_profile()
    green = Image.new("RGB", (64, 64), (0, 255, 0))
    assert is_near(colour_of(encoded(green, "JPEG", icc_profile=swapped)), RED)
    # A profile that is broken, or is not for these pixels, is passed over.
    for profile in (lab, swapped[:300], b"junk"):
        body = encoded(green, "JPEG", icc_profile=profile, quality=95)
        assert is_near(colour_of(body), (0, 255, 0))


def swapped_profile() -> bytes:
    """Return the sRGB profile with red and green changed about, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one, other in ((b"rXYZ", b"gXYZ"), (b"rTRC", b"gTRC")):
        profile = profile.replace(one, b"????").replace(other, one).replace(b"????", other)
    return profile.replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be"))


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (7, 2000), (6000, 300)])
@pytest.mark.parametrize("purpose", ["photo", "avatar", "header"])
def test_extreme_shapes_survive(size: tuple[int, int], purpose: str) -> None:
    made = render(io.BytesIO(encoded(Image.new("RGB", size, "teal"), "PNG")), purpose).renditions
    assert all(item.width >= 1 and item.height >= 1 for item in made)
    if purpose == "photo":
        assert (made[0].width, made[0].height) == size
