"""An original as others may have it: every pixel as it was, and of its metadata what the author keeps."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from chalicelib import imaging
from tests.kit.photos import make_pixels

MAKE, MODEL, ARTIST, COPYRIGHT, ORIENTATION = 0x010F, 0x0110, 0x013B, 0x8298, 0x0112
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
LENS, FNUMBER, SERIAL, MAKER_NOTE = 0xA434, 0x829D, 0xA431, 0x927C
WRITTEN = {
    "camera": b"A Camera",
    "lens": b"A Lens",
    "author": b"Anna Photographer",
    "licence": b"All rights reserved",
    "serial_numbers": b"SERIAL-1234",
}
SECRETS = (*WRITTEN.values(), b"maker note", b"a comment", b"photoshop", b"http://ns.adobe.com")


def make(format: str = "JPEG", orientation: int = 6, **options: Any) -> bytes:  # noqa: A002 -- Pillow's own word.
    """Return a photo with all that cameras and editors write beside the pixels."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[MODEL] = orientation, "A Camera", "A Camera II"
    exif[ARTIST], exif[COPYRIGHT] = "Anna Photographer", "All rights reserved"
    exif[EXIF_IFD] = {LENS: "A Lens", FNUMBER: 2.8, SERIAL: "SERIAL-1234", MAKER_NOTE: b"maker note"}
    exif[GPS_IFD] = {1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}
    body = io.BytesIO()
    if format == "JPEG":
        options = {"quality": 90, "comment": b"a comment", "xmp": b"<x xmlns='http://ns.adobe.com/xap'/>"} | options
    make_pixels(640, 480).save(body, format, exif=exif.tobytes(), **options)
    return body.getvalue()


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}])
def test_a_jpeg_keeps_its_pixels_bit_by_bit_and_loses_what_is_written_beside_them(options: dict[str, Any]):
    sent = make(**options)
    shared = imaging.share(io.BytesIO(sent))
    assert (shared.content_type, shared.width, shared.height) == ("image/jpeg", 640, 480)
    before, after = opened(sent), opened(shared.body)
    assert ImageChops.difference(before, after).getbbox() is None
    assert before.tobytes() == after.tobytes()
    assert not [secret for secret in SECRETS if secret in shared.body]
    # Else it would lie on its side.
    assert dict(after.getexif()) == {ORIENTATION: 6}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_an_author_keeps_is_kept_and_nothing_else(name: str):
    shared = imaging.share(io.BytesIO(make()), [name])
    assert {secret for secret in SECRETS if secret in shared.body} == {WRITTEN[name]}


def test_where_it_was_taken_is_kept_only_where_that_is_asked_for():
    allowed = [*WRITTEN, "exposure"]
    assert opened(imaging.share(io.BytesIO(make()), allowed).body).getexif().get_ifd(GPS_IFD) == {}
    found = opened(imaging.share(io.BytesIO(make()), ["exposure", "place"]).body).getexif()
    assert found.get_ifd(GPS_IFD)[2] == (48.0, 51.0, 29.6)
    assert found.get_ifd(EXIF_IFD)[FNUMBER] == pytest.approx(2.8)


def test_a_colour_profile_stays_with_the_pixels_that_need_it():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert opened(imaging.share(io.BytesIO(make(icc_profile=profile))).body).info["icc_profile"] == profile


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_another_format_becomes_a_jpeg_of_every_pixel_upright(format: str):  # noqa: A002 -- Pillow's own word.
    shared = imaging.share(io.BytesIO(make(format)), ["author"])
    found = opened(shared.body)
    assert (found.format, found.size, (shared.width, shared.height)) == ("JPEG", (480, 640), (480, 640))
    assert dict(found.getexif()) == {ARTIST: "Anna Photographer"}
    assert not [secret for secret in SECRETS if secret in shared.body and secret != WRITTEN["author"]]


@pytest.mark.parametrize("damage", [b"", b"\xff\xd8\xff", b"GIF89a", b"not an image"])
def test_what_is_no_image_is_refused(damage: bytes):
    with pytest.raises(imaging.BadImage):
        imaging.share(io.BytesIO(damage))


def test_metadata_that_are_broken_are_left_out():
    sent = make()
    at = sent.index(b"Exif\0\0") + 6
    broken = sent[:at] + b"\xff" * 40 + sent[at + 40 :]
    shared = imaging.share(io.BytesIO(broken), list(WRITTEN))
    assert opened(shared.body).tobytes() == opened(broken).tobytes()
    assert not [secret for secret in SECRETS if secret in shared.body]
