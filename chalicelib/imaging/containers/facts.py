"""Hold what a container says of its image, which is read before any decoder sees the file."""

from dataclasses import dataclass, field
from typing import BinaryIO

from chalicelib.imaging.containers.pieces import Piece, opened

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Colour:
    """Hold what the numbers of a file mean: by CICP, by profile, or by gamma and chromaticities.

    A file may say it in several ways; the container has chosen the one that counts. Where all are
    missing the file is sRGB.
    """

    # The code points of ITU-T H.273: primaries and transfer.
    cicp: tuple[int, int] | None = None
    profile: bytes | None = None
    # The exponent that makes light of a number, and x and y of white, red, green and blue.
    gamma: float | None = None
    chromaticities: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Facts:
    """Hold what is known of a file without decoding it."""

    kind: str
    colour: Colour = field(default_factory=Colour)
    # Whether it is a JPEG of YCbCr, as nearly all are.
    is_ycc: bool = False
    # What is left of the stored pixels by a clean aperture: left, top, right, bottom.
    aperture: Box | None = None
    # How often the picture changes, for how many seconds.
    frames: int = 1
    seconds: float = 0.0
    # Whether what moves is damaged, and no decoder is shown it.
    is_motion_damaged: bool = False
    # Where a decoder must not see the whole file: the parts that it may see.
    pieces: tuple[Piece, ...] = ()

    def view(self, source: BinaryIO) -> BinaryIO:
        """Return the file as a decoder may see it, from its start."""
        source.seek(0)
        return opened(source, self.pieces) if self.pieces else source
