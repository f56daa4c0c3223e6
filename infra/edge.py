"""Say which path goes where, and what CloudFront and API Gateway refuse, limit and keep: the one table of the edge.

CloudFront is drawn from it (`infra/template/front.py`), and the local stack obeys it (`local/front.py`,
`local/gateway.py`): what one allows, the other allows too. How large a body may be, the app has to tell people, so that
stands in `chalicelib/schemas/uploads.py`.
"""

import re
from fnmatch import fnmatchcase
from typing import NamedTuple

from chalicelib.schemas.links import screens

# Who answers. The files of the web client lie in a folder of the renditions' bucket.
API, WEB, RENDITIONS, ORIGINALS = "api", "web", "renditions", "originals"
BUCKETS = (RENDITIONS, ORIGINALS)

# CloudFront allows one of three sets of methods, of which these are two, and refuses others with a page of its own.
# https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE")
READING = ("GET", "HEAD", "OPTIONS")
# What a page of another site may ask of a photo; OPTIONS is how its browser asks whether it may.
CROSS_ORIGIN_METHODS = ("GET", "HEAD")
PREFLIGHT_SECONDS = 86_400

# How long CloudFront keeps answers: not at all; as their origin says; seconds, where the app says so, for whoever sends
# the same headers below, cookies and query; the same for everybody, since neither of these reaches the app; or a day,
# whatever the origin says to browsers.
NEVER, AS_TOLD, BRIEFLY, FOR_ALL, SIGNED = "never", "as told", "briefly", "for all", "signed"
MOST_BRIEF_SECONDS = 10
SIGNED_KEPT_SECONDS = 24 * 3600
# The app decides by these whether an answer is for all (handlers/keeping.py); Cookie is the other, of which all count.
BRIEFLY_BY_HEADERS = ("Authorization",)

# What comes in plain HTTP is refused where a secret may have come with it, and else led to the address with https.
HTTPS_ONLY, REDIRECT = "https-only", "redirect-to-https"


class Behaviour(NamedTuple):
    """How CloudFront treats the paths that match a pattern.

    `is_signed` tells that it serves addresses that carry our signature and no others; `is_client` that what the app
    answers is the page of the web client, to which its policy applies.
    """

    path: str
    origin: str
    methods: tuple[str, ...] = METHODS
    keeps: str = NEVER
    scheme: str = HTTPS_ONLY
    is_signed: bool = False
    is_client: bool = False


def _page(path: str, *, is_client: bool = True) -> Behaviour:
    """Return how what links lead to is treated: it is drawn for nobody in particular, and asked for by machines."""
    return Behaviour(path, API, READING, FOR_ALL, REDIRECT, is_client=is_client)


MEDIA_PATH = "/media/*"
SIGNED_PATHS = ("/signed/*", "/paid/*")
# Originals as they were uploaded, for their owners.
ORIGINALS_PATH = "/originals/*"

# The first pattern that matches decides.
BEHAVIOURS = (
    Behaviour(MEDIA_PATH, RENDITIONS, READING, AS_TOLD, REDIRECT),
    *(Behaviour(path, RENDITIONS, READING, SIGNED, REDIRECT, is_signed=True) for path in SIGNED_PATHS),
    Behaviour(ORIGINALS_PATH, ORIGINALS, READING, NEVER, REDIRECT, is_signed=True),
    # The door of paid photos and of originals: it leads to the signed paths.
    Behaviour("/api/rossgram/v1/media/*", API),
    Behaviour("/api/*", API, keeps=BRIEFLY),
    Behaviour("/oauth/*", API),
    Behaviour("/.well-known/*", API, keeps=BRIEFLY),
    Behaviour("/webhooks/*", API),
    Behaviour("/health", API),
    # Pages that a payment begins with and comes back to.
    Behaviour("/unlock/*", API, scheme=REDIRECT),
    Behaviour("/checkout/*", API, scheme=REDIRECT),
    _page("/robots.txt", is_client=False),
    _page("/sitemap.xml", is_client=False),
    # What a secret link leads to.
    Behaviour("/s/*", API, scheme=REDIRECT),
    # Pages of other sites show it in frames, so it has a policy of its own.
    _page("/@*/embed", is_client=False),
    *(_page(path) for path in ("/@*", "/tags/*", "/campaigns/*", "/places/*", "/about", "/privacy", "/terms")),
)
DEFAULT = Behaviour("*", WEB, READING, AS_TOLD, REDIRECT)
# Newer copies of the page say 75; older ones, and Service Quotas, say 25, which is safe.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
MOST_BEHAVIOURS = 25


# The web client is one page: what names no file is an address within it, and is missing where it is none of those that
# the client knows: then the page comes with the status 404. Its files carry a hash of what is in them, so
# browsers keep them for good; the page names them, and is asked for each time.
WEB_FOLDER, WEB_PAGE, MISSING_PAGE = "/web", "/index.html", "/missing.html"
WEB_FILE = r"\.[a-z0-9]+$"
HASHED = "/assets/"
FOR_GOOD, EACH_TIME = "public, max-age=31536000, immutable", "no-cache"


class Header(NamedTuple):
    """What CloudFront says in a header, and whether it says so in place of the origin."""

    value: str
    overrides: bool = False


HSTS = "Strict-Transport-Security"
# A year of https and nothing else for this host; what else lies below its domain is its operator's.
HSTS_SECONDS = 365 * 24 * 3600
# Pages bring their own policies, which are stricter; nothing of ours is shown in a frame of another site.
HEADERS = {
    HSTS: Header(f"max-age={HSTS_SECONDS}", overrides=True),
    "X-Content-Type-Options": Header("nosniff", overrides=True),
    "Referrer-Policy": Header("strict-origin-when-cross-origin"),
    "X-Frame-Options": Header("DENY"),
    "Content-Security-Policy": Header("frame-ancestors 'none'"),
}
# What the web client may load, run and send, where `{uploads}` is the bucket that takes photos. Scripts put no text
# into a page but by Svelte's own policy (Trusted Types).
WEB_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self' {uploads}",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self' https://checkout.stripe.com",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default svelte-trusted-html worker",
    )
)
WEB_HEADERS = HEADERS | {"Content-Security-Policy": Header(WEB_POLICY, overrides=True)}
# What tells which software answers; CloudFront then says `Server: CloudFront`.
REMOVED_HEADERS = ("Server", "X-Powered-By")

# CloudFront refuses a longer address with 413, and a GET that has a body with 403. Its quotas say "Maximum length of a
# URL: 8,192 bytes", and 20,480 bytes for a request without its body (read in a stored copy in November 2026).
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
LONGEST_URL = 8_192
# What API Gateway takes of the request line and the values of the headers. The copy of its page that was read then has
# 10,240 characters for a regional API's URL, and breaks off at "Total comb…"; that of HTTP APIs goes on: "Total
# combined size of request line and header values: 10240 bytes", which cannot be raised.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
LARGEST_HEAD = 10_240
# How many requests a second API Gateway lets through to the app, and how many at once, unless a stage says otherwise;
# AWS allows 10,000 and 5,000 in an account. One more is answered with 429. The local stack lets all through.
API_RATE, API_BURST = 1_000, 1_000
# How long API Gateway waits for the app, and CloudFront a little longer for API Gateway, so that it is not CloudFront
# whose page answers.
ANSWER_SECONDS, ORIGIN_SECONDS = 29, 30

# CloudFront keeps failures for ten seconds unless told otherwise, whatever the app says of most of them. It is told for
# each status that it can be told for, and no page of CloudFront's stands in for the app's answer.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
FAILURES = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
FAILURES_KEPT_SECONDS = 0


def is_missing(path: str) -> bool:
    """Tell whether a path of the web client's names neither a file nor a screen."""
    return path == MISSING_PAGE or (not re.search(WEB_FILE, path) and not screens.is_screen(path))


def behaviour_of(path: str) -> Behaviour:
    """Return the behaviour that decides for a path, which has no `.` and `..` in it."""
    return next((one for one in BEHAVIOURS if fnmatchcase(path, one.path)), DEFAULT)


def headers_of(behaviour: Behaviour) -> dict[str, Header]:
    """Return the headers that are added to what a behaviour answers."""
    return WEB_HEADERS if behaviour.origin == WEB or behaviour.is_client else HEADERS
