"""Read what the operator's settings say of the web client's looks: its name, its accent, its icon.

The app draws its own pages by the same settings (`chalicelib/config.py`).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from chalicelib import colours, config
from infra.pythons import ROOT, ToolFailed

PNG = b"\x89PNG\r\n\x1a\n"
# What is smaller is blurred on the start screen of a phone, and what is larger is fetched for nothing.
SMALLEST_PICTURE, LARGEST_ICON = 512, 500_000


@dataclass(frozen=True)
class Identity:
    """What the web client is built with; `icon` is a file, or empty for the mark of this repository."""

    title: str
    description: str
    accent: colours.Accent
    icon: str

    def told(self) -> str:
        """Return it as the build of the client reads it."""
        return json.dumps(asdict(self), sort_keys=True)

    def digest(self) -> bytes:
        """Return what changes with it: the settings, and the file that they name."""
        return self.told().encode() + (Path(self.icon).read_bytes() if self.icon else b"")


def read(settings: Mapping[str, str]) -> Identity:
    """Return the looks that settings ask for. Raises ToolFailed for an accent or an icon that cannot be shown."""
    try:
        accent = colours.accent(settings.get("INSTANCE_ACCENT") or config.ACCENT)
    except ValueError as unfit:
        raise ToolFailed(f"INSTANCE_ACCENT: {unfit}") from unfit
    return Identity(
        settings.get("INSTANCE_TITLE") or config.TITLE,
        settings.get("INSTANCE_DESCRIPTION") or config.DESCRIPTION,
        accent,
        _icon(settings.get("INSTANCE_ICON", "")),
    )


def _icon(named: str) -> str:
    if not named:
        return ""
    file = ROOT / named
    if not file.is_file():
        raise ToolFailed(f"INSTANCE_ICON: there is no file {file}.")
    body = file.read_bytes()
    if len(body) > LARGEST_ICON:
        raise ToolFailed(f"INSTANCE_ICON: {file} has {len(body)} bytes, and {LARGEST_ICON} are the most.")
    if body.startswith(PNG):
        width, height = (int.from_bytes(body[place : place + 4]) for place in (16, 20))
        if width != height or width < SMALLEST_PICTURE:
            size = f"{width} x {height}"
            raise ToolFailed(
                f"INSTANCE_ICON: {file} is {size}; a PNG has to be a square of {SMALLEST_PICTURE} or more."
            )
    elif b"<svg" not in body:
        raise ToolFailed(f"INSTANCE_ICON: {file} is neither an SVG nor a PNG.")
    return str(file)
