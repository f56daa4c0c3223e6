"""Draw the headers that CloudFront adds to what the app and the buckets answer."""

from typing import Any

from infra import edge


def policy(name: str, **more: dict[str, Any]) -> dict[str, Any]:
    """Return a policy of response headers, with `more` parts than the security headers of the table.

    CloudFront has a place of its own for each of these headers, and takes them nowhere else.
    """
    config = {
        "Name": {"Fn::Sub": f"${{Prefix}}{name}"},
        "SecurityHeadersConfig": _security(),
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


def _security() -> dict[str, Any]:
    told = {name: header.value for name, header in edge.HEADERS.items()}
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
        place: {**value, "Override": edge.HEADERS[name].overrides}
        for name, (place, value) in places.items()
        if name in edge.HEADERS
    }
