"""Write the API documents, and the table by which routes find their modules, from the routes: `python -m docs.api`."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

from docs.openapi import document

DOCUMENT = "docs/api.md"
HEAD = """# The API

Rossgram speaks the client API of Mastodon (https://docs.joinmastodon.org/client/), so this page lists which of it is
served and says only what is particular. Parameters are taken as JSON, urlencoded, multipart or in the query string.
Errors are `{"error": "…", "error_description"?: "…"}`. Lists page with `limit`, `max_id`, `since_id`, `min_id`, and
the `Link` header; there is no `rel="next"` on the last page.

| method | path | scope | what it does |
|---|---|---|---|
"""


def draw() -> str:
    """Return the document."""
    from app import app

    rows = [
        f"| {method} | `{path}` | {_scope(entry.view_function)} | {_promise(entry.view_function)} |\n"
        for path, methods in sorted(app.route_table.items())
        for method, entry in sorted(methods.items())
    ]
    return HEAD + "".join(rows)


def _promise(view: object) -> str:
    return (inspect.getdoc(view) or "").partition("\n")[0].replace("|", "\\|")


def _scope(view: object) -> str:
    # Photos are taken in by one function that two routes share.
    source = inspect.getsource(view)  # type: ignore[arg-type]
    found = re.search(r'"((?:read|write|follow|profile)(?::\w+)?)"', source)
    if found:
        return f"`{found[1]}`"
    return "`write:media`" if "_begin()" in source else ""


if __name__ == "__main__":
    subprocess.run([sys.executable, "-m", "docs.routes"], check=True)
    Path(DOCUMENT).write_text(draw())
    document.FILE.write_text(document.draw())
