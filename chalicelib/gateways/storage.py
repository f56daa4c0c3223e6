"""Keep originals and renditions in S3."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.deadline import clients

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Who may keep a rendition, and for how long, by the place where it lies. A key is never used twice, so what is open may
# be kept for a year; nobody on the way keeps the rest, and its viewer not for longer than the address can last.
KEPT = {
    "media": "public, max-age=31536000, immutable",
    "signed": "private, max-age=86400",
    "paid": "private, max-age=300",
}
UPLOAD_SECONDS = 600
TRIES = 4


@cache
def client() -> "S3Client":
    """Return the S3 client of this process."""
    # Left to itself, botocore signs a form in the way that newer regions refuse, and sends it to the oldest region.
    signing: dict[str, Any] = {"signature_version": "s3v4", "s3": {"addressing_style": "virtual"}}
    found: S3Client = clients.client("s3", TRIES, connect=2, read=20, **signing)
    return found


def keep_original(key: str, body: bytes, content_type: str) -> None:
    """Store an original; the bucket then announces it on the queue `originals`."""
    client().put_object(Bucket=config.ORIGINALS_BUCKET, Key=key, Body=body, ContentType=content_type)


def upload_form(key: str, content_type: str, largest: int) -> dict[str, Any]:
    """Return a presigned form (`url`, `fields`) for an original: exact key and type, 1 to `largest` bytes, ten minutes.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
    """
    form = client().generate_presigned_post(
        config.ORIGINALS_BUCKET,
        key,
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, largest]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return dict(form)


@contextmanager
def open_original(key: str) -> Iterator[BinaryIO | None]:
    """Open an original in a temporary file, so that memory holds none of it; None where there is no such original."""
    # Imported here because no other function reads originals, and loading takes 25 ms.
    from s3transfer.manager import TransferManager  # noqa: PLC0415

    with tempfile.TemporaryFile() as file:
        try:
            with TransferManager(client()) as manager:
                manager.download(config.ORIGINALS_BUCKET, key, file).result()
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"404", "NoSuchKey", "403"}:
                raise
            yield None
            return
        file.seek(0)
        yield cast("BinaryIO", file)


def has_original(key: str) -> bool:
    """Tell whether an original arrived."""
    try:
        client().head_object(Bucket=config.ORIGINALS_BUCKET, Key=key)
    except ClientError:
        return False
    return True


def keep_rendition(key: str, body: bytes, content_type: str) -> None:
    """Store a rendition where those may fetch it whom the front lets through to that place."""
    client().put_object(
        Bucket=config.RENDITIONS_BUCKET, Key=key, Body=body, ContentType=content_type, CacheControl=_kept(key)
    )


def read_rendition(key: str) -> bytes | None:
    """Return a rendition's bytes, or None where there is no such rendition."""
    try:
        return client().get_object(Bucket=config.RENDITIONS_BUCKET, Key=key)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"404", "NoSuchKey"}:
            raise
        return None


def copy_rendition(source: str, target: str, content_type: str) -> bool:
    """Copy a rendition from one place to another. Tells whether it was there."""
    try:
        client().copy_object(
            Bucket=config.RENDITIONS_BUCKET,
            Key=target,
            CopySource={"Bucket": config.RENDITIONS_BUCKET, "Key": source},
            MetadataDirective="REPLACE",
            ContentType=content_type,
            CacheControl=_kept(target),
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchKey":
            raise
        return False
    return True


def _kept(key: str) -> str:
    return KEPT[key.partition("/")[0]]


def remove_original(key: str) -> None:
    """Delete an original; an original that is not there is fine."""
    client().delete_object(Bucket=config.ORIGINALS_BUCKET, Key=key)


def remove_renditions(keys: Iterable[str]) -> None:
    """Delete renditions; those that are not there are fine."""
    objects = [{"Key": key} for key in keys]
    if objects:
        client().delete_objects(Bucket=config.RENDITIONS_BUCKET, Delete={"Objects": objects, "Quiet": True})  # type: ignore[typeddict-item]
