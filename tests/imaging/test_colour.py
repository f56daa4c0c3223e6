"""Hold the colours that come out against exact maths on the pixels that went in: median deltaE2000 at most 1."""

import io
import os
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab

from chalicelib.imaging import render
from chalicelib.imaging.colour import profiles
from chalicelib.imaging.containers import inspect
from chalicelib.imaging.pixels import load
from tests.kit import boxes, spaces
from tests.kit.photos import colours, encoded, is_near, make_pixels
from tests.kit.spaces import Array

Curve = Callable[[Array], Array]


@pytest.fixture(scope="module", params=["photo", "every colour"])
def pixels(request: pytest.FixtureRequest) -> Array:
    if request.param == "photo":
        return np.asarray(make_pixels(192, 128))
    return np.random.default_rng(3).integers(0, 256, (128, 192, 3), dtype=np.uint8)


def shown(body: bytes) -> Array:
    """Return the pixels that renditions are made of, before they are shrunk or encoded."""
    return np.asarray(load(io.BytesIO(body), lambda *_: 1.0).pixels, dtype=float) / 255


def exact(pixels: Array, space: str, curve: Curve) -> Array:
    return spaces.encode(spaces.to_srgb_light(curve(pixels / 255.0), space))


def exact_hdr(pixels: Array, space: str, curve: Curve) -> Array:
    return spaces.encode(spaces.to_srgb_light(spaces.tone_mapped(curve(pixels / 255.0)), space))


def are_alike(one: Array, other: Array) -> bool:
    return float(np.median(spaces.difference(one, other))) <= 1


def as_png(pixels: Array, *chunks: tuple[bytes, bytes]) -> bytes:
    body = encoded(Image.fromarray(pixels), "PNG")
    for kind, data in reversed(chunks):
        body = boxes.with_chunk(body, kind, data)
    return body


def chrm(space: str) -> bytes:
    return struct.pack(">8I", *(round(value * 100_000) for place in spaces.SPACES[space] for value in place))


def gama(exponent: float) -> bytes:
    return struct.pack(">I", round(100_000 / exponent))


def test_the_measure_is_the_one_that_is_known() -> None:
    one, other = np.random.default_rng(1).random((2, 64, 64, 3))
    known = deltaE_ciede2000(rgb2lab(one), rgb2lab(other))
    assert np.abs(spaces.difference(one, other) - known).max() < 0.05


@pytest.mark.parametrize(
    ("code", "space", "curve"),
    [
        ((12, 13), "P3", spaces.srgb),
        ((9, 14), "BT.2020", spaces.bt709),
        ((9, 13), "BT.2020", spaces.srgb),
        ((1, 1), "sRGB", spaces.bt709),
        ((1, 8), "sRGB", spaces.gamma(1)),
        ((11, 17), "DCI", lambda value: value**2.6 * 52.37 / 48),
        ((1, 13), "sRGB", spaces.srgb),
        ((2, 2), "sRGB", spaces.srgb),
    ],
)
def test_spaces_named_by_number_are_converted(pixels: Array, code: tuple[int, int], space: str, curve: Curve) -> None:
    assert are_alike(shown(as_png(pixels, (b"cICP", bytes([*code, 0, 1])))), exact(pixels, space, curve))


@pytest.mark.parametrize(
    ("chunks", "space", "curve"),
    [
        ([(b"gAMA", gama(2.2))], "sRGB", spaces.gamma(2.2)),
        ([(b"gAMA", gama(1.0))], "sRGB", spaces.gamma(1.0)),
        ([(b"gAMA", gama(1.8))], "sRGB", spaces.gamma(1.8)),
        ([(b"cHRM", chrm("P3"))], "P3", spaces.srgb),
        ([(b"gAMA", gama(2.2)), (b"cHRM", chrm("Adobe"))], "Adobe", spaces.gamma(2.2)),
        ([(b"sRGB", b"\0"), (b"gAMA", gama(1.0)), (b"cHRM", chrm("P3"))], "sRGB", spaces.srgb),
        ([(b"cICP", bytes([12, 13, 0, 1])), (b"sRGB", b"\0")], "P3", spaces.srgb),
    ],
    ids=["gamma", "linear", "mac", "chromaticities", "both", "sRGB wins", "cICP wins"],
)
def test_gamma_and_chromaticities_of_a_png_count_by_their_rank(
    pixels: Array, chunks: list[tuple[bytes, bytes]], space: str, curve: Curve
) -> None:
    assert are_alike(shown(as_png(pixels, *chunks)), exact(pixels, space, curve))


@pytest.mark.parametrize(
    ("code", "space", "curve"),
    [
        ((9, 16), "BT.2020", spaces.pq),
        ((12, 16), "P3", spaces.pq),
        ((9, 18), "BT.2020", spaces.hlg),
    ],
)
def test_high_dynamic_range_is_tone_mapped(pixels: Array, code: tuple[int, int], space: str, curve: Curve) -> None:
    body = as_png(pixels, (b"cICP", bytes([*code, 0, 1])))
    expected = exact_hdr(pixels, space, curve)
    assert are_alike(shown(body), expected)
    assert np.percentile(spaces.difference(shown(body), expected), 95) <= 1
    assert any("high dynamic range" in note for note in render(io.BytesIO(body)).processing)


@pytest.mark.parametrize("form", ["AVIF", "HEIF"])
@pytest.mark.parametrize(("code", "space"), [((12, 13), "P3"), ((9, 16), "BT.2020"), ((9, 18), "BT.2020")])
def test_what_an_avif_or_a_heic_says_of_its_colours_counts(form: str, code: tuple[int, int], space: str) -> None:
    plain = encoded(make_pixels(192, 128), form, quality=95)
    decoded = np.asarray(Image.open(io.BytesIO(plain)).convert("RGB"))
    expected = {
        13: lambda: exact(decoded, space, spaces.srgb),
        16: lambda: exact_hdr(decoded, space, spaces.pq),
        18: lambda: exact_hdr(decoded, space, spaces.hlg),
    }[code[1]]()
    assert are_alike(shown(boxes.with_nclx(plain, *code)), expected)


def test_white_on_paper_stays_white_and_a_lamp_is_whiter() -> None:
    # In PQ, 58 % is 203 nits and 75 % is 1,000; in HLG, 75 % is 203 nits.
    for transfer, paper, lamp in ((16, 148, 192), (18, 191, 255)):
        body = as_png(np.array([[[paper] * 3, [lamp] * 3]], dtype=np.uint8), (b"cICP", bytes([9, transfer, 0, 1])))
        seen = shown(body)[0, :, 0]
        assert 0.925 < seen[0] < 0.945
        assert seen[1] > 0.995


def test_profiles_are_read_from_every_container() -> None:
    green = Image.new("RGB", (64, 64), (0, 200, 0))
    profile = profiles.build(
        "A wide one", [v for place in spaces.SPACES["P3"] for v in place], lambda value: value**2.2
    )
    expected = exact(np.array([[[0, 200, 0]]]), "P3", spaces.gamma(2.2))[0, 0] * 255
    for form in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF"):
        rendered = render(io.BytesIO(encoded(green, form, icc_profile=profile, quality=95)))
        assert is_near(colours(rendered.renditions[0].body, (0.5, 0.5))[0], tuple(expected), 4), form
        assert "converted from another colour space to sRGB" in rendered.processing, form


def test_a_profile_cut_into_segments_is_put_together_or_passed_over() -> None:
    profile = profiles.build("Long", [v for place in spaces.SPACES["P3"] for v in place], mac_power, points=40_000)
    body = encoded(Image.new("RGB", (64, 64), (0, 200, 0)), "JPEG", icc_profile=profile)
    assert body.count(b"ICC_PROFILE\0") == 2
    assert inspect(io.BytesIO(body)).colour.profile == profile
    lacking = body.replace(b"ICC_PROFILE\0\2", b"OTHERTHINGS\0\2")
    assert inspect(io.BytesIO(lacking)).colour.profile is None


def mac_power(value: float) -> float:
    return float(value**2.2)


def test_a_profile_that_names_its_space_as_hdr_is_tone_mapped() -> None:
    cicp = b"cicp\0\0\0\0" + bytes([9, 16, 0, 1])
    profile = profiles.package({b"desc": profiles.description(b"PQ"), b"cicp": cicp})
    body = encoded(Image.new("RGB", (64, 64), (148, 148, 148)), "JPEG", icc_profile=profile, quality=95)
    assert is_near(colours(render(io.BytesIO(body)).renditions[0].body, (0.5, 0.5))[0], (240, 240, 240), 4)


def test_a_profile_is_not_srgb_because_it_is_called_so() -> None:
    linear = profiles.build("sRGB linear", [v for place in spaces.SPACES["sRGB"] for v in place], lambda value: value)
    body = encoded(Image.new("RGB", (64, 64), (55, 55, 55)), "PNG", icc_profile=linear)
    assert is_near(colours(render(io.BytesIO(body)).renditions[0].body, (0.5, 0.5))[0], (128, 128, 128), 3)


@pytest.mark.skipif(
    not shutil.which("avifdec") and not os.environ.get("CI"), reason="libavif's avifdec is not installed"
)
@pytest.mark.parametrize(
    ("code", "space", "curve"), [((12, 13), "P3", spaces.srgb), ((9, 14), "BT.2020", spaces.bt709)]
)
def test_an_avif_looks_as_its_pixels_at_sixteen_bits_do(
    tmp_path: Path, code: tuple[int, int], space: str, curve: Curve
) -> None:
    body = boxes.with_nclx(encoded(make_pixels(96, 64), "AVIF", quality=90), *code)
    (tmp_path / "photo.avif").write_bytes(body)
    subprocess.run(["avifdec", "-d", "16", "photo.avif", "photo.png"], cwd=tmp_path, check=True, capture_output=True)
    deep = boxes.sixteen_bits((tmp_path / "photo.png").read_bytes())
    assert are_alike(shown(body), exact(deep * 255, space, curve))
