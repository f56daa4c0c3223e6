"""Encode the shapes of one original: each once, sharpened where it was shrunk, or kept as it came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from PIL import Image

from chalicelib.imaging import lossless
from chalicelib.imaging.pixels import Original
from chalicelib.imaging.renditions import AVIF, IN_AVIF, JPEG, SOFT, Manner, Rendition, encode, sharpened

KEPT = "kept as it was sent, without what was written beside its pixels"
ENCODED = "encoded again, without what was written beside its pixels"


@dataclass(frozen=True)
class Encoder:
    """Hold what an encoder must know of an original."""

    original: Original
    manner: Manner = SOFT
    # The original itself, where it is fit to be shown.
    kept: bytes | None = None
    sharpens: bool = True

    def encode_all(self, shapes: dict[str, Image.Image], *, with_avif: bool) -> Iterator[Rendition]:
        """Encode every shape; a small original has one image under several names, encoded once."""
        made: dict[tuple[int, str], Rendition] = {}
        for name, pixels in shapes.items():
            wanted = (JPEG, AVIF) if with_avif and name in IN_AVIF else (JPEG,)
            missing = [content_type for content_type in wanted if (id(pixels), content_type) not in made]
            finished = self._finished(pixels) if missing else pixels
            for content_type in missing:
                made[id(pixels), content_type] = self._encode(name, content_type, pixels, finished)
            yield from (replace(made[id(pixels), content_type], name=name) for content_type in wanted)

    def _encode(self, name: str, content_type: str, pixels: Image.Image, finished: Image.Image) -> Rendition:
        if self.kept and content_type == JPEG and pixels is self.original.pixels:
            return Rendition(name, JPEG, *pixels.size, self.kept)
        return encode(name, content_type, finished, self.manner)

    def _finished(self, pixels: Image.Image) -> Image.Image:
        is_shrunk = pixels.width < self.original.width and pixels.height < self.original.height
        return sharpened(pixels) if is_shrunk and self.sharpens else pixels


def keep(source: BinaryIO, original: Original) -> bytes | None:
    """Return an original as it may be shown, without its metadata, or None where it must be encoded again."""
    is_whole = original.pixels.size == original.size
    if original.facts.kind == "JPEG" and is_whole and not original.done:
        return lossless.stripped(source, original.size)
    return None


def said_of(original: Original, made: tuple[Rendition, ...], *, is_kept: bool) -> Iterator[str]:
    """Yield in plain words how the largest rendition was made."""
    largest = made[0]
    if (largest.width, largest.height) != original.size:
        yield f"shrunk from {original.width} x {original.height} to {largest.width} x {largest.height} pixels"
    yield KEPT if is_kept else ENCODED
