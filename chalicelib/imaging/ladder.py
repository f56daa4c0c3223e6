"""Know how large each rendition of a photo becomes: by area, so that tall and wide ones stay readable.

This needs no Pillow: the API says sizes without loading it.
"""

from dataclasses import dataclass

# It grows with every change of what is made of a photo, which tests/imaging/made.json notes: stored photos that know an
# older one are made anew from their originals.
MADE_WITH = 3

LONGEST = 12_000
SQUARE = 150


@dataclass(frozen=True)
class Rung:
    """Hold what bounds a rendition: its area, but not below a shortest side, and the longest side of all."""

    area: int
    shortest: int = 0

    def ratio(self, width: int, height: int) -> float:
        """Return how many times smaller an image of this size becomes; never less than once."""
        ratio = float((width * height / self.area) ** 0.5)
        if self.shortest:
            ratio = min(ratio, min(width, height) / self.shortest)
        return max(1.0, ratio, max(width, height) / LONGEST)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size that an image of this size becomes."""
        ratio = self.ratio(width, height)
        return max(1, round(width / ratio)), max(1, round(height / ratio))


# Largest first. A photo of 4032 x 3024 becomes 1673 x 1255, 1095 x 822, 739 x 554 and 365 x 274.
LADDER = {
    "full": Rung(2_100_000, shortest=640),
    "feed": Rung(900_000, shortest=320),
    "card": Rung(410_000, shortest=320),
    "thumb": Rung(100_000),
}


def sizes(width: int, height: int) -> dict[str, tuple[int, int]]:
    """Return the size of every rendition of a photo of this size, the square included."""
    found = {name: rung.size(width, height) for name, rung in LADDER.items()}
    return found | {"square": (min(SQUARE, *found["full"]),) * 2}


# What bounded the longest side before area did: photos of that time keep these sizes until they are made anew.
EARLIER = {"full": 1440, "feed": 1080, "card": 640, "thumb": 320}


def earlier_sizes(width: int, height: int) -> dict[str, tuple[int, int]]:
    """Return the size of every rendition of a photo that does not say what it was made with."""
    ratios = {name: max(1.0, max(width, height) / longest) for name, longest in EARLIER.items()}
    found = {name: (max(1, round(width / ratio)), max(1, round(height / ratio))) for name, ratio in ratios.items()}
    return found | {"square": (min(SQUARE, *found["full"]),) * 2}
