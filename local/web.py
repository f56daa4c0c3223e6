"""Serve the web client as CloudFront does from its bucket: its files by their names, and its page for all else."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import boto3

from chalicelib import config
from chalicelib.gateways import web
from infra import edge
from infra.web_client import BUILT, cache_control, content_type
from local.answers import Answer, not_found


class Web:
    """The built files of the web client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._published = 0

    def answer(self, path: str) -> Answer:
        """Answer with a file, or with the page where no file is named: 404 where the client has no screen either."""
        is_missing = edge.is_missing(path)
        name = path if re.search(edge.WEB_FILE, path) and not is_missing else edge.WEB_PAGE
        file = (self.folder / unquote(name).lstrip("/")).resolve()
        if not file.is_relative_to(self.folder.resolve()) or not file.is_file():
            return not_found()
        body = file.read_bytes()
        headers = {
            "Content-Type": content_type(name),
            "Cache-Control": cache_control(name),
            "Content-Length": str(len(body)),
        }
        return Answer(404 if is_missing else 200, list(headers.items()), [body])

    def publish(self) -> None:
        """Put the page where the app reads it, once it was built anew."""
        built_at = (self.folder / edge.WEB_PAGE.lstrip("/")).stat().st_mtime_ns
        if built_at != self._published:
            page = (self.folder / edge.WEB_PAGE.lstrip("/")).read_bytes()
            boto3.client("s3", endpoint_url=config.AWS_ENDPOINT_URL or None).put_object(
                Bucket=config.RENDITIONS_BUCKET, Key=web.KEY, Body=page, ContentType="text/html; charset=utf-8"
            )
            web.kept.forget()
            self._published = built_at


def is_wanted() -> bool:
    """Tell whether the web client is served: WEB=0 has the API alone."""
    return os.environ.get("WEB", "1") != "0"


def built() -> Web | None:
    """Return the web client where it was built and is wanted."""
    return Web(BUILT) if is_wanted() and (BUILT / "index.html").is_file() else None
