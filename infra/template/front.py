"""Draw CloudFront, the one door of a deployment: the API and the photos at one address.

It stands only where the parameter ApiId names a REST API, because Chalice makes that after the tables.
"""

from typing import Any

# AWS's own policies have the same ids in every account.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
# API Gateway finds its API by the Host header, so every header goes through but that one.
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

# What is below these is the app's: the API, and the pages that a payment begins with and comes back to.
API_PATHS = (
    "/api/*",
    "/oauth/*",
    "/.well-known/*",
    "/nodeinfo/*",
    "/webhooks/*",
    "/unlock/*",
    "/checkout/*",
    "/campaigns/*",
    "/gifts/*",
)
MEDIA_PATH = "/media/*"
# CloudFront knows no others, and answers them itself: 403.
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE")


def resources() -> dict[str, Any]:
    """Return the distribution, and the right by which it reads the renditions."""
    return {
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
            "DependsOn": ["Renditions"],
            "Properties": {"DistributionConfig": _distribution()},
        },
    }


def outputs() -> dict[str, Any]:
    """Return the address that people type."""
    return {
        "PublicUrl": {
            "Condition": "HasApi",
            "Value": {"Fn::Sub": "https://${Front.DomainName}"},
        }
    }


def _distribution() -> dict[str, Any]:
    return {
        "Enabled": True,
        "Comment": {"Fn::Sub": "${Prefix}front"},
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_100",
        "Origins": [_api(), _renditions()],
        "DefaultCacheBehavior": _behaviour("api"),
        "CacheBehaviors": [
            {"PathPattern": MEDIA_PATH, **_behaviour("renditions")},
            *({"PathPattern": path, **_behaviour("api")} for path in API_PATHS),
        ],
    }


def _api() -> dict[str, Any]:
    return {
        "Id": "api",
        "DomainName": {"Fn::Sub": "${ApiId}.execute-api.${AWS::Region}.${AWS::URLSuffix}"},
        "OriginPath": {"Fn::Sub": "/${ApiStage}"},
        "CustomOriginConfig": {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]},
    }


def _renditions() -> dict[str, Any]:
    return {
        "Id": "renditions",
        "DomainName": {"Fn::Sub": "${RenditionsBucket}.s3.${AWS::Region}.${AWS::URLSuffix}"},
        "OriginAccessControlId": {"Fn::GetAtt": ["FrontAccess", "Id"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def _behaviour(origin: str) -> dict[str, Any]:
    if origin == "renditions":
        return {
            "TargetOriginId": origin,
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": ["GET", "HEAD"],
            "CachePolicyId": CACHING_OPTIMIZED,
        }
    return {
        "TargetOriginId": origin,
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": list(METHODS),
        "CachePolicyId": CACHING_DISABLED,
        "OriginRequestPolicyId": ALL_VIEWER_EXCEPT_HOST,
        "Compress": True,
    }
