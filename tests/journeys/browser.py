"""A browser without scripts: it opens pages, follows redirects, and sends the forms that it finds."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests


class _Forms(HTMLParser):
    """Collects a page's forms with what a browser would send of each, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(known.get("href", ""))
        elif tag == "form":
            self.forms.append({"action": known.get("action", ""), "names": set(), "fields": {}})
        elif self.forms and tag in {"input", "button"} and known.get("name"):
            self._add(tag, known)

    def _add(self, tag: str, known: dict[str, str]) -> None:
        form, name = self.forms[-1], known["name"]
        form["names"].add(name)
        is_choice = known.get("type") in {"radio", "checkbox"}
        if tag == "input" and (not is_choice or "checked" in known):
            form["fields"][name] = known.get("value", "")


class Browser:
    """Somebody at a computer, on one page at a time."""

    def __init__(self) -> None:
        """Open an empty window."""
        self.session = requests.Session()
        self.session.trust_env = False
        self.page = requests.Response()

    def open(self, url: str) -> "Browser":
        """Go to an address, and on to wherever it leads."""
        return self._show(self.session.get(url, timeout=60))

    def submit(self, **typed: str) -> "Browser":
        """Fill in the first form that has all of these fields, and send it."""
        form = next(form for form in self._read().forms if form["names"] >= set(typed))
        target = urljoin(self.page.url, form["action"])
        return self._show(self.session.post(target, data={**form["fields"], **typed}, timeout=60))

    def follow(self, part: str) -> "Browser":
        """Follow the first link whose address has this part."""
        return self.open(urljoin(self.page.url, next(link for link in self._read().links if part in link)))

    def _read(self) -> _Forms:
        found = _Forms()
        found.feed(self.page.text)
        return found

    def _show(self, page: requests.Response) -> "Browser":
        assert page.status_code == 200, (page.status_code, page.url, page.text[-1500:])
        self.page = page
        return self
