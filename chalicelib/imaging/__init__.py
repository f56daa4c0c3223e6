"""Turn the bytes of an uploaded image into renditions; Pillow lives here and nowhere else."""

from chalicelib.imaging.bad import BadImage
from chalicelib.imaging.locked import render_locked
from chalicelib.imaging.pipeline import Rendered, render
from chalicelib.imaging.renditions import Rendition

__all__ = ["BadImage", "Rendered", "Rendition", "render", "render_locked"]
