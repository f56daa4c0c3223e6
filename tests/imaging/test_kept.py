"""Check what is kept as it was sent: a JPEG that is fit to be shown, and nothing that came beside its pixels."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from chalicelib.imaging import Rendered, render
from chalicelib.imaging.colour import profiles
from tests.kit.photos import CAMERA, encoded, make_exif, make_photo, make_pixels

SECRETS = (CAMERA.encode(), b"Exif", b"taken at home", b"<script>", b"secret profile")


def full(body: bytes) -> bytes:
    return render(io.BytesIO(body)).renditions[0].body


def is_kept(rendered: Rendered) -> bool:
    return any("kept as it was sent" in note for note in rendered.processing)


def pixels_of(body: bytes) -> bytes:
    with Image.open(io.BytesIO(body)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"subsampling": 0}, {"optimize": True}, {"restart_marker_rows": 2}]
)
def test_a_jpeg_that_fits_is_not_encoded_again(options: dict[str, Any]) -> None:
    body = make_photo(1000, 800, gps=True, comment=b"taken at home", **({"quality": 75} | options)) + b"<script>"
    rendered = render(io.BytesIO(body))
    kept = rendered.renditions[0].body
    assert is_kept(rendered)
    assert pixels_of(kept) == pixels_of(body)
    assert len(kept) < len(body) + len(profiles.srgb())
    assert not any(secret in kept for secret in SECRETS)
    assert render(io.BytesIO(kept)).renditions[0].body == kept


def test_a_grey_jpeg_is_kept_too() -> None:
    body = encoded(make_pixels(600, 400).convert("L"), "JPEG", quality=75)
    assert pixels_of(full(body)) == pixels_of(body)


def test_every_step_that_it_fits_shows_the_same_file() -> None:
    made = {
        item.name: item.body
        for item in render(io.BytesIO(make_photo(1000, 800, quality=75))).renditions
        if item.content_type == "image/jpeg"
    }
    assert made["full"] == made["feed"] != made["card"]


def test_a_profile_of_srgb_does_not_matter_and_another_one_does() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = profiles.build(
        "secret profile", (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06), lambda value: value**2.2
    )
    image = make_pixels(600, 400)
    assert is_kept(render(io.BytesIO(encoded(image, "JPEG", icc_profile=srgb))))
    assert not is_kept(render(io.BytesIO(encoded(image, "JPEG", icc_profile=wide))))


@pytest.mark.parametrize(
    "body",
    [
        make_photo(1000, 800, orientation=6, quality=75),
        encoded(make_pixels(600, 400), "JPEG", quality=100, subsampling=0),
        encoded(make_pixels(600, 400).convert("CMYK"), "JPEG", quality=75),
        encoded(make_pixels(600, 400), "JPEG", quality=75, keep_rgb=True),
        encoded(make_pixels(600, 400), "PNG"),
        make_photo(2400, 1600, quality=60),
    ],
    ids=["turned", "heavy", "CMYK", "RGB", "PNG", "large"],
)
def test_what_is_unfit_is_encoded_again(body: bytes) -> None:
    assert not is_kept(render(io.BytesIO(body)))


def test_avatars_and_headers_are_never_kept() -> None:
    for purpose in ("avatar", "header"):
        body = make_photo(400, 400, quality=75)
        assert not is_kept(render(io.BytesIO(body), purpose))


def test_what_stands_between_the_segments_does_not_survive() -> None:
    body = encoded(make_pixels(600, 400), "JPEG", quality=75, exif=make_exif())
    at = body.index(b"\xff\xdb")
    assert b"<script>" not in full(body[:at] + b"<script>" + body[at:])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Display P3", "Display P3"),
        ("Adobe RGB (1998)", "Adobe RGB (1998)"),
        ("Anna's iMac", "another colour space"),
        ("Display P3 of Anna", "another colour space"),
    ],
)
def test_only_the_name_of_a_space_that_many_share_is_told(name: str, told: str) -> None:
    wide = profiles.build(name, (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06), lambda value: value**2.2)
    assert f"converted from {told} to sRGB" in render(io.BytesIO(make_photo(64, 48, icc_profile=wide))).processing
