"""Check what a photo becomes: its renditions, its crops, its preview, and nothing else of it."""

import io
import struct

import pytest
from PIL import Image, ImageCms

from chalicelib.imaging import Rendered, Rendition, render
from chalicelib.imaging.renditions import WORTH_SCANS
from tests.kit.photos import (
    CAMERA,
    colours,
    encoded,
    is_near,
    likeness,
    make_corners,
    make_exif,
    make_photo,
    make_pixels,
)

LADDER = [("full", 1673), ("feed", 1095), ("card", 739), ("thumb", 365)]


@pytest.fixture(scope="module")
def phone_photo() -> bytes:
    return make_photo(4032, 3024, orientation=6, gps=True, comment=b"taken at home")


@pytest.fixture(scope="module")
def rendered(phone_photo: bytes) -> Rendered:
    return render(io.BytesIO(phone_photo))


def renditions_of(body: bytes, purpose: str = "photo", focus: tuple[float, float] = (0, 0)) -> dict[str, Rendition]:
    rendered = render(io.BytesIO(body), purpose, focus)
    return {item.name: item for item in rendered.renditions if item.content_type == "image/jpeg"}


def test_a_phone_photo_becomes_five_jpegs_and_two_avifs_upright(rendered: Rendered) -> None:
    assert (rendered.width, rendered.height) == (3024, 4032)
    jpegs = [(item.name, item.height) for item in rendered.renditions if item.content_type == "image/jpeg"]
    avifs = [(item.name, item.height) for item in rendered.renditions if item.content_type == "image/avif"]
    assert jpegs == [*LADDER, ("square", 150)]
    assert avifs == LADDER[1:3]


def test_each_rendition_is_what_it_says_it_is(rendered: Rendered) -> None:
    for item in rendered.renditions:
        with Image.open(io.BytesIO(item.body)) as image:
            assert (image.get_format_mimetype(), image.size) == (item.content_type, (item.width, item.height))
            is_largest = item.width * item.height > WORTH_SCANS
            assert bool(image.info.get("progressive")) == (item.content_type == "image/jpeg" and is_largest)


def test_each_rendition_looks_like_the_photo(rendered: Rendered) -> None:
    upright = make_pixels(4032, 3024).transpose(Image.Transpose.ROTATE_270)
    for item in rendered.renditions:
        if item.name != "square":
            assert likeness(item.body, upright) < 3, (item.name, item.content_type)


def test_avif_is_lighter_than_jpeg(rendered: Rendered) -> None:
    weight = {(item.name, item.content_type): len(item.body) for item in rendered.renditions}
    for name in ("feed", "card"):
        assert weight[name, "image/avif"] < 0.85 * weight[name, "image/jpeg"]


def test_nothing_of_the_file_survives_but_pixels(phone_photo: bytes, rendered: Rendered) -> None:
    assert CAMERA.encode() in phone_photo
    # Words long enough that pixels do not spell them by chance.
    for body in [rendered.preview, *(item.body for item in rendered.renditions)]:
        assert not any(word in body for word in (b"Exif", CAMERA.encode(), b"taken at home", b"xmpmeta", b"adobe"))
        with Image.open(io.BytesIO(body)) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment"} & set(image.info)


def test_every_rendition_says_that_it_is_srgb(rendered: Rendered) -> None:
    frames = [make_pixels(60, 40), make_pixels(60, 40).rotate(180)]
    film = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    moving = render(io.BytesIO(film)).motion
    assert moving
    for item in (*rendered.renditions, moving):
        if item.content_type == "image/avif":
            assert b"colrnclx" + struct.pack(">HH", 1, 13) in item.body
        else:
            with Image.open(io.BytesIO(item.body)) as image:
                said = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
            assert ImageCms.getProfileDescription(said).strip() == "sRGB"


def test_metadata_of_png_and_webp_does_not_survive() -> None:
    image = make_pixels(300, 200)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for form in ("PNG", "WEBP", "AVIF"):
        body = encoded(image, form, exif=make_exif(gps=True), icc_profile=profile, xmp=b"<x:xmpmeta>secret</x:xmpmeta>")
        for item in render(io.BytesIO(body)).renditions:
            assert not {"exif", "xmp"} & set(Image.open(io.BytesIO(item.body)).info), form
            assert profile not in item.body
            assert CAMERA.encode() not in item.body


def test_a_small_original_is_never_enlarged() -> None:
    made = renditions_of(make_photo(500, 400))
    assert [(made[name].width, made[name].height) for name, _ in LADDER] == [(500, 400)] * 3 + [(354, 283)]
    assert made["full"].body == made["card"].body
    tiny = renditions_of(make_photo(90, 60))
    assert (tiny["square"].width, tiny["square"].height) == (60, 60)


def test_a_wide_panorama_still_has_a_sharp_square() -> None:
    square = renditions_of(make_photo(6000, 300))["square"]
    assert (square.width, square.height) == (150, 150)


@pytest.mark.parametrize(
    ("focus", "expected"),
    [((-1, 1), (255, 0, 0)), ((1, 1), (0, 255, 0)), ((-1, -1), (0, 0, 255)), ((1, -1), (255, 255, 255))],
)
@pytest.mark.parametrize("size", [(1200, 800), (800, 1200), (300, 100)])
def test_the_square_is_cut_around_the_focus(
    focus: tuple[float, float], expected: tuple[int, ...], size: tuple[int, int]
) -> None:
    body = encoded(make_corners(*size), "PNG")
    x = 0.1 if focus[0] < 0 else 0.9
    y = 0.1 if focus[1] > 0 else 0.9
    assert is_near(colours(renditions_of(body, focus=focus)["square"].body, (x, y))[0], expected)


def test_a_focus_out_of_bounds_is_brought_back() -> None:
    body = make_photo(400, 200)
    assert renditions_of(body, focus=(9, -9))["square"].body == renditions_of(body, focus=(1, -1))["square"].body
    assert renditions_of(body, focus=(float("nan"), 0))


def test_an_avatar_is_a_square_and_a_header_is_three_to_one() -> None:
    photo = make_photo(2400, 1600, orientation=6)
    sizes = {name: (item.width, item.height) for name, item in renditions_of(photo, "avatar").items()}
    assert sizes == {"avatar": (400, 400), "square": (150, 150)}
    sizes = {name: (item.width, item.height) for name, item in renditions_of(photo, "header").items()}
    assert sizes == {"header": (1500, 500)}


def test_a_preview_holds_at_most_eight_by_eight_pixels() -> None:
    for size in ((4000, 3000), (300, 900), (5, 5)):
        rendered = render(io.BytesIO(make_photo(*size)))
        with Image.open(io.BytesIO(rendered.preview)) as preview:
            assert max(preview.size) <= 8
            assert preview.format == "PNG"
        # Four by three components: the first character, in base 83, is 3 + 2 * 9.
        assert rendered.blurhash[0] == "L"
        assert len(rendered.blurhash) == 4 + 2 * 12
