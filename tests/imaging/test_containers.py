"""Check what is refused before a decoder sees it, and what is passed over: missing pixels never, damage beside them."""

import io
import struct
import zlib

import pytest
from PIL import Image

from chalicelib.imaging import BadImage, render
from chalicelib.imaging.containers import inspect
from tests.kit import boxes
from tests.kit.photos import colours, encoded, is_near, make_corners, make_photo, make_pixels

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
CORNERS = ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8))


def is_refused(body: bytes) -> bool:
    try:
        render(io.BytesIO(body))
    except BadImage as bad:
        return bad.reason == "This image is damaged or cut short."
    return False


def corners_of(body: bytes) -> list[tuple[int, ...]]:
    return colours(render(io.BytesIO(body)).renditions[0].body, *CORNERS)


def are_near(seen: list[tuple[int, ...]], *expected: tuple[int, ...]) -> bool:
    return all(is_near(one, other, 40) for one, other in zip(seen, expected, strict=True))


@pytest.mark.parametrize("form", ["AVIF", "HEIF", "JPEG", "PNG", "GIF", "WEBP"])
def test_a_file_that_lacks_its_last_bytes_is_refused(form: str) -> None:
    whole = encoded(make_pixels(320, 200), form)
    with pytest.raises(BadImage):
        inspect(io.BytesIO(whole[:-4]))
    assert inspect(io.BytesIO(whole)).kind == form


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("form", ["AVIF", "HEIF", "PNG", "GIF", "WEBP", "tiles"])
def test_a_file_whose_length_came_before_its_bytes_is_refused(form: str, kept: float) -> None:
    pixels = make_pixels(640, 400)
    whole = encoded(pixels, "HEIF", tile_size=256) if form == "tiles" else encoded(pixels, form)
    came = int(len(whole) * kept)
    with pytest.raises(BadImage):
        render(io.BytesIO(whole[:came] + bytes(len(whole) - came)))


SIDE = {
    b"iCCP": b"name\0\0" + zlib.compress(b"no profile"),
    b"cHRM": struct.pack(">8I", *range(8)),
    b"gAMA": struct.pack(">I", 45455),
    b"sRGB": b"\0",
    b"cICP": bytes([9, 16, 0, 1]),
    b"tEXt": b"Comment\0hello",
    b"zTXt": b"Comment\0\0" + b"junk",
    b"eXIf": b"MM\0*\0\0\0\x08",
    b"pHYs": bytes(9),
    b"tIME": bytes(7),
    b"bKGD": bytes(6),
    b"zzZz": b"unknown",
}


@pytest.mark.parametrize("kind", SIDE)
@pytest.mark.parametrize("data", ["damaged", "junk", "empty"])
def test_a_damaged_side_chunk_does_not_cost_the_photo(kind: bytes, data: str) -> None:
    whole = encoded(make_corners(64, 64), "PNG")
    content = {"damaged": SIDE[kind], "junk": b"\xff" * 40, "empty": b""}[data]
    body = boxes.with_chunk(whole, kind, content, damaged=data == "damaged")
    assert are_near(corners_of(body), RED, GREEN, BLUE, WHITE)


def test_a_png_whose_pixels_are_damaged_or_missing_is_refused() -> None:
    parts = boxes.chunks(encoded(make_pixels(300, 200), "PNG"))
    head, *data, end = parts
    assert all(kind == b"IDAT" for kind, _ in data)
    stream = b"".join(content for _, content in data)
    assert is_refused(boxes.png(parts, damaged=b"IDAT"))
    assert is_refused(boxes.png(parts, damaged=b"IHDR"))
    assert is_refused(boxes.png([head, (b"tRNS", bytes(6)), *data, end], damaged=b"tRNS"))
    assert not is_refused(boxes.png([head, (b"tRNS", bytes(6)), *data, end]))
    assert is_refused(boxes.png([head, *data]))
    assert is_refused(boxes.png([head, end]))
    assert is_refused(boxes.png([head, (b"IDAT", stream[: len(stream) // 2]), end]))
    assert not is_refused(boxes.png([head, (b"IDAT", stream[:100]), (b"IDAT", stream[100:]), end]))


def test_text_that_unpacks_without_end_is_never_unpacked() -> None:
    bomb = b"Comment\0\0" + zlib.compress(bytes(80_000_000))
    profile = b"name\0\0" + zlib.compress(bytes(80_000_000))
    body = boxes.with_chunk(encoded(make_corners(64, 64), "PNG"), b"zTXt", bomb)
    assert are_near(corners_of(boxes.with_chunk(body, b"iCCP", profile)), RED, GREEN, BLUE, WHITE)


def test_a_jpeg_without_an_end_is_refused_and_what_follows_the_end_is_not_needed() -> None:
    whole = make_photo(640, 480)
    assert is_refused(whole[:-2])
    assert is_refused(whole[:-2] + bytes(200_000))
    assert not is_refused(whole + make_photo(64, 48)[:500])


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_jpeg_that_ends_too_early_is_refused_where_pixels_are_missing(kept: float, progressive: bool) -> None:
    whole = encoded(make_pixels(640, 480), "JPEG", quality=90, progressive=progressive)
    scan = whole.index(b"\xff\xda") + 14
    end = whole.index(b"\xff\xc4", scan) if progressive else len(whole) - 2
    assert is_refused(whole[: scan + int((end - scan) * kept)] + b"\xff\xd9")
    grey = encoded(Image.new("RGB", (640, 480), (128, 128, 128)), "JPEG", progressive=progressive)
    assert not is_refused(grey)


def test_an_animation_that_is_cut_is_refused() -> None:
    frames = [make_pixels(64, 64).rotate(turn) for turn in (0, 90, 180)]
    for form in ("GIF", "WEBP", "PNG"):
        body = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=40)
        assert is_refused(body[: len(body) * 2 // 3]), form
        assert inspect(io.BytesIO(body)).frames == 3
        assert inspect(io.BytesIO(body)).seconds == pytest.approx(0.12)
