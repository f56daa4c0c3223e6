"""Draw what CloudFront keeps, how long, and for whom."""

from typing import Any

from infra import edge

NONE = {"HeaderBehavior": "none"}


def signed() -> dict[str, Any]:
    """Let CloudFront keep for a day what no browser may keep for others: it looks at the signature before it serves."""
    kept = edge.SIGNED_KEPT_SECONDS
    # The signature stays out of the cache's key, so that all viewers share what is kept.
    return _policy("signed", (kept, kept, kept), headers=(), counts="none", is_text=False)


def brief() -> dict[str, Any]:
    """Let CloudFront keep for seconds what the app says is for all; what it does not say so of is not kept at all."""
    # With 0 as the least, CloudFront obeys `private` and `no-store`.
    return _policy(
        "brief", (0, 0, edge.MOST_BRIEF_SECONDS), headers=edge.BRIEFLY_BY_HEADERS, counts="all", is_text=True
    )


def of_pages() -> dict[str, Any]:
    """Let CloudFront keep for seconds what links lead to, and forward nothing of who asks: no header, cookie, query."""
    return _policy("pages", (0, 0, edge.MOST_BRIEF_SECONDS), headers=(), counts="none", is_text=True)


def _policy(
    name: str, seconds: tuple[int, int, int], headers: tuple[str, ...], counts: str, *, is_text: bool
) -> dict[str, Any]:
    """Return a policy: the least, usual and most seconds, and which headers, and whether cookies and queries, count."""
    least, usual, most = seconds
    key: dict[str, Any] = {
        "EnableAcceptEncodingGzip": is_text,
        "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": list(headers)} if headers else NONE,
        "CookiesConfig": {"CookieBehavior": counts},
        "QueryStringsConfig": {"QueryStringBehavior": counts},
    }
    if is_text:
        key["EnableAcceptEncodingBrotli"] = True
    config = {
        "Name": {"Fn::Sub": f"${{Prefix}}{name}"},
        "MinTTL": least,
        "DefaultTTL": usual,
        "MaxTTL": most,
        "ParametersInCacheKeyAndForwardedToOrigin": key,
    }
    return {
        "Type": "AWS::CloudFront::CachePolicy",
        "Condition": "HasApi",
        "Properties": {"CachePolicyConfig": config},
    }
