"""Compress answers as CloudFront does for whoever takes it; the real one knows Brotli too, which is smaller still.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
"""

import gzip
from collections.abc import Mapping

from infra import edge
from local.answers import Answer

# CloudFront's list is longer; these are the types that are served here.
TYPES = {
    *("text/html", "text/css", "text/plain", "text/javascript", "application/javascript", "application/json"),
    *("image/svg+xml", "application/manifest+json"),
}
SMALLEST, LARGEST = 1_000, 10_000_000
# The level that CloudFront uses is not told; this one is quick, and within a few per cent of the best.
LEVEL = 6


def compressed(answer: Answer, behaviour: edge.Behaviour, asked: str) -> Answer:
    """Return an answer as it is sent to a client that takes the encodings that it `asked` for."""
    headers = {name.lower(): value for name, value in answer.headers}
    # CloudFront compresses nothing that it does not keep.
    is_ever = behaviour.keeps != edge.NEVER and behaviour.origin not in edge.BUCKETS
    if not is_ever or "gzip" not in asked or not _is_worth_it(answer, headers):
        return answer
    body = gzip.compress(b"".join(answer.body), LEVEL, mtime=0)
    changed = {"Content-Length": str(len(body)), "Content-Encoding": "gzip", "Vary": _vary(headers)}
    if tag := headers.get("etag"):
        changed["ETag"] = tag if tag.startswith("W/") else f"W/{tag}"
    same = {name.lower() for name in changed}
    kept = [pair for pair in answer.headers if pair[0].lower() not in same]
    return Answer(answer.status, [*kept, *changed.items()], [body])


def _is_worth_it(answer: Answer, headers: Mapping[str, str]) -> bool:
    kind = headers.get("content-type", "").partition(";")[0].strip()
    size = int(headers.get("content-length") or 0)
    is_plain = answer.status == 200 and "content-encoding" not in headers
    return is_plain and kind in TYPES and SMALLEST <= size <= LARGEST


def _vary(headers: Mapping[str, str]) -> str:
    told = headers.get("vary", "")
    return told if "accept-encoding" in told.lower() else ", ".join(filter(None, (told, "Accept-Encoding")))
