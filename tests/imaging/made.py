"""Know what the pipeline makes of a few pictures, as a file that stands beside MADE_WITH.

`python -m tests.imaging.made` draws the file anew; it refuses where what is made has changed and MADE_WITH has not.
"""

import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageSequence, JpegImagePlugin

from chalicelib.imaging import Rendition, render
from chalicelib.imaging.ladder import MADE_WITH
from tests.kit.photos import encoded, make_photo, make_pixels

DRAWN = Path(__file__).with_name("made.json")
# Other processors round otherwise: levels of 256, and parts of a number.
LEVELS, PART = 2, 0.03
Traits = dict[str, Any]


def pictures() -> dict[str, tuple[bytes, str]]:
    """Return pictures of each kind that the pipeline treats in its own way, with their purposes."""
    sketch = Image.new("RGBA", (900, 700), (0, 0, 0, 0))
    ImageDraw.Draw(sketch).text((60, 60), "RED ON NOTHING", fill=(220, 20, 30, 255), font_size=80)
    frames = [make_pixels(320, 240).rotate(turn) for turn in (0, 5, 10)]
    film = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0)
    photo = make_photo(2000, 1500, orientation=6)
    return {
        "photo": (photo, "photo"),
        "small": (make_photo(400, 300), "photo"),
        "sketch": (encoded(sketch, "PNG"), "photo"),
        "film": (film, "photo"),
        "avatar": (photo, "avatar"),
        "header": (photo, "header"),
    }


def traits(body: bytes) -> Traits:
    """Return what can be said of an encoded picture: its format, how it is coded, how it looks."""
    with Image.open(io.BytesIO(body)) as image:
        tables = getattr(image, "quantization", {})
        said: Traits = {
            "format": [image.format, *image.size, bool(image.info.get("progressive")), getattr(image, "n_frames", 1)],
            "tables": hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest()[:12] if tables else "",
            "chroma": JpegImagePlugin.get_sampling(image) if image.format == "JPEG" else None,
            "profile": hashlib.sha256(image.info.get("icc_profile") or b"").hexdigest()[:12],
            "durations": [frame.info.get("duration") for frame in ImageSequence.Iterator(image)],
        }
        image.seek(0)
        shown = image.convert("RGB")
    grey = np.asarray(shown.convert("L"), dtype=float)
    detail = float(np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean())
    colours = np.asarray(shown.resize((4, 4), Image.Resampling.BOX)).reshape(-1).tolist()
    return {**said, "bytes": len(body), "detail": round(detail, 2), "colours": colours}


def made() -> dict[str, Traits]:
    """Return the traits of all that is made of the pictures."""
    found: dict[str, Traits] = {}
    for name, (body, purpose) in pictures().items():
        rendered = render(io.BytesIO(body), purpose)
        moving: tuple[Rendition, ...] = (rendered.motion,) if rendered.motion else ()
        for item in (*rendered.renditions, *moving):
            found[f"{name} {item.name} {item.content_type}"] = traits(item.body)
    return found


def differences(drawn: dict[str, Traits], now: dict[str, Traits]) -> list[str]:
    """Return in what two makings differ, beyond what processors round otherwise."""
    names = sorted(set(drawn) ^ set(now))
    return names + [
        f"{name}: {trait} {drawn[name].get(trait)} -> {value}"
        for name in sorted(set(drawn) & set(now))
        for trait, value in now[name].items()
        if not _is_same(trait, drawn[name].get(trait), value)
    ]


def _is_same(trait: str, drawn: Any, value: Any) -> bool:
    if trait == "colours":
        return all(abs(one - other) <= LEVELS for one, other in zip(drawn, value, strict=True))
    if trait in {"bytes", "detail"}:
        return bool(abs(drawn - value) <= PART * drawn)
    return bool(drawn == value)


def read() -> tuple[int, dict[str, Traits]]:
    """Return the version of which the file is, and what was made then."""
    drawn = json.loads(DRAWN.read_text())
    return drawn["made_with"], drawn["made"]


def main() -> None:
    """Draw the file anew."""
    now = made()
    if DRAWN.exists():
        made_with, drawn = read()
        changed = differences(drawn, now)
        if changed and made_with == MADE_WITH:
            sys.exit(
                "\n".join(["Raise MADE_WITH in chalicelib/imaging/ladder.py: what is made has changed.", *changed])
            )
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(said)}" for name, said in now.items())
    DRAWN.write_text(f'{{"made_with": {MADE_WITH}, "made": {{\n{rows}\n}}}}\n')


if __name__ == "__main__":
    main()
