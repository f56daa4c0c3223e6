"""Draw the buckets: private, encrypted, TLS only; the originals' bucket announces what arrives."""

from typing import Any

from infra import edge
from infra.edge import MEDIA_PATH, ORIGINALS_PATH, SIGNED_PATHS, WEB_FOLDER
from infra.template.queues import logical_id as queue_id

# A form that was handed out works for ten minutes; what a browser leaves half sent is dropped after a day.
ABORT_AFTER_DAYS = 1
# An original is read when its photo is made, and seldom after: storage at a fifth of the price, with a price for reads.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/glacier-instant-retrieval-storage-class.html
ARCHIVED_AFTER_DAYS = 30
# So long an original that was deleted by mistake can be had back; renditions are made anew from originals.
RESTORED_WITHIN_DAYS = 7
# What CloudFront reads beside photos is the web client.
READ = (MEDIA_PATH, *SIGNED_PATHS, f"{WEB_FOLDER}/*")


def resources() -> dict[str, Any]:
    """Return the two buckets and their policies."""
    originals = {
        **_bucket("OriginalsBucket"),
        # S3 tries to send a message before it accepts a notification.
        "DependsOn": ["OriginalsQueuePolicy"],
    }
    originals["Properties"] |= _restorable()
    originals["Properties"]["LifecycleConfiguration"]["Rules"] += [_archived(), _ended()]
    originals["Properties"]["CorsConfiguration"] = {"CorsRules": [_browser_uploads(), _browser_reads()]}
    originals["Properties"]["NotificationConfiguration"] = {"QueueConfigurations": [_announcement()]}
    renditions = _bucket("RenditionsBucket")
    renditions["Properties"]["CorsConfiguration"] = {"CorsRules": [_browser_reads()]}
    return {
        "Originals": originals,
        "OriginalsPolicy": _policy("OriginalsBucket", "Originals", _read_by_front("OriginalsBucket", ORIGINALS_PATH)),
        "Renditions": renditions,
        "RenditionsPolicy": _policy(
            "RenditionsBucket",
            "Renditions",
            _read_by_front("RenditionsBucket", *READ),
        ),
    }


def _bucket(parameter: str) -> dict[str, Any]:
    return {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": "RetainExceptOnCreate",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "BucketName": {"Ref": parameter},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
            },
            "LifecycleConfiguration": {
                "Rules": [
                    {
                        "Id": "abort-uploads",
                        "Status": "Enabled",
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": ABORT_AFTER_DAYS},
                    }
                ]
            },
        },
    }


def _restorable() -> dict[str, Any]:
    """Keep what is deleted for some days, out of everybody's reach but the operator's."""
    status = {"Fn::If": ["IsProtected", "Enabled", "Suspended"]}
    return {"VersioningConfiguration": {"Status": status}}


def _archived() -> dict[str, Any]:
    return {
        "Id": "archive",
        "Status": "Enabled",
        "Prefix": "originals/",
        "Transitions": [{"StorageClass": "GLACIER_IR", "TransitionInDays": ARCHIVED_AFTER_DAYS}],
    }


def _ended() -> dict[str, Any]:
    return {
        "Id": "end-deleted",
        "Status": "Enabled",
        "NoncurrentVersionExpiration": {"NoncurrentDays": RESTORED_WITHIN_DAYS},
        "ExpiredObjectDeleteMarker": True,
    }


def _browser_uploads() -> dict[str, Any]:
    """Let any page send a form that we signed: without our signature there is nothing to send."""
    return {
        "AllowedOrigins": ["*"],
        "AllowedMethods": ["POST"],
        "AllowedHeaders": ["*"],
        "ExposedHeaders": ["ETag"],
        "MaxAge": 3600,
    }


def _browser_reads() -> dict[str, Any]:
    """Let any page read what CloudFront lets its browser have."""
    return {
        "AllowedOrigins": ["*"],
        "AllowedMethods": list(edge.CROSS_ORIGIN_METHODS),
        "AllowedHeaders": ["*"],
        "ExposedHeaders": ["ETag"],
        "MaxAge": edge.PREFLIGHT_SECONDS,
    }


def _announcement() -> dict[str, Any]:
    return {
        "Event": "s3:ObjectCreated:*",
        "Queue": {"Fn::GetAtt": [queue_id("originals"), "Arn"]},
        "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "originals/"}]}},
    }


def _policy(parameter: str, bucket: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "Type": "AWS::S3::BucketPolicy",
        "DependsOn": [bucket],
        "Properties": {
            "Bucket": {"Ref": parameter},
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [_without_tls(parameter), *statements]},
        },
    }


def _without_tls(parameter: str) -> dict[str, Any]:
    arn = f"arn:${{AWS::Partition}}:s3:::${{{parameter}}}"
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [{"Fn::Sub": arn}, {"Fn::Sub": f"{arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _read_by_front(bucket: str, *paths: str) -> list[dict[str, Any]]:
    """Let our CloudFront read what is open, and what it lets nobody have without our signature; and nobody else.

    S3 says of a file that is not there that it is missing (404) to those alone who may list, and else refuses (403). No
    path of CloudFront's leads to a list: it forwards no query to S3, and has the page in place of an empty path.
    Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    """
    arn = f"arn:${{AWS::Partition}}:s3:::${{{bucket}}}"
    return [
        _for_front("ReadByFront", "s3:GetObject", [{"Fn::Sub": f"{arn}{path}"} for path in paths]),
        _for_front("MissedByFront", "s3:ListBucket", [{"Fn::Sub": arn}]),
    ]


def _for_front(name: str, action: str, resources: list[dict[str, str]]) -> dict[str, Any]:
    statement = {
        "Sid": name,
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": action,
        "Resource": resources,
        "Condition": {
            "StringEquals": {
                "AWS:SourceArn": {
                    "Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Front}"
                }
            }
        },
    }
    return {"Fn::If": ["HasApi", statement, {"Ref": "AWS::NoValue"}]}
