"""Draw the headers that CloudFront adds to what the app and the buckets answer."""

from collections.abc import Mapping
from typing import Any

from infra import edge

# Where a presigned form goes: S3 has both addresses, and says which in the form.
UPLOADS = " ".join(f"https://${{OriginalsBucket}}.s3.{place}${{AWS::URLSuffix}}" for place in ("", "${AWS::Region}."))


Headers = Mapping[str, edge.Header]


def policy(name: str, told: Headers = edge.HEADERS, **more: dict[str, Any]) -> dict[str, Any]:
    """Return a policy of response headers, with `more` parts than the security headers that are told.

    CloudFront has a place of its own for each of these headers, and takes them nowhere else.
    """
    config = {
        "Name": {"Fn::Sub": f"${{Prefix}}{name}"},
        "SecurityHeadersConfig": _security(told),
        "RemoveHeadersConfig": {"Items": [{"Header": header} for header in edge.REMOVED_HEADERS]},
        **more,
    }
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Condition": "HasApi",
        "Properties": {"ResponseHeadersPolicyConfig": config},
    }


def cross_origin() -> dict[str, Any]:
    """Let pages of other sites read photos; the app speaks for itself."""
    return {
        "AccessControlAllowCredentials": False,
        "AccessControlAllowHeaders": {"Items": ["*"]},
        "AccessControlAllowMethods": {"Items": list(edge.CROSS_ORIGIN_METHODS)},
        "AccessControlAllowOrigins": {"Items": ["*"]},
        "AccessControlMaxAgeSec": edge.PREFLIGHT_SECONDS,
        "OriginOverride": True,
    }


def _security(headers: Headers) -> dict[str, Any]:
    told: dict[str, Any] = {name: header.value for name, header in headers.items()}
    if "{uploads}" in told["Content-Security-Policy"]:
        told["Content-Security-Policy"] = {"Fn::Sub": told["Content-Security-Policy"].format(uploads=UPLOADS)}
    places: dict[str, tuple[str, dict[str, Any]]] = {
        edge.HSTS: (
            "StrictTransportSecurity",
            {"AccessControlMaxAgeSec": edge.HSTS_SECONDS, "IncludeSubdomains": False, "Preload": False},
        ),
        # It has no value to choose.
        "X-Content-Type-Options": ("ContentTypeOptions", {}),
        "Referrer-Policy": ("ReferrerPolicy", {"ReferrerPolicy": told["Referrer-Policy"]}),
        "X-Frame-Options": ("FrameOptions", {"FrameOption": told["X-Frame-Options"]}),
        "Content-Security-Policy": (
            "ContentSecurityPolicy",
            {"ContentSecurityPolicy": told["Content-Security-Policy"]},
        ),
    }
    return {
        place: {**value, "Override": headers[name].overrides}
        for name, (place, value) in places.items()
        if name in headers
    }
