"""Attack the pipeline with files made to hurt: each is refused with a reason, or does no harm."""

import contextlib
import io
import random
import re
import struct
import time
import zlib
from functools import lru_cache

import pytest
from PIL import Image, ImageCms

from chalicelib.imaging import BadImage, render
from tests.kit.photos import encoded, make_photo, make_pixels

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")
SCAN_END = re.compile(rb"\xff[\xc4\xda\xd9]")


@lru_cache
def photo(form: str = "JPEG") -> bytes:
    return make_photo(640, 480, format=form)


def refuse(body: bytes) -> str:
    """Return the reason for which an image is refused, after seeing that it took little time."""
    start = time.process_time()
    with pytest.raises(BadImage) as caught:
        render(io.BytesIO(body))
    assert time.process_time() - start < 2
    return caught.value.reason


def with_scans(body: bytes, count: int) -> bytes:
    """Repeat the last scan of a progressive JPEG."""
    start = body.rindex(b"\xff\xda")
    end = SCAN_END.search(body, start + 2)
    assert end
    return body[: end.start()] + body[start : end.start()] * count + body[end.start() :]


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG that promises a size, and holds nothing."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), *chunks, (b"IEND", b"")]
    chunk = b"".join(struct.pack(">I", len(data)) + kind + data + _crc(kind + data) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + chunk


def _crc(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))


def test_a_progressive_jpeg_with_hundreds_of_scans_is_refused() -> None:
    body = encoded(make_pixels(1000, 800), "JPEG", progressive=True)
    assert "too many parts" in refuse(with_scans(body, 400))
    assert render(io.BytesIO(with_scans(body, 20))).width == 1000


def test_scans_that_are_few_but_huge_are_refused() -> None:
    body = encoded(Image.new("L", (12000, 9000)), "JPEG", progressive=True)
    assert "too many parts" in refuse(with_scans(body, 60))


def test_a_scan_marker_inside_metadata_is_not_a_scan() -> None:
    body = encoded(make_pixels(200, 100), "JPEG", progressive=True, comment=b"\xff\xda" * 500)
    assert render(io.BytesIO(body)).width == 200


def test_a_decompression_bomb_is_refused_before_it_is_decoded() -> None:
    assert "too many pixels" in refuse(png(13_000, 13_000, (b"IDAT", zlib.compress(bytes(1000)))))
    assert "too many pixels" in refuse(png(70_000, 2, (b"IDAT", zlib.compress(bytes(1000)))))
    assert refuse(png(2**31 - 1, 2**31 - 1))
    assert "too many pixels" in refuse(encoded(Image.new("1", (8000, 8000)), "PNG"))


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_a_header_that_promises_a_huge_canvas_is_refused(form: str) -> None:
    body = bytearray(encoded(Image.new("P", (8, 8)), form, **({"lossless": True} if form == "WEBP" else {})))
    if form == "GIF":
        body[6:10] = b"\xff\xff\xff\xff"
    else:
        body[21:25] = struct.pack("<I", 0x3FFF | 0x3FFF << 14)
    assert refuse(bytes(body))


def test_a_very_large_baseline_photo_is_welcome() -> None:
    rendered = render(io.BytesIO(encoded(Image.new("L", (12000, 9000), 90), "JPEG")))
    assert (rendered.width, rendered.height, rendered.renditions[0].width) == (12000, 9000, 1673)


def test_a_baseline_jpeg_larger_than_any_camera_makes_is_refused() -> None:
    body = bytearray(photo())
    at = body.index(b"\xff\xc0")
    body[at + 5 : at + 9] = b"\xff\xdc\xff\xdc"
    assert "too many pixels" in refuse(bytes(body))


@pytest.mark.parametrize(
    "body",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42",
        random.Random(1).randbytes(10_000),
    ],
    ids=["html", "svg", "three letters", "pdf", "zip", "video", "noise"],
)
def test_what_is_no_image_is_refused(body: bytes) -> None:
    assert refuse(body) == "This file is not an image we can read."


def test_an_empty_file_is_refused() -> None:
    assert refuse(b"") == "This file is empty."


def test_a_file_over_fifty_megabytes_is_refused() -> None:
    assert "50 MB" in refuse(photo() + bytes(50 * 1024 * 1024))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9])
def test_a_file_cut_short_is_refused(form: str, kept: float) -> None:
    body = photo(form)
    assert refuse(body[: int(len(body) * kept)])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_damage_anywhere_ends_in_an_image_or_a_reason(form: str) -> None:
    chance = random.Random(form)
    whole = make_photo(96, 64, format=form)
    for _ in range(40):
        body = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            body[chance.randrange(min(len(body), 700))] = chance.randrange(256)
        with contextlib.suppress(BadImage):
            assert render(io.BytesIO(body)).renditions


@pytest.mark.parametrize(
    ("body", "payload"),
    [
        (photo("GIF") + b"<script>alert(1)</script>", b"<script>"),
        (photo() + b"PK\x03\x04" + bytes(30) + b"evil.js" + b"PK\x05\x06" + bytes(18), b"PK\x03\x04"),
        (encoded(make_pixels(64, 64), "JPEG", comment=b"<?php system(0); ?>"), b"<?php"),
    ],
    ids=["gif and script", "jpeg and zip", "jpeg and php"],
)
def test_a_polyglot_comes_out_as_an_image_alone(body: bytes, payload: bytes) -> None:
    rendered = render(io.BytesIO(body))
    assert payload in body
    assert not any(payload in item.body for item in rendered.renditions)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1_000_000,
        b"\xff\xd8\xff\xe0\x00\x02" + bytes(4_000_000) + photo()[2:],
        photo()[:2] + (b"\xff\xe1\xfd\xea" + b"Exif\0\0".ljust(65_000, b"\1")) * 300 + photo()[2:],
        png(64, 64, *[(b"teSt", b"")] * 200_000),
        photo("GIF")[:13] + b"!\xfe" + b"\1a" * 2_000_000,
        b"GIF89a\x08\x00\x08\x00\x00\x00\x00" + b"z" * 2_000_000,
    ],
    ids=["empty segments", "junk in a header", "endless exif", "empty chunks", "a long comment", "junk in a gif"],
)
def test_a_file_built_to_be_slow_is_refused(body: bytes) -> None:
    assert "too many parts" in refuse(body)


def test_a_broken_exif_or_profile_does_not_cost_the_photo() -> None:
    image = make_pixels(200, 100)
    for exif in (b"Exif\0\0junk", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0II*\0\xff\xff\xff\xff"):
        assert render(io.BytesIO(encoded(image, "JPEG", exif=exif))).width == 200
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert render(io.BytesIO(encoded(image, "PNG", icc_profile=profile[:200]))).width == 200


def test_whatever_a_decoder_raises_comes_out_as_a_bad_image(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (SyntaxError, ValueError, UserWarning, MemoryError, struct.error, RecursionError, ZeroDivisionError):

        def fail(*_: object, error: type[Exception] = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(Image, "open", fail)
        assert refuse(photo())
