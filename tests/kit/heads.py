"""Read the head of a page, as programs do that show a link."""

from html.parser import HTMLParser

from chalicelib import config
from chalicelib.gateways import storage, web
from chalicelib.handlers.keeping import BRIEFLY
from tests.kit.client import Client

SHELL = """<!doctype html>
<html lang="en"><head><!--head--><title>x</title><!--/head--><script src="/assets/a.js"></script></head>
<body></body></html>
"""


class Told(HTMLParser):
    """What a program reads of a page: the elements, and what stands in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        known = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._in_title = tag == "title"
        assert not [name for name in known if name.startswith("on")], known
        if tag == "meta":
            self.meta[known.get("property") or known.get("name") or ""] = known.get("content", "")
        if tag == "link":
            self.links[known["rel"]] = known.get("href") or known["imagesrcset"]

    def handle_data(self, data: str) -> None:
        """Note the title."""
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """End the title."""
        self._in_title = self._in_title and tag != "title"


def publish(shell: str | None) -> None:
    """Have the app read a page of the web client, or none."""
    storage.remove_renditions([web.KEY])
    if shell is not None:
        storage.client().put_object(Bucket=config.RENDITIONS_BUCKET, Key=web.KEY, Body=shell.encode())
    web.kept.forget()


def read(path: str) -> Told:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == BRIEFLY
    return Told(answer.text)
