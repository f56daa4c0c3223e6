"""Keep what a deployment sends to AWS in a bucket of the stage: CloudFormation reads larger templates from there.

It is made before the stack, because the stack is made from what lies in it. Nothing in it is needed for long.
"""

import hashlib
import json
from typing import Any

from botocore.exceptions import ClientError

KEPT_DAYS = 30
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
LARGEST_TEMPLATE = 1_000_000


def bring_up(s3: Any, bucket: str, region: str) -> None:
    """Make the bucket where it is missing, private; raise ClientError where its name is somebody else's."""
    placed = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    try:
        s3.create_bucket(Bucket=bucket, **placed)
    except ClientError as error:
        if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
            raise
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration=dict.fromkeys(
            ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
        ),
    )
    old = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": KEPT_DAYS}}
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [old]})


def put_template(s3: Any, bucket: str, template: dict[str, Any]) -> str:
    """Store a template under a name of its content, and return the address that CloudFormation reads it from."""
    body = json.dumps(template, separators=(",", ":")).encode()
    key = f"templates/{hashlib.sha256(body).hexdigest()[:16]}.json"
    s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/json")
    region = s3.meta.region_name
    return f"https://s3.{region}.amazonaws.com{'.cn' if region.startswith('cn-') else ''}/{bucket}/{key}"
