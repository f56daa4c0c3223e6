"""Check that what moves goes on moving, within the limits that are told."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, ImageSequence

from chalicelib.imaging import motion, render
from chalicelib.imaging.colour import profiles
from tests.kit import boxes
from tests.kit.photos import colours, encoded, is_near

COLOURS = ("red", "lime", "blue", "yellow")


def film(form: str, count: int = 4, size: tuple[int, int] = (200, 120), mode: str = "RGB", **options: object) -> bytes:
    frames = [Image.new(mode, size, COLOURS[at % 4]) for at in range(count)]
    for at, frame in enumerate(frames):
        frame.paste("white", (at % size[0], 0, at % size[0] + 1, 1))
    return encoded(frames[0], form, save_all=True, append_images=frames[1:], **({"duration": 80, "loop": 0} | options))


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_an_animation_goes_on_moving(form: str) -> None:
    rendered = render(io.BytesIO(film(form, lossless=True) if form == "WEBP" else film(form)))
    moving = rendered.motion
    assert moving
    assert (moving.name, moving.content_type, moving.width, moving.height) == ("motion", "image/webp", 200, 120)
    assert any("kept moving" in note for note in rendered.processing)
    assert profiles.srgb() in moving.body
    with Image.open(io.BytesIO(moving.body)) as image:
        assert (getattr(image, "n_frames", 1), image.info["loop"]) == (4, 0)
        seen = [
            (colours(encoded(frame.convert("RGB"), "PNG"), (0.5, 0.5))[0], frame.info["duration"])
            for frame in ImageSequence.Iterator(image)
        ]
    assert [duration for _, duration in seen] == [80] * 4
    for (pixel, _), colour in zip(seen, [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)], strict=True):
        assert is_near(pixel, colour, 40)


def test_a_large_animation_is_shrunk_and_keeps_its_transparency() -> None:
    frames = [Image.new("RGBA", (1600, 900)) for _ in range(3)]
    for at, frame in enumerate(frames):
        ImageDraw.Draw(frame).ellipse((at * 300, 0, at * 300 + 800, 900), fill="red")
    body = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=50)
    moving = render(io.BytesIO(body)).motion
    assert moving
    assert moving.width * moving.height <= 411_000
    with Image.open(io.BytesIO(moving.body)) as image:
        image.seek(2)
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_a_gif_that_is_shown_once_or_thrice_is_shown_as_often() -> None:
    for loop, shown in ((None, 1), (2, 3), (0, 0)):
        moving = render(io.BytesIO(film("GIF", loop=loop))).motion
        assert moving
        assert Image.open(io.BytesIO(moving.body)).info["loop"] == shown


def test_frames_without_a_duration_last_as_browsers_let_them() -> None:
    moving = render(io.BytesIO(film("GIF", duration=0))).motion
    assert moving
    image = Image.open(io.BytesIO(moving.body))
    image.load()
    assert image.info["duration"] == 100


def test_an_animation_whose_bytes_are_too_many_becomes_a_still_and_its_author_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(motion, "MAX_MOVING_BYTES", 100)
    rendered = render(io.BytesIO(film("GIF")))
    assert rendered.motion is None
    assert any("as an animated WebP it has more than" in note for note in rendered.processing)


@pytest.mark.parametrize("limit", ["MAX_FRAMES", "MAX_SECONDS", "MAX_PIXELS_IN", "MAX_PIXELS_OUT"])
def test_what_is_too_long_is_a_still_and_its_author_is_told(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, limit, 0.2 if limit == "MAX_SECONDS" else 3)
    rendered = render(io.BytesIO(film("GIF")))
    assert rendered.motion is None
    assert any("only the first frame was kept" in note for note in rendered.processing)


def test_a_moving_avif_is_a_still_and_its_author_is_told() -> None:
    rendered = render(io.BytesIO(film("AVIF")))
    assert rendered.motion is None
    assert any("only the first frame was kept" in note for note in rendered.processing)


@pytest.mark.parametrize("brand", [b"msf1", b"hevc", b"hevx", b"hevm", b"hevs", b"heic"])
def test_a_moving_heic_is_a_still_and_its_author_is_told(brand: bytes) -> None:
    whole = encoded(Image.new("RGB", (128, 96), "red"), "HEIF")
    # One that says that it is a still may hold a track all the same.
    body = whole[:8] + brand + whole[12:] + (boxes.box(b"moov", b"") if brand == b"heic" else b"")
    assert any("only the first frame was kept" in note for note in render(io.BytesIO(body)).processing)
    assert not any("first frame" in note for note in render(io.BytesIO(whole)).processing)


def test_a_still_does_not_move() -> None:
    for form in ("GIF", "WEBP", "PNG"):
        rendered = render(io.BytesIO(encoded(Image.new("RGB", (64, 48), "red"), form)))
        assert rendered.motion is None
        assert not any("frame" in note for note in rendered.processing)


def test_an_animation_whose_later_frames_are_in_disorder_is_a_still() -> None:
    body = film("PNG")
    parts = boxes.chunks(body)
    at = [number for number, (kind, _) in enumerate(parts) if kind == b"fcTL"]
    parts[at[1]], parts[at[2]] = parts[at[2]], parts[at[1]]
    rendered = render(io.BytesIO(boxes.png(parts)))
    assert rendered.motion is None
    assert any("the rest of the animation is damaged" in note for note in rendered.processing)


@pytest.mark.parametrize("how", ["checksum", "length"])
@pytest.mark.parametrize("kind", [b"acTL", b"fcTL", b"fdAT"])
def test_a_png_whose_animation_is_damaged_is_a_still_and_its_author_is_told(kind: bytes, how: str) -> None:
    body = film("PNG")
    start = body.index(kind) - 4
    end = start + 12 + int.from_bytes(body[start : start + 4])
    data = body[start + 8 : end - 4] if how == "checksum" else body[start + 8 : start + 11]
    broken = bytes(4) if how == "checksum" else struct.pack(">I", zlib.crc32(kind + data))
    rendered = render(io.BytesIO(body[:start] + struct.pack(">I", len(data)) + kind + data + broken + body[end:]))
    assert rendered.motion is None
    assert any("the rest of the animation is damaged" in note for note in rendered.processing)
    card = next(one for one in rendered.renditions if one.content_type == "image/jpeg")
    assert is_near(colours(card.body, (0.5, 0.5))[0], (255, 0, 0), 40)


def test_a_part_of_no_animation_costs_a_still_nothing() -> None:
    body = encoded(Image.new("RGB", (90, 60), "red"), "PNG")
    stray = struct.pack(">I", 2) + b"fcTLzz" + struct.pack(">I", zlib.crc32(b"fcTLzz"))
    rendered = render(io.BytesIO(body[:33] + stray + body[33:]))
    assert rendered.motion is None
    assert not any("animation" in note for note in rendered.processing)
