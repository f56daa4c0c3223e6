"""Say what CloudFront may keep of an answer: nothing, unless its route is marked and nobody in particular asked.

CloudFront has `Authorization`, every cookie and the query in the key of what it keeps, and otherwise does as it is told
here. What it keeps is at most 5 s old, also while the app is out of reach: `must-revalidate` and `stale-if-error=0` end
what CloudFront would serve then.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
"""

from collections.abc import Callable
from functools import wraps

from chalice.app import Request, Response

KEPT_SECONDS = 5
# A browser keeps nothing: it would show somebody what they did a moment ago as not done.
BRIEFLY = f"public, max-age=0, s-maxage={KEPT_SECONDS}, must-revalidate, stale-if-error=0"
NOWHERE = "private, no-store"
# Who asks with one of these is somebody.
PERSONAL = ("Authorization", "Cookie")

View = Callable[..., Response]


def same_for_all(view: View) -> View:
    """Mark a view that answers all readers without a token alike, by its path and its query and nothing else."""

    @wraps(view)
    def marked(**parts: str) -> Response:
        response = view(**parts)
        response.headers["Cache-Control"] = BRIEFLY
        return response

    marked.is_same_for_all = True  # type: ignore[attr-defined]
    return marked


def settle(request: Request, response: Response) -> None:
    """Let an answer say who may keep it: CloudFront, where a marked view answers nobody in particular; or nobody.

    A view may keep its answer from all but the browser that asked; whatever else it says of caches does not count.
    """
    headers = response.headers
    told = [str(headers.pop(name)) for name in list(headers) if name.lower() == "cache-control"]
    if told == [BRIEFLY] and _is_for_all(request, response):
        headers["Vary"] = ", ".join(PERSONAL)
        headers["Cache-Control"] = BRIEFLY
    else:
        is_private = len(told) == 1 and told[0].startswith(("private", "no-store"))
        headers["Cache-Control"] = told[0] if is_private else NOWHERE


def _is_for_all(request: Request, response: Response) -> bool:
    is_anonymous = not any(name in request.headers for name in PERSONAL)
    is_plain = response.status_code in (200, 304) and "set-cookie" not in {name.lower() for name in response.headers}
    return is_anonymous and is_plain and request.method == "GET"
