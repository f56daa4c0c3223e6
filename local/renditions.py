"""Play CloudFront in front of the renditions bucket."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib import config
from infra import edge
from local import paths, signatures
from local.answers import Answer, failure, not_found

# Exactly the keys that renditions and originals have: no listing, no other bucket, no folder above.
KEY = re.compile(r"/((?:media|signed|paid)/[A-Za-z0-9_-]+/[A-Za-z0-9_-]+\.[a-z0-9]+|originals/\d+)")
CHUNK = 256 * 1024


class Renditions:
    """The buckets of renditions and originals, as anybody may read them who has an address."""

    def __init__(self) -> None:
        """Make the client once; its connections are shared by the threads."""
        self.s3 = boto3.client("s3", config=Config(connect_timeout=2, read_timeout=20, max_pool_connections=32))

    def answer(self, method: str, target: str, query: str, asked: Mapping[str, str]) -> Answer:
        """Answer a request for a rendition; `target` is the path as it was sent, `asked` are the headers."""
        path, behaviour = unquote(target), edge.behaviour_of(paths.normal(target))
        if behaviour.is_signed and (why := signatures.refusal(config.PUBLIC_URL + path, query)):
            return failure(403, why)
        if method == "OPTIONS":
            return _preflight(asked)
        key = KEY.fullmatch(path)
        if key is None:
            return not_found()
        try:
            found = self.s3.get_object(Bucket=_bucket(behaviour), Key=key[1])
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:
                return not_found()
            raise
        known_tag = asked.get("if-none-match", "")
        headers = _headers(found)
        if (
            found["ETag"] in {tag.strip().removeprefix("W/") for tag in known_tag.split(",")}
            or known_tag.strip() == "*"
        ):
            found["Body"].close()
            return Answer(304, headers)
        return Answer(200, [*headers, ("Content-Length", str(found["ContentLength"]))], _chunks(found["Body"]))


def _bucket(behaviour: edge.Behaviour) -> str:
    return config.ORIGINALS_BUCKET if behaviour.origin == edge.ORIGINALS else config.RENDITIONS_BUCKET


def _preflight(asked: Mapping[str, str]) -> Answer:
    """Say what a page of another site may ask of a photo, as S3 does by the rule of its bucket.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
    """
    if "origin" not in asked or asked.get("access-control-request-method") not in edge.CROSS_ORIGIN_METHODS:
        return failure(403, "This method is not allowed to a page of another site")
    allowed = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(edge.CROSS_ORIGIN_METHODS),
        "Access-Control-Allow-Headers": asked.get("access-control-request-headers", ""),
        "Access-Control-Max-Age": str(edge.PREFLIGHT_SECONDS),
        "Content-Length": "0",
    }
    return Answer(200, [(name, value) for name, value in allowed.items() if value])


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
