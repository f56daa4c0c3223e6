"""Write which addresses are screens of the web client, from its own table: `python -m docs.api` runs this as well.

The app answers those that links lead to, and the edge the others; both call what is none of them missing.
"""

import json
import re
from pathlib import Path

from chalicelib.schemas.links.screens import DRAWN

TABLE = Path("web/src/routes.ts")
# A row of the client's table begins with its pattern; what the pattern names is the client's concern.
ROW = re.compile(r"/\^(?P<pattern>(?:\\.|[^\n])+?)\$/,")
NAMED = re.compile(r"\?<\w+>")


def draw() -> str:
    """Return the patterns as JSON, one a line, in the order of the client's table."""
    found = [NAMED.sub("", row["pattern"]).replace("\\/", "/") for row in ROW.finditer(TABLE.read_text())]
    return json.dumps(found, indent=0) + "\n"


if __name__ == "__main__":
    DRAWN.write_text(draw())
