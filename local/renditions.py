"""Play CloudFront in front of the renditions bucket."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib import config
from infra.template.front import MEDIA_PATH, ORIGINALS_PATH
from local import signatures
from local.answers import Answer, failure, not_allowed, not_found

# Exactly the keys that renditions and originals have: no listing, no other bucket, no folder above.
KEY = re.compile(r"/((?:media|signed|paid)/[A-Za-z0-9_-]+/[A-Za-z0-9_-]+\.[a-z0-9]+|originals/\d+)")
CHUNK = 256 * 1024


class Renditions:
    """The buckets of renditions and originals, as anybody may read them who has an address."""

    def __init__(self) -> None:
        """Make the client once; its connections are shared by the threads."""
        self.s3 = boto3.client("s3", config=Config(connect_timeout=2, read_timeout=20, max_pool_connections=32))

    def answer(self, method: str, path: str, query: str, known_tag: str) -> Answer:
        """Answer a request for a rendition; `known_tag` is the request's If-None-Match."""
        if method not in {"GET", "HEAD"}:
            return not_allowed(["GET", "HEAD", "OPTIONS"])
        is_open = fnmatchcase(path, MEDIA_PATH)
        if not is_open and (why := signatures.refusal(config.PUBLIC_URL + path, query)):
            return failure(403, why)
        key = KEY.fullmatch(path)
        if key is None:
            return not_found()
        try:
            found = self.s3.get_object(Bucket=_bucket(path), Key=key[1])
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:
                return not_found()
            raise
        headers = _headers(found)
        if (
            found["ETag"] in {tag.strip().removeprefix("W/") for tag in known_tag.split(",")}
            or known_tag.strip() == "*"
        ):
            found["Body"].close()
            return Answer(304, headers)
        return Answer(200, [*headers, ("Content-Length", str(found["ContentLength"]))], _chunks(found["Body"]))


def _bucket(path: str) -> str:
    return config.ORIGINALS_BUCKET if fnmatchcase(path, ORIGINALS_PATH) else config.RENDITIONS_BUCKET


def _headers(found: Any) -> list[tuple[str, str]]:
    return [
        ("Content-Type", found["ContentType"]),
        ("Cache-Control", found.get("CacheControl", "no-cache")),
        ("ETag", found["ETag"]),
        ("Last-Modified", found["LastModified"].strftime("%a, %d %b %Y %H:%M:%S GMT")),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "nosniff"),
    ]


def _chunks(body: Any) -> Iterator[bytes]:
    try:
        yield from body.iter_chunks(CHUNK)
    finally:
        # A client that went away leaves the object unread.
        body.close()
