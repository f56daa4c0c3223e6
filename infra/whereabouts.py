"""Find out in which region a stage stands, by the bucket of its deployments: names of buckets and of roles are global.

Whatever changes a stage outside a deployment looks here first. In another region it would find nothing of the stage,
change nothing that the stage reads, and delete the roles of its functions, which IAM has for all regions.
"""

from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra import staging
from infra.pythons import ToolFailed


def settings_of(stage: str) -> dict[str, str]:
    """Return the settings of a stage that the shell's account and region have. Raises ToolFailed for another."""
    settings = staging.stage_settings(stage)
    if not boto3.session.Session().region_name:
        raise ToolFailed("No AWS region is set; AWS_DEFAULT_REGION or a profile names one.")
    account = str(boto3.client("sts").get_caller_identity()["Account"])
    look(boto3.client("s3"), staging.artifacts_bucket(settings, account), stage)
    return settings


def look(s3: Any, bucket: str, stage: str) -> None:
    """Raise ToolFailed where a stage was never deployed, or not to this region; `bucket` is that of its deployments."""
    here = s3.meta.region_name
    found = region_of(s3, bucket)
    if not found:
        raise ToolFailed(f"{stage} was never deployed to this account: there is no bucket {bucket} in any region.")
    if found != here:
        raise ToolFailed(f"{told(found, bucket, here)} AWS_DEFAULT_REGION={found}, or a profile, names it.")


def told(found: str, bucket: str, here: str) -> str:
    """Return that a stage is in another region than the shell's."""
    return f"This stage is in {found} ({bucket}), and the shell says {here}."


def region_of(s3: Any, bucket: str) -> str:
    """Return the region of a bucket, empty where there is none; raise ToolFailed for one that is not ours to see."""
    try:
        return str(s3.head_bucket(Bucket=bucket).get("BucketRegion", s3.meta.region_name))
    except ClientError as error:
        headers = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
        status = error.response["Error"]["Code"]
    if status == "403":
        raise ToolFailed(f"The bucket name {bucket} is taken by another account, or your permissions do not reach it.")
    return "" if status == "404" else str(headers.get("x-amz-bucket-region", s3.meta.region_name))
