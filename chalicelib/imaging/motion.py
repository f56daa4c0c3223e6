"""Keep what moves moving: GIF, WebP and APNG become one animated WebP, within limits that are told."""

import io
from typing import BinaryIO

from PIL import Image, ImageFile

from chalicelib.imaging.colour import profiles, to_srgb
from chalicelib.imaging.containers import Facts
from chalicelib.imaging.decoding import open_image
from chalicelib.imaging.ladder import Rung
from chalicelib.imaging.limits import MAX_FRAMES, MAX_MOVING_BYTES, MAX_PIXELS_IN, MAX_PIXELS_OUT, MAX_SECONDS
from chalicelib.imaging.pixels import Original, resizable
from chalicelib.imaging.renditions import SMOOTH, WEBP, Rendition

MOVING = frozenset({"GIF", "WEBP", "PNG"})
CARD = Rung(410_000, shortest=320)
QUALITY, METHOD = 75, 2
# Browsers show frames of less than this, in milliseconds, for a tenth of a second.
SHORTEST, ASSUMED = 20, 100

BROKEN = "only the first frame was kept: the rest of the animation is damaged"
KEPT = "kept moving, as an animated WebP"
LIMITS = f"at most {MAX_FRAMES} frames, {MAX_SECONDS} seconds and {MAX_PIXELS_IN // 1_000_000} million pixels in all"


def animate(source: BinaryIO, original: Original) -> tuple[Rendition | None, str]:
    """Return the moving rendition of an original that moves, and what was done in plain words."""
    facts, size = original.facts, original.size
    if facts.is_motion_damaged:
        return None, BROKEN
    if facts.frames < 2:
        return None, ""
    if facts.kind not in MOVING:
        return None, f"only the first frame was kept: a moving {facts.kind} is not shown"
    smaller = CARD.size(*size)
    is_long = facts.frames > MAX_FRAMES or facts.seconds > MAX_SECONDS
    if is_long or _pixels(size, facts) > MAX_PIXELS_IN or _pixels(smaller, facts) > MAX_PIXELS_OUT:
        return None, f"only the first frame was kept: an animation may have {LIMITS}"
    try:
        return _film(source, facts, smaller)
    except Exception:  # noqa: BLE001 -- Pillow raises whatever it stumbles over, and the first frame is fine.
        return None, BROKEN


def _film(source: BinaryIO, facts: Facts, size: tuple[int, int]) -> tuple[Rendition | None, str]:
    reel = Reel(open_image(source, facts), facts, size)
    if reel.n_frames < 2:
        return None, ""
    body = io.BytesIO()
    manner = {"quality": QUALITY, "method": METHOD, "icc_profile": profiles.srgb()}
    reel.save(body, "WEBP", save_all=True, duration=reel.durations, loop=reel.loop, **manner)
    if body.tell() > MAX_MOVING_BYTES:
        return None, f"only the first frame was kept: as an animated WebP it has more than {MAX_MOVING_BYTES >> 20} MB"
    return Rendition("motion", WEBP, *size, body.getvalue()), KEPT


def _pixels(size: tuple[int, int], facts: Facts) -> int:
    return size[0] * size[1] * facts.frames


class Reel(Image.Image):
    """Show an encoder the frames of a file one at a time, small and in sRGB, with their transparency."""

    def __init__(self, film: ImageFile.ImageFile, facts: Facts, size: tuple[int, int]) -> None:
        super().__init__()
        self.film = film
        self.facts = facts
        self.target = size
        self.durations: list[float] = []
        self.n_frames: int = getattr(film, "n_frames", 1)
        # A GIF says how often it is shown again, and nothing where it is shown once; 0 is for ever.
        again = film.info.get("loop")
        self.loop = 1 if again is None else again + (facts.kind == "GIF" and again > 0)
        self.seek(0)

    def seek(self, frame: int) -> None:
        """Draw a frame; the encoder asks for each in turn."""
        self.film.seek(frame)
        self.film.load()
        picture = self._drawn(resizable(self.film))
        self.im, self._mode, self._size = picture.im, picture.mode, picture.size
        if frame == len(self.durations):
            duration = self.film.info.get("duration") or 0
            self.durations.append(duration if duration >= SHORTEST else ASSUMED)

    def _drawn(self, picture: Image.Image) -> Image.Image:
        small = picture if picture.size == self.target else picture.resize(self.target, SMOOTH)
        pixels, _ = to_srgb(small.convert("RGB"), self.facts.colour)
        if small.mode in {"LA", "RGBA"}:
            pixels.putalpha(small.getchannel("A"))
        return pixels
