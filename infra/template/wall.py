"""Draw AWS WAF before CloudFront, by choice: it costs money while nothing happens."""

import json
from typing import Any

# A web ACL and a rule cost this much a month, and each million requests $0.60.
# https://aws.amazon.com/waf/pricing/
DOLLARS_A_MONTH = 6
# What one address may send in five minutes; AWS takes no less than ten.
WINDOW_SECONDS = 300
# Stripe sends what it has to tell from few addresses, all at once after an outage.
EXEMPT = "/webhooks/"

PARAMETERS: dict[str, Any] = {
    "WallRate": {
        "Type": "Number",
        "Default": "0",
        "Description": "Requests that one address may send in five minutes; 0 makes no WAF.",
    },
    "WallArn": {
        "Type": "String",
        "Default": "",
        "Description": "A web ACL of your own for CloudFront, in place of one that is made here.",
    },
}
CONDITIONS: dict[str, Any] = {
    # AWS makes what stands before CloudFront in one region only.
    "HasWall": {
        "Fn::And": [
            {"Condition": "HasApi"},
            {"Fn::Not": [{"Fn::Equals": [{"Ref": "WallRate"}, "0"]}]},
            {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
            {"Fn::Equals": [{"Ref": "WallArn"}, ""]},
        ]
    },
    "HasWallOfYours": {"Fn::Not": [{"Fn::Equals": [{"Ref": "WallArn"}, ""]}]},
}


def resources() -> dict[str, Any]:
    """Return the web ACL, which lets everything pass but what comes too often from one address."""
    return {
        "Wall": {
            "Type": "AWS::WAFv2::WebACL",
            "Condition": "HasWall",
            "Properties": {
                "Name": {"Fn::Sub": "${Prefix}wall"},
                "Scope": "CLOUDFRONT",
                "DefaultAction": {"Allow": {}},
                "CustomResponseBodies": {
                    "often": {"ContentType": "APPLICATION_JSON", "Content": json.dumps({"error": "Too many requests"})}
                },
                "Rules": [_rate()],
                "VisibilityConfig": _seen("wall"),
            },
        }
    }


def arn() -> dict[str, Any]:
    """Return the web ACL that stands before CloudFront: the operator's, or ours, or none."""
    ours = {"Fn::If": ["HasWall", {"Fn::GetAtt": ["Wall", "Arn"]}, {"Ref": "AWS::NoValue"}]}
    return {"Fn::If": ["HasWallOfYours", {"Ref": "WallArn"}, ours]}


def _rate() -> dict[str, Any]:
    spared = {
        "ByteMatchStatement": {
            "FieldToMatch": {"UriPath": {}},
            "PositionalConstraint": "STARTS_WITH",
            "SearchString": EXEMPT,
            "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
        }
    }
    return {
        "Name": "rate",
        "Priority": 0,
        "Action": {"Block": {"CustomResponse": _refusal()}},
        "Statement": {
            "RateBasedStatement": {
                "AggregateKeyType": "IP",
                "EvaluationWindowSec": WINDOW_SECONDS,
                "Limit": {"Ref": "WallRate"},
                "ScopeDownStatement": {"NotStatement": {"Statement": spared}},
            }
        },
        "VisibilityConfig": _seen("rate"),
    }


def _refusal() -> dict[str, Any]:
    """Return what is said in the app's place, in its words and so that browsers may read it."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "private, no-store",
        "Retry-After": str(WINDOW_SECONDS),
    }
    return {
        "ResponseCode": 429,
        "CustomResponseBodyKey": "often",
        "ResponseHeaders": [{"Name": name, "Value": value} for name, value in headers.items()],
    }


def _seen(name: str) -> dict[str, Any]:
    return {
        "CloudWatchMetricsEnabled": True,
        "MetricName": {"Fn::Sub": f"${{Prefix}}{name}"},
        "SampledRequestsEnabled": True,
    }
