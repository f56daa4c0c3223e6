"""Draw CloudFront, the one door of a deployment, from the table of the edge: the API and the photos at one address.

It stands only where the parameter ApiId names a REST API, because Chalice makes that after the tables.
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.gateways.proof import HEADER
from infra import edge
from infra.edge import Behaviour
from infra.template import caches, domain, headers, signers, wall, web

# AWS's own policies have the same ids in every account.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
# API Gateway finds its API by the Host header, so every header, cookie and query goes through but that one.
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
# S3 answers a browser that asks whether it may; it needs what the browser asks.
CORS_S3_ORIGIN = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"

CACHES: dict[str, Any] = {
    edge.NEVER: CACHING_DISABLED,
    edge.AS_TOLD: CACHING_OPTIMIZED,
    edge.BRIEFLY: {"Ref": "BriefCache"},
    edge.FOR_ALL: {"Ref": "PageCache"},
    edge.SIGNED: {"Ref": "SignedCache"},
}


def resources(public_keys: Sequence[str]) -> dict[str, Any]:
    """Return the distribution, its right to read the buckets, and the keys (PEM) by which it knows our signature."""
    return {
        **signers.resources(public_keys),
        **wall.resources(),
        "SignedCache": caches.signed(),
        "BriefCache": caches.brief(),
        "PageCache": caches.of_pages(),
        "Headers": headers.policy("headers"),
        "PhotoHeaders": headers.policy("photo-headers", CorsConfig=headers.cross_origin()),
        "WebHeaders": headers.policy("web-headers", edge.WEB_HEADERS),
        "WebPaths": web.paths(),
        "WebStatus": web.status(),
        "FrontAccess": {
            "Type": "AWS::CloudFront::OriginAccessControl",
            "Condition": "HasApi",
            "Properties": {
                "OriginAccessControlConfig": {
                    "Name": {"Fn::Sub": "${Prefix}renditions"},
                    "OriginAccessControlOriginType": "s3",
                    "SigningBehavior": "always",
                    "SigningProtocol": "sigv4",
                }
            },
        },
        "Front": {
            "Type": "AWS::CloudFront::Distribution",
            "Condition": "HasApi",
            "DependsOn": ["Renditions", "Originals"],
            "Properties": {"DistributionConfig": _distribution()},
        },
    }


def outputs(public_keys: Sequence[str]) -> dict[str, Any]:
    """Return the address that people type, and the ids of what signs and purges at it."""
    return {
        "DistributionId": {"Condition": "HasApi", "Value": {"Ref": "Front"}},
        **signers.outputs(public_keys),
        "PublicUrl": {
            "Condition": "HasApi",
            "Value": domain.address(),
        },
        # What a name of one's own is an alias of.
        "FrontDomain": {"Condition": "HasApi", "Value": {"Fn::GetAtt": ["Front", "DomainName"]}},
    }


def _distribution() -> dict[str, Any]:
    return {
        "Enabled": True,
        "Comment": {"Fn::Sub": "${Prefix}front"},
        "WebACLId": wall.arn(),
        **domain.of_distribution(),
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_100",
        "Origins": [
            _api(),
            _bucket(edge.RENDITIONS, "RenditionsBucket"),
            _bucket(edge.ORIGINALS, "OriginalsBucket"),
            _bucket(edge.WEB, "RenditionsBucket") | {"OriginPath": edge.WEB_FOLDER},
        ],
        "DefaultCacheBehavior": _behaviour(edge.DEFAULT),
        "CacheBehaviors": [{"PathPattern": one.path, **_behaviour(one)} for one in edge.BEHAVIOURS],
        "CustomErrorResponses": [
            {"ErrorCode": status, "ErrorCachingMinTTL": edge.FAILURES_KEPT_SECONDS} for status in edge.FAILURES
        ],
    }


def _api() -> dict[str, Any]:
    return {
        "Id": edge.API,
        "DomainName": {"Fn::Sub": "${ApiId}.execute-api.${AWS::Region}.${AWS::URLSuffix}"},
        "OriginPath": {"Fn::Sub": "/${ApiStage}"},
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "OriginReadTimeout": edge.ORIGIN_SECONDS,
        },
        "OriginCustomHeaders": {
            "Fn::If": [
                "HasEdgeProof",
                [{"HeaderName": HEADER, "HeaderValue": {"Ref": "EdgeProof"}}],
                {"Ref": "AWS::NoValue"},
            ]
        },
    }


def _bucket(name: str, parameter: str) -> dict[str, Any]:
    return {
        "Id": name,
        "DomainName": {"Fn::Sub": f"${{{parameter}}}.s3.${{AWS::Region}}.${{AWS::URLSuffix}}"},
        "OriginAccessControlId": {"Fn::GetAtt": ["FrontAccess", "Id"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
        # S3 says who may read only to those who say where they are; a browser keeps the answer to an <img>, which does
        # not, and would refuse it to a script.
        # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
        "OriginCustomHeaders": [{"HeaderName": "Origin", "HeaderValue": "https://any.invalid"}],
    }


def _behaviour(behaviour: Behaviour) -> dict[str, Any]:
    origin = behaviour.origin
    drawn = {
        "TargetOriginId": origin,
        "ViewerProtocolPolicy": behaviour.scheme,
        "AllowedMethods": list(behaviour.methods),
        "CachePolicyId": CACHES[behaviour.keeps],
        "Compress": origin not in edge.BUCKETS,
        "ResponseHeadersPolicyId": {"Ref": _headers_of(behaviour)},
    }
    # What is for all is asked for without anything that tells who asks.
    if behaviour.keeps != edge.FOR_ALL:
        drawn["OriginRequestPolicyId"] = ALL_VIEWER_EXCEPT_HOST if origin == edge.API else CORS_S3_ORIGIN
    if origin == edge.WEB:
        drawn["FunctionAssociations"] = [
            {"EventType": event, "FunctionARN": {"Fn::GetAtt": [name, "FunctionMetadata.FunctionARN"]}}
            for event, name in (("viewer-request", "WebPaths"), ("viewer-response", "WebStatus"))
        ]
    if behaviour.is_signed:
        drawn["TrustedKeyGroups"] = [{"Ref": "EdgeKeys"}]
    return drawn


def _headers_of(behaviour: Behaviour) -> str:
    if behaviour.origin in edge.BUCKETS:
        return "PhotoHeaders"
    return "WebHeaders" if edge.headers_of(behaviour) is edge.WEB_HEADERS else "Headers"
