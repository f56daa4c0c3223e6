"""Serve the web client as CloudFront does from its bucket: its files by their names, and its page for all else."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

from infra import edge
from infra.web_client import BUILT, cache_control, content_type
from local.answers import Answer, not_found


class Web:
    """The built files of the web client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def answer(self, path: str) -> Answer:
        """Answer with a file, or with the page where no file is named."""
        name = path if re.search(edge.WEB_FILE, path) else edge.WEB_PAGE
        file = (self.folder / unquote(name).lstrip("/")).resolve()
        if not file.is_relative_to(self.folder.resolve()) or not file.is_file():
            return not_found()
        body = file.read_bytes()
        headers = {
            "Content-Type": content_type(name),
            "Cache-Control": cache_control(name),
            "Content-Length": str(len(body)),
        }
        return Answer(200, list(headers.items()), [body])


def is_wanted() -> bool:
    """Tell whether the web client is served: WEB=0 has the API alone."""
    return os.environ.get("WEB", "1") != "0"


def built() -> Web | None:
    """Return the web client where it was built and is wanted."""
    return Web(BUILT) if is_wanted() and (BUILT / "index.html").is_file() else None
