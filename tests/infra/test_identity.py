"""The name, the accent and the icon are the operator's, wherever anybody sees them."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from chalicelib import colours, config
from infra import identity, preflight, staging, web_client
from infra.preflight.finding import Finding
from infra.pythons import ROOT, ToolFailed

LOOKS = {"INSTANCE_TITLE": "Foto & Co", "INSTANCE_ACCENT": "#1d4ed8"}
OURS = re.compile("rossgram", re.IGNORECASE)
# What the software is called in its API, whatever an operator calls the community.
IN_THE_API = re.compile(r"/api/rossgram/|X-Rossgram|\brossgram\b")


def drawn(kind: str, size: tuple[int, int] = (512, 512), colour: str = "#00aa00") -> bytes:
    body = io.BytesIO()
    Image.new("RGB", size, colour).save(body, kind)
    return body.getvalue()


@pytest.mark.skipif(not shutil.which("node"), reason="Node builds the client")
def test_a_client_that_is_built_has_the_operators_looks_and_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    icon = tmp_path / "icon.png"
    icon.write_bytes(drawn("PNG"))
    monkeypatch.setattr(web_client, "BUILT", tmp_path / "dist")

    assert web_client.build(identity.read(LOOKS | {"INSTANCE_ICON": str(icon)}))

    texts = [file for file in (tmp_path / "dist").rglob("*") if file.suffix in {".html", ".css", ".js", ".svg"}]
    for file in texts:
        assert not OURS.search(IN_THE_API.sub("", file.read_text())), file
        assert "#d6336c" not in file.read_text(), file
    page = (tmp_path / "dist/index.html").read_text()
    assert page.count("Foto &#38; Co") == 2
    assert "#1d4ed8" in "".join(file.read_text() for file in texts if file.suffix == ".css")
    for name, size in (
        ("icon-192.png", 192),
        ("icon-512.png", 512),
        ("apple-touch-icon.png", 180),
        ("favicon.ico", 32),
    ):
        with Image.open(tmp_path / "dist" / name) as picture:
            assert picture.size == (size, size)
            assert picture.convert("RGB").getpixel((size // 2, size // 2)) == (0, 170, 0)
    assert not web_client.build(identity.read(LOOKS | {"INSTANCE_ICON": str(icon)}))


def test_the_servers_own_pages_and_mails_have_them_too():
    told = {**os.environ, **LOOKS, "PUBLIC_URL": "https://foto.example"}
    told.pop("MAIL_FROM", None)
    script = (
        "from chalicelib import config; from chalicelib.schemas.people.pages import draw_message\n"
        "from chalicelib.schemas.links.heads import draw_page, MISSING\n"
        "from chalicelib.schemas.links.manifest import render_manifest\n"
        "print(config.MAIL_FROM, draw_message('A', 'b'), draw_page(MISSING, None), render_manifest())"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], env=told, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not OURS.search(said.stdout)
    assert "Foto & Co <no-reply@foto.example>" in said.stdout
    assert "--act: light-dark(#1d4ed8, #839eea); --on-act: light-dark(#ffffff, #06102b)" in said.stdout
    assert "#d6336c" not in said.stdout


def test_the_theme_has_the_accent_that_is_drawn_where_none_is_named():
    theme, ours = (ROOT / "web/src/tokens.css").read_text(), colours.accent(config.ACCENT)
    assert f"--accent: light-dark({ours.light}, {ours.dark});" in theme
    assert f"--accent-hover: light-dark({ours.light_hover}, {ours.dark_hover});" in theme
    assert f"--on-accent: light-dark(#fff, {ours.on_dark});" in theme
    assert f"--ring: linear-gradient(45deg, {ours.glow}, {ours.light});" in theme


@pytest.mark.parametrize("colour", ["#d6336c", "#1d4ed8", "#000000", "#006400", "#7a1fa2", "#767676"])
def test_texts_in_an_accent_and_on_it_can_be_read_in_both_looks(colour: str):
    made = colours.accent(colour)
    for ink, ground in (
        (made.light, "#ffffff"),
        (made.on_light, made.light),
        (made.on_light, made.light_hover),
        (made.dark, "#0c1014"),
        (made.dark, "#212328"),
        (made.on_dark, made.dark),
        (made.on_dark, made.dark_hover),
    ):
        assert colours.contrast(ink, ground) >= 4.5, (ink, ground)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("INSTANCE_ACCENT", "#ffcc00", "1.5 : 1 on white, and texts need 4.5 : 1; #8c7000 has it"),
        ("INSTANCE_ACCENT", "red", "is no colour"),
        ("INSTANCE_ICON", "nowhere.svg", "there is no file"),
        ("INSTANCE_ICON", "README.md", "neither an SVG nor a PNG"),
    ],
)
def test_looks_that_cannot_be_shown_are_refused_before_anything_is_made(
    setting: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(ToolFailed, match=re.escape(said)):
        identity.read({setting: value})
    settings = staging.stage_settings("dev") | {setting: value}
    monkeypatch.setattr(staging, "stage_settings", lambda _: settings)
    monkeypatch.setattr(preflight.account, "region", lambda: [Finding(True, "none")])
    assert any(said in finding.text and finding.stops for finding in preflight.look("dev", {}))


def test_a_small_or_oblong_picture_is_no_icon(tmp_path: Path):
    for size in ((256, 256), (600, 512)):
        (tmp_path / "icon.png").write_bytes(drawn("PNG", size))
        with pytest.raises(ToolFailed, match="a square of 512"):
            identity.read({"INSTANCE_ICON": str(tmp_path / "icon.png")})


def test_what_is_said_where_nothing_is_set_is_what_the_app_says():
    told = {name: value for name, value in os.environ.items() if not name.startswith("INSTANCE_")}
    names = "c.INSTANCE_TITLE, c.INSTANCE_DESCRIPTION, c.INSTANCE_ACCENT"
    script = f"from chalicelib import config as c; print({names}, sep='|')"
    words = [sys.executable, "-c", script]
    said = subprocess.run(words, env=told, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    built = identity.read({})
    assert said.split("|") == [built.title, built.description, built.accent.light]
