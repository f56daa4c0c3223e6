"""Bring a path to the form in which CloudFront compares it with the patterns of its behaviours.

The origin gets the path as it was sent.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
"""

import re
from urllib.parse import unquote

# Letters that mean the same whether they are escaped or not (RFC 3986, 2.3).
UNRESERVED = re.compile(r"%(2D|2E|3\d|4[1-9A-F]|5[0-9A]|5F|6[1-9A-F]|7[0-9A]|7E)", re.IGNORECASE)


def normal(path: str) -> str:
    """Return a path without needless escapes, and without `.` and `..` (RFC 3986, 6.2.2)."""
    kept: list[str] = []
    segments = UNRESERVED.sub(lambda found: unquote(found[0]), path).split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    is_folder = segments[-1:] in (["."], [".."])
    return "/" + "/".join(kept + [""] * (is_folder and bool(kept)))
