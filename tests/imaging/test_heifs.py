"""Check what the boxes of HEIC and AVIF decide: whether a file is whole, which picture is shown, and how."""

import io
import struct
from collections.abc import Callable

import pillow_heif
import pytest
from PIL import Image

from chalicelib.imaging import BadImage, render
from chalicelib.imaging.containers import Colour, inspect
from tests.imaging.test_containers import BLUE, CORNERS, GREEN, RED, WHITE, are_near, corners_of, is_refused
from tests.kit import boxes
from tests.kit.photos import colours, encoded, make_corners, make_exif, make_pixels


@pytest.fixture(scope="module")
def tiled() -> bytes:
    """Return a HEIC as an iPhone writes it: a grid of tiles."""
    return encoded(make_pixels(1000, 700), "HEIF", tile_size=256)


@pytest.mark.parametrize("kept", [0.25, 0.5, 0.75, 0.95, 0.999])
def test_a_heic_of_tiles_that_is_cut_is_refused(tiled: bytes, kept: float) -> None:
    assert is_refused(tiled[: int(len(tiled) * kept)])
    assert not is_refused(tiled)


def test_a_grid_that_lacks_a_tile_is_refused(tiled: bytes) -> None:
    at = tiled.index(b"dimg") + 4
    count = int.from_bytes(tiled[at + 2 : at + 4])
    assert count == 12
    with pytest.raises(BadImage):
        inspect(io.BytesIO(tiled[: at + 2] + struct.pack(">H", count - 1) + tiled[at + 4 :]))


def test_extents_beyond_the_file_are_refused_however_large_they_are(tiled: bytes) -> None:
    for at in boxes.offsets(tiled):
        assert is_refused(tiled[:at] + b"\xff\xff\xff\xf0" + tiled[at + 4 :])


def test_a_heic_that_promises_a_huge_picture_is_refused(tiled: bytes) -> None:
    at = tiled.index(struct.pack(">II", 1000, 700))
    with pytest.raises(BadImage, match="too many pixels"):
        inspect(io.BytesIO(tiled[:at] + struct.pack(">II", 2**31, 2**31) + tiled[at + 8 :]))


def test_boxes_without_end_are_refused() -> None:
    head = boxes.box(b"ftyp", b"avif\0\0\0\0avifmif1")
    many = boxes.box(b"infe", bytes([2, 0, 0, 0]) + b"\0\1\0\0av01\0")
    listed = b"".join(many.replace(b"\0\1\0\0av", struct.pack(">HH", n, 0) + b"av") for n in range(1, 8000))
    meta = boxes.box(b"iinf", bytes(4) + struct.pack(">H", 7999) + listed)
    for body in (head + boxes.box(b"free", b"") * 20_000, head + boxes.box(b"meta", bytes(4) + meta)):
        with pytest.raises(BadImage, match="too many parts"):
            inspect(io.BytesIO(body))


@pytest.mark.parametrize("form", ["AVIF", "HEIF"])
@pytest.mark.parametrize("turned", [b"", b"\1", b"\2", b"\3"])
@pytest.mark.parametrize("mirrored", [b"", b"\0", b"\1"])
def test_aperture_rotation_and_mirror_are_applied_once(form: str, turned: bytes, mirrored: bytes) -> None:
    body = encoded(make_corners(640, 320), form, quality=90, **({"chroma": 444} if form == "HEIF" else {}))
    body = boxes.with_property(body, b"clap", boxes.clap(320, 160, right=320, below=160))
    for kind, content in ((b"irot", turned), (b"imir", mirrored)):
        body = boxes.with_property(body, kind, content) if content else body

    rendered = render(io.BytesIO(body))

    # The aperture shows the lower right quarter, which is all white but for its edges.
    assert (rendered.width, rendered.height) == ((160, 320) if turned in {b"\1", b"\3"} else (320, 160))
    assert are_near(colours(rendered.renditions[0].body, *CORNERS), *[WHITE] * 4)


@pytest.mark.parametrize("has_items", [True, False])
@pytest.mark.parametrize("add", [boxes.with_track_property, boxes.with_property])
def test_the_aperture_of_a_moving_avif_is_applied(has_items: bool, add: Callable[[bytes, bytes, bytes], bytes]) -> None:
    frames = [make_corners(640, 320), make_corners(640, 320, orientation=3)]
    body = encoded(frames[0], "AVIF", quality=90, save_all=True, append_images=frames[1:])
    body = add(body, b"clap", boxes.clap(320, 160, right=320, below=160))
    if not has_items and add is boxes.with_property:
        pytest.skip("it says nothing of an aperture then")

    rendered = render(io.BytesIO(body if has_items else boxes.without_items(body)))

    assert (rendered.width, rendered.height) == (320, 160)
    assert are_near(colours(rendered.renditions[0].body, *CORNERS), *[WHITE] * 4)


def test_the_colours_of_a_track_without_items_are_read() -> None:
    frames = [make_corners(640, 320), make_corners(640, 320, orientation=3)]
    body = encoded(frames[0], "AVIF", quality=90, save_all=True, append_images=frames[1:])
    at = body.rindex(b"colrnclx") + 8
    body = boxes.without_items(body[:at] + struct.pack(">HH", 12, 13) + body[at + 4 :])
    assert inspect(io.BytesIO(body)).colour == Colour(cicp=(12, 13))
    assert "converted from Display P3 to sRGB" in render(io.BytesIO(body)).processing


@pytest.mark.parametrize("form", ["AVIF", "HEIF"])
@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        (b"irot", b"\0", (RED, GREEN, BLUE, WHITE)),
        (b"irot", b"\1", (GREEN, WHITE, RED, BLUE)),  # A quarter turn against the clock.
        (b"irot", b"\2", (WHITE, BLUE, GREEN, RED)),
        (b"irot", b"\3", (BLUE, RED, WHITE, GREEN)),
        (b"imir", b"\0", (BLUE, WHITE, RED, GREEN)),  # Upside down.
        (b"imir", b"\1", (GREEN, RED, WHITE, BLUE)),
    ],
)
def test_a_picture_is_turned_as_its_boxes_say(form: str, kind: bytes, content: bytes, expected: tuple[()]) -> None:
    body = encoded(make_corners(320, 320), form, quality=90)
    assert are_near(corners_of(boxes.with_property(body, kind, content)), *expected)


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_exif_does_not_turn_an_avif_that_its_boxes_leave_alone() -> None:
    body = encoded(make_corners(320, 320), "AVIF", quality=90, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    assert are_near(corners_of(body), RED, GREEN, BLUE, WHITE)


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
@pytest.mark.parametrize("form", ["AVIF", "HEIF"])
@pytest.mark.parametrize("junk", [b"junkjunk", b"MM\0*\xff\xff\xff\xff"])
def test_a_broken_exif_does_not_cost_the_photo(form: str, junk: bytes) -> None:
    whole = encoded(make_corners(320, 320), form, quality=90, exif=make_exif().tobytes())
    at = whole.index(b"MM\0*") if b"MM\0*" in whole else whole.index(b"II*\0")
    assert are_near(corners_of(whole[:at] + junk + whole[at + 8 :]), RED, GREEN, BLUE, WHITE)


@pytest.mark.parametrize("primary", [0, 1])
def test_the_primary_picture_is_shown_and_no_other(primary: int) -> None:
    pictures = pillow_heif.HeifFile()
    for colour in ("red", "blue"):
        pictures.add_from_pillow(Image.new("RGB", (128, 128), colour))
    body = io.BytesIO()
    pictures.save(body, primary_index=primary)
    assert are_near(corners_of(body.getvalue())[:1], (RED, BLUE)[primary])
