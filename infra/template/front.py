"""Draw CloudFront, the one door of a deployment: the API and the photos at one address.

It stands only where the parameter ApiId names a REST API, because Chalice makes that after the tables.
"""

from typing import Any

# AWS's own policies have the same ids in every account.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CORS_AND_SECURITY_HEADERS = "e61eb60c-9c35-4d20-a928-2b84e02af89c"
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
# What is below these is served to addresses that carry our signature, and to no others.
SIGNED_PATHS = ("/signed/*", "/paid/*")
# Originals as they were uploaded, for their owners.
ORIGINALS_PATH = "/originals/*"
SIGNED_KEPT_SECONDS = 24 * 3600
# CloudFront knows no others, and answers them itself: 403.
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE")


def resources() -> dict[str, Any]:
    """Return the distribution, its right to read the renditions, and the key by which it knows our signature."""
    return {
        **_keys(),
        "SignedCache": _signed_cache(),
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


def _keys() -> dict[str, Any]:
    # A public key is never changed: another one gets a resource of its own.
    key = {"Name": {"Fn::Sub": "${Prefix}edge"}, "EncodedKey": {"Ref": "EdgePublicKey"}, "CallerReference": "1"}
    group = {"Name": {"Fn::Sub": "${Prefix}edge"}, "Items": [{"Ref": "EdgeKey"}]}
    return {
        "EdgeKey": {
            "Type": "AWS::CloudFront::PublicKey",
            "Condition": "HasApi",
            "Properties": {"PublicKeyConfig": key},
        },
        "EdgeKeys": {
            "Type": "AWS::CloudFront::KeyGroup",
            "Condition": "HasApi",
            "Properties": {"KeyGroupConfig": group},
        },
    }


def _signed_cache() -> dict[str, Any]:
    """Let CloudFront keep for a day what no browser may keep for others: it looks at the signature before it serves."""
    parameters = {
        "EnableAcceptEncodingGzip": False,
        "HeadersConfig": {"HeaderBehavior": "none"},
        "CookiesConfig": {"CookieBehavior": "none"},
        # The signature stays out of the cache's key, so that all viewers share what is kept.
        "QueryStringsConfig": {"QueryStringBehavior": "none"},
    }
    config = {
        "Name": {"Fn::Sub": "${Prefix}signed"},
        "MinTTL": SIGNED_KEPT_SECONDS,
        "DefaultTTL": SIGNED_KEPT_SECONDS,
        "MaxTTL": SIGNED_KEPT_SECONDS,
        "ParametersInCacheKeyAndForwardedToOrigin": parameters,
    }
    return {
        "Type": "AWS::CloudFront::CachePolicy",
        "Condition": "HasApi",
        "Properties": {"CachePolicyConfig": config},
    }


def outputs() -> dict[str, Any]:
    """Return the address that people type, and the ids of what signs and purges at it."""
    return {
        "DistributionId": {"Condition": "HasApi", "Value": {"Ref": "Front"}},
        "EdgeKeyId": {"Condition": "HasApi", "Value": {"Ref": "EdgeKey"}},
        "PublicUrl": {
            "Condition": "HasApi",
            "Value": {"Fn::Sub": "https://${Front.DomainName}"},
        },
    }


def _distribution() -> dict[str, Any]:
    return {
        "Enabled": True,
        "Comment": {"Fn::Sub": "${Prefix}front"},
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_100",
        "Origins": [_api(), _bucket("renditions", "RenditionsBucket"), _bucket("originals", "OriginalsBucket")],
        "DefaultCacheBehavior": _behaviour("api"),
        "CacheBehaviors": [
            {"PathPattern": MEDIA_PATH, **_behaviour("renditions")},
            *({"PathPattern": path, **_behaviour("renditions"), **_signed()} for path in SIGNED_PATHS),
            {"PathPattern": ORIGINALS_PATH, **_behaviour("originals"), **_signed(), "CachePolicyId": CACHING_DISABLED},
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


def _bucket(name: str, parameter: str) -> dict[str, Any]:
    return {
        "Id": name,
        "DomainName": {"Fn::Sub": f"${{{parameter}}}.s3.${{AWS::Region}}.${{AWS::URLSuffix}}"},
        "OriginAccessControlId": {"Fn::GetAtt": ["FrontAccess", "Id"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def _signed() -> dict[str, Any]:
    return {"CachePolicyId": {"Ref": "SignedCache"}, "TrustedKeyGroups": [{"Ref": "EdgeKeys"}]}


def _behaviour(origin: str) -> dict[str, Any]:
    if origin != "api":
        return {
            "TargetOriginId": origin,
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": ["GET", "HEAD"],
            "CachePolicyId": CACHING_OPTIMIZED,
            "ResponseHeadersPolicyId": CORS_AND_SECURITY_HEADERS,
        }
    return {
        "TargetOriginId": origin,
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": list(METHODS),
        "CachePolicyId": CACHING_DISABLED,
        "OriginRequestPolicyId": ALL_VIEWER_EXCEPT_HOST,
        "Compress": True,
    }
