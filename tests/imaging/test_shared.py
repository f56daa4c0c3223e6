"""An original as others may have it: every pixel as it was, and of its metadata what the author keeps."""

import io
import struct
import subprocess
import sys
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageCms

from chalicelib import imaging
from chalicelib.imaging.colour import profiles
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


WIDE = profiles.build("Anna's iMac", (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06), lambda value: value**2.2)
OF_A_SCREEN = {b"dmdd": profiles.description(b"iMac of Anna"), b"mmod": b"mmod\0\0\0\0Anna 1234"}


def of_annas_screen(version: int) -> bytes:
    """Return a profile as a program writes it that measures a screen."""
    tags = {
        kind: WIDE[at : at + length]
        for kind, at, length in struct.iter_unpack(">4sII", WIDE[132 : 132 + 12 * int.from_bytes(WIDE[128:132])])
    }
    made = profiles.package(tags | OF_A_SCREEN | {b"vcgt": bytes(200_000)}, version)
    return made[:48] + b"AnnaAnna" + made[56:]


def srgb_of(body: bytes) -> Image.Image:
    """Return a photo's pixels as its profile means them."""
    image, ours = opened(body), ImageCms.createProfile("sRGB")
    theirs = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    return ImageCms.profileToProfile(image, theirs, ours)  # type: ignore[return-value]


@pytest.mark.parametrize("version", [2, 4])
def test_a_profile_goes_with_the_pixels_and_does_not_tell_whose_screen_it_is_of(version: int):
    sent = make(icc_profile=of_annas_screen(version))
    shared = imaging.share(io.BytesIO(sent)).body
    assert ImageChops.difference(srgb_of(sent), srgb_of(shared)).getbbox() is None
    assert ImageChops.difference(srgb_of(shared), opened(shared).convert("RGB")).getbbox()
    said = opened(shared).info["icc_profile"]
    assert not [name for name in ("Anna", "iMac", "1234") if name.encode() in said or name.encode("utf-16-be") in said]
    described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(said)))
    assert described.strip() == "another colour space"


def test_a_large_profile_and_one_of_another_kind_stay_and_a_broken_one_goes():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert b"Lab " in opened(imaging.share(io.BytesIO(make(icc_profile=lab))).body).info["icc_profile"]
    table = b"mft1\0\0\0\0" + bytes(300_000)
    large = profiles.packed(WIDE[:128], {b"desc": profiles.description(b"Display P3"), b"A2B0": table})
    said = opened(imaging.share(io.BytesIO(make(icc_profile=large))).body).info["icc_profile"]
    assert table in said
    assert b"Display P3" in said
    for broken in (WIDE[:200], b"Anna" * 100, WIDE[:140] + b"\xff" * 8 + WIDE[148:]):
        assert "icc_profile" not in opened(imaging.share(io.BytesIO(make(icc_profile=broken))).body).info


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_another_format_becomes_a_jpeg_of_every_pixel_upright(format: str):  # noqa: A002 -- Pillow's own word.
    shared = imaging.share(io.BytesIO(make(format)), ["author"])
    found = opened(shared.body)
    assert (found.format, found.size, (shared.width, shared.height)) == ("JPEG", (480, 640), (480, 640))
    assert dict(found.getexif()) == {ARTIST: "Anna Photographer"}
    assert not [secret for secret in SECRETS if secret in shared.body and secret != WRITTEN["author"]]


IN_A_FRESH_PROCESS = """
import io, sys
from chalicelib import imaging
shared = imaging.share(io.BytesIO(sys.stdin.buffer.read()), ["camera", "author", "licence"])
sys.stdout.buffer.write(shared.body)
"""


@pytest.mark.parametrize("format", ["HEIF", "AVIF", "WEBP", "PNG"])
def test_what_an_author_keeps_is_kept_by_a_process_that_has_opened_nothing_before(format: str):  # noqa: A002
    pillow_heif.register_heif_opener()
    asked = [sys.executable, "-c", IN_A_FRESH_PROCESS]
    answer = subprocess.run(asked, input=make(format), stdout=subprocess.PIPE, check=True, timeout=60)
    found = opened(answer.stdout).getexif()
    assert (found[MAKE], found[ARTIST], found[COPYRIGHT]) == ("A Camera", "Anna Photographer", "All rights reserved")
    assert ORIENTATION not in found


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
