"""Check what a photo of any shape becomes: readable sizes, edges kept, drawings that can be seen, squares cut anew."""

import io

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from chalicelib.imaging import BadImage, Rendition, cut_square, render
from chalicelib.imaging.ladder import LADDER, sizes
from chalicelib.imaging.pipeline import render_as
from chalicelib.imaging.renditions import EDGED, SOFT, manner_of, sharpened
from tests.kit.photos import colours, encoded, is_near, make_corners, make_exif, make_photo, make_pixels


def renditions_of(body: bytes) -> dict[str, Rendition]:
    made = render(io.BytesIO(body)).renditions
    return {item.name: item for item in made if item.content_type == "image/jpeg"}


@pytest.mark.parametrize(
    ("size", "full"),
    [
        ((990, 11490), (640, 7428)),
        ((16000, 800), (12000, 600)),
        ((4032, 3024), (1673, 1255)),
        ((3024, 4032), (1255, 1673)),
        ((1000, 800), (1000, 800)),
        ((40000, 20), (12000, 6)),
    ],
)
def test_renditions_are_bounded_by_area_and_stay_readable(size: tuple[int, int], full: tuple[int, int]) -> None:
    assert sizes(*size)["full"] == full
    assert sizes(*size)["square"] == (min(150, *full),) * 2


@pytest.mark.parametrize("size", [(990, 11490), (8000, 400), (300, 200), (1, 3000)])
def test_what_the_api_says_of_sizes_is_what_is_made(size: tuple[int, int]) -> None:
    made = renditions_of(encoded(Image.new("RGB", size, "teal"), "PNG"))
    assert {name: (item.width, item.height) for name, item in made.items()} == sizes(*size)


def test_steps_never_grow() -> None:
    for size in ((4032, 3024), (990, 11490), (16000, 800), (640, 640)):
        steps = [sizes(*size)[name] for name in LADDER]
        assert steps == sorted(steps, reverse=True)


def test_text_in_colour_keeps_its_chroma_and_a_photo_does_not_need_to() -> None:
    sign = Image.new("RGB", (1000, 700), "blue")
    pen = ImageDraw.Draw(sign)
    for down in range(0, 700, 22):
        pen.text((10, down), "red on blue, which 4:2:0 makes hard to read " * 4, fill="red", font_size=18)
    assert manner_of(sign) == EDGED
    assert manner_of(make_pixels(1000, 700)) == SOFT
    with Image.open(io.BytesIO(renditions_of(encoded(sign, "PNG"))["full"].body)) as image:
        assert {layer[1:3] for layer in getattr(image, "layer", [])} == {(1, 1)}


def test_sharpening_gives_back_the_edges_that_shrinking_takes() -> None:
    small = make_pixels(1600, 1200).resize((800, 600), Image.Resampling.LANCZOS)
    unsharp = small.convert("L").filter(ImageFilter.UnsharpMask(0.5, 50, 0))
    seen = sharpened(small).getchannel("Y")
    assert np.asarray(ImageChops.difference(seen, unsharp)).mean() < 1
    assert energy(seen) > 1.02 * energy(small.convert("L"))


def test_what_was_shrunk_is_sharpened_and_what_was_not_is_left() -> None:
    large, small = make_photo(2400, 1800), encoded(make_pixels(600, 400), "PNG")
    for body, is_shrunk in ((large, True), (small, False)):
        with_it, without = (
            render_as(io.BytesIO(body), "photo", (0, 0), with_avif=False, sharpens=sharpens).renditions[0].body
            for sharpens in (True, False)
        )
        assert (energy(opened(with_it)) > 1.02 * energy(opened(without))) == is_shrunk


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body)).convert("L")


def energy(image: Image.Image) -> float:
    return float(
        np.abs(
            np.asarray(image.filter(ImageFilter.Kernel((3, 3), (0, -1, 0, -1, 4, -1, 0, -1, 0), 4, 128)), float) - 128
        ).mean()
    )


def drawing(colour: str, hidden: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bytes:
    image = Image.new("RGBA", (1200, 800), hidden)
    pen = ImageDraw.Draw(image)
    for at in range(50, 1200, 100):
        pen.line((at, 50, 1200 - at, 750), fill=colour, width=9)
    return encoded(image, "PNG")


@pytest.mark.parametrize("hidden", [(0, 0, 0, 0), (255, 255, 255, 0)])
@pytest.mark.parametrize(
    ("colour", "ground"),
    [("white", (28, 28, 30)), ("#ffffd0", (28, 28, 30)), ("black", (255,) * 3), ("red", (255,) * 3)],
)
def test_a_drawing_lies_on_a_ground_that_it_is_seen_on(
    colour: str, ground: tuple[int, ...], hidden: tuple[int, ...]
) -> None:
    rendered = render(io.BytesIO(drawing(colour, hidden)))  # type: ignore[arg-type]
    assert is_near(colours(rendered.renditions[0].body, (0.01, 0.01))[0], ground)
    assert any("no transparency" in note for note in rendered.processing)


def test_a_drawing_in_white_and_black_lies_on_grey() -> None:
    image = Image.new("RGBA", (600, 400))
    pen = ImageDraw.Draw(image)
    for at in range(20, 600, 40):
        pen.rectangle((at, 20, at + 11, 380), fill="black" if at % 120 == 20 else "white")
    body = renditions_of(encoded(image, "PNG"))["full"].body
    assert is_near(colours(body, (0.001, 0.001))[0], (118, 118, 118))


@pytest.mark.parametrize("focus", [(-1, 1), (1, 1), (-1, -1), (1, -1)])
def test_a_square_is_cut_anew_from_an_original_or_from_a_rendition(focus: tuple[int, int]) -> None:
    body = encoded(make_corners(1200, 800, 6), "JPEG", exif=make_exif(6), quality=95)
    rendered = render(io.BytesIO(body), focus=focus)
    wanted = next(item for item in rendered.renditions if item.name == "square")
    for source in (body, rendered.renditions[0].body, renditions_of(body)["feed"].body):
        square = cut_square(io.BytesIO(source), focus)
        assert (square.name, square.width, square.height) == ("square", 150, 150)
        places = ((0.1, 0.1), (0.9, 0.9))
        assert all(
            is_near(*pair) for pair in zip(colours(square.body, *places), colours(wanted.body, *places), strict=True)
        )


def test_a_square_of_nothing_is_refused() -> None:
    with pytest.raises(BadImage):
        cut_square(io.BytesIO(make_photo(64, 48)[:300]), (0, 0))


def test_what_was_done_is_said_in_plain_words() -> None:
    assert render(io.BytesIO(make_photo(4032, 3024, orientation=6))).processing == (
        "turned upright",
        "shrunk from 3024 x 4032 to 1255 x 1673 pixels",
        "encoded again, without what was written beside its pixels",
    )
