"""Turn the bytes of an uploaded image into renditions; Pillow lives here and nowhere else."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.imaging.bad import BadImage
    from chalicelib.imaging.pipeline import Rendered, cut_square, render, share
    from chalicelib.imaging.renditions import Rendition, render_locked

__all__ = ["BadImage", "Rendered", "Rendition", "cut_square", "render", "render_locked", "share"]

HOMES = {"BadImage": "bad", "render_locked": "renditions", "Rendition": "renditions"}


def __getattr__(name: str) -> Any:
    """Load what needs Pillow when it is first asked for: the API needs only the ladder, and must start without."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOMES.get(name, 'pipeline')}"), name)
