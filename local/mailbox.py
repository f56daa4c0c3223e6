"""Show the mails that the local SES accepted on a page, so that links in them can be opened: on this machine only."""

import html
import os
import re
from pathlib import Path

from local.answers import Answer

PATH = "/_mails"
MOST = 50
LINK = re.compile(r"(https?://[^\s<>\"]+)")
HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails, on this machine</title>
<style>
  body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem }
  pre { white-space: pre-wrap; overflow-wrap: anywhere }
</style>
<h1>Mails</h1>
<p>Nothing is sent from this machine. These are the last mails that would have been sent, the newest first.</p>
"""
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
]


def answer() -> Answer:
    """Return the page of the mails in the folder of this stack, with working links and nothing else that works."""
    # Their names begin with the time.
    files = sorted(Path(os.environ.get("MAILS_DIR", "nowhere")).glob("*.txt"), reverse=True)[:MOST]
    body = (HEAD + ("".join(_draw(file) for file in files) or "<p>There is none yet.</p>\n")).encode()
    return Answer(200, [*HEADERS, ("Content-Length", str(len(body)))], [body])


def _draw(file: Path) -> str:
    text = file.read_text(encoding="utf-8", errors="replace")
    # The odd parts are the links.
    parts = [html.escape(part) for part in LINK.split(text)]
    linked = "".join(f'<a href="{part}">{part}</a>' if place % 2 else part for place, part in enumerate(parts))
    return f"<hr>\n<pre>{linked}</pre>\n"
