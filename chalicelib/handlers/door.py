"""Read requests and write responses in the API's format: shared by all handlers."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from chalice.app import CORSConfig, Request, Response

from chalicelib import config, deadline
from chalicelib.errors import BadRequest, Forbidden, RossgramError, Unauthorized, Unprocessable
from chalicelib.handlers import body, callers, keeping, limits
from chalicelib.handlers.keeping import View
from chalicelib.models.filling import Filled
from chalicelib.schemas.refusals import render_refusal, render_unrouted
from chalicelib.services.limits import announced, tightest
from chalicelib.services.people import oauth
from chalicelib.services.people.oauth import Caller

# body.read parses JSON, urlencoded and multipart. Chalice refuses to deploy a route that names a binary type
# (multipart must be one) together with others; this wildcard matches all of them.
ANY_FORM = ["*/*"]
JSON = "application/json; charset=utf-8"
EXPOSED = ["Link", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"]
# What an account may ask that has to confirm its address first.
UNCONFIRMED = (
    "/api/v1/emails/confirmations",
    "/api/v1/emails/check_confirmation",
    "/api/v1/apps/verify_credentials",
    "/api/rossgram/v1/email",
)
CORS = CORSConfig("*", ["Authorization", "Content-Type", "Idempotency-Key"], max_age=86400, expose_headers=EXPOSED)

log = logging.getLogger(__name__)


def answers(told: str | dict[int, str]) -> Callable[[View], View]:
    """Name what a view answers where no render function does: an entity, a list of it, or one for each status."""

    def mark(view: View) -> View:
        view.answers = {200: told} if isinstance(told, str) else told  # type: ignore[attr-defined]
        return view

    return mark


def fields(request: Request) -> dict[str, Any]:
    """Return the parameters of a request from its query string and its body; the body takes precedence."""
    given = body.read_query(request.query_params)
    try:
        return given | body.read(request)
    except BadRequest:
        # What to delete stands in the path; clients send along whatever their library makes of nothing.
        if request.method != "DELETE":
            raise
        return given


def json_response(entity: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return an entity as a JSON response."""
    text = json.dumps(entity, ensure_ascii=False, separators=(",", ":"))
    return Response(body=text, status_code=status, headers={"Content-Type": JSON, **(headers or {})})


def page_response(request: Request, entities: Any, newest: str, oldest: str, has_more: bool) -> Response:
    """Return a page of a list with its `Link` header: next (older, only if there is more) and prev (newer).

    The cursors are those of the page's first and last rows, which are not always the entities' ids. A list without
    `newest` can only be paged towards older rows.
    """
    links = [f'<{_page_url(request, max_id=oldest)}>; rel="next"'] if has_more else []
    if newest:
        links.append(f'<{_page_url(request, min_id=newest)}>; rel="prev"')
    return json_response(entities, headers={"Link": ", ".join(links)} if links else {})


def rows_response(request: Request, entities: Sequence[Any], ids: Sequence[str], has_more: bool) -> Response:
    """Return a page of a list whose rows have these ids, the first of which is the newest."""
    return page_response(request, entities, ids[0] if ids else "", ids[-1] if ids else "", has_more)


def filled_response(request: Request, entities: Any, filled: Filled[Any]) -> Response:
    """Return a page whose rows are not all shown (`models.filling`)."""
    return page_response(request, entities, filled.newest, filled.oldest, filled.has_more)


def offset_response(request: Request, entities: Sequence[Any], following: int | None) -> Response:
    """Return a part of a list that is counted from its beginning, with its `Link` where the next one begins."""
    links = {} if following is None else {"Link": f'<{_page_url(request, offset=str(following))}>; rel="next"'}
    return json_response(entities, headers=links)


def _page_url(request: Request, **cursor: str) -> str:
    given = request.query_params
    names = [name for name in given or () if name not in {"max_id", "min_id", "since_id", "cursor", *cursor}]
    kept = [(name, value) for name in names for value in given.getlist(name)]
    path = request.path.format(**{name: quote(value, safe="") for name, value in (request.uri_params or {}).items()})
    return f"{config.PUBLIC_URL}{path}?" + urlencode([*kept, *cursor.items()])


def bearer(request: Request) -> str:
    """Return the access token that a request brings, and nothing where it brings none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return str(token).strip() if scheme.lower() == "bearer" else ""


def visitor(request: Request) -> Caller | None:
    """Return who calls by an access token or our own cookie, or None if neither is sent. One that is must be valid."""
    token = bearer(request)
    found = oauth.verify(token) if token else _by_cookie(request)
    if found is None:
        return None
    if found.waits and request.path not in UNCONFIRMED:
        raise Forbidden(found.waits)
    if found.account_id is not None:
        limits.count_account(request, found.account_id)
    return found


def _by_cookie(request: Request) -> Caller | None:
    """Return who calls with our own cookie; apps send none, and a cold start for them loads nothing of it."""
    if "cookie" not in request.headers:
        return None
    from chalicelib.schemas.people.door import cookies  # noqa: PLC0415

    return cookies.caller(request)


def viewer_id(request: Request, scope: str = "read") -> str | None:
    """Return the id of the account that is viewing, or None for a viewer who is not signed in."""
    found = visitor(request)
    if found is None or found.account_id is None:
        return None
    if not found.may(scope):
        raise Forbidden
    return found.account_id


def client_app(request: Request, scope: str) -> Caller:
    """Return the calling app; its token may belong to no account."""
    found = visitor(request)
    if found is None:
        raise Unauthorized
    if not found.may(scope):
        raise Forbidden
    return found


def caller_id(request: Request, scope: str) -> str:
    """Return the id of the calling account; its token must cover the scope."""
    return calling_account(request, scope)[0]


def own_session(request: Request, scope: str) -> tuple[str, str]:
    """Return the ids of the calling account and of the session that it calls with; the token must cover the scope."""
    account_id, caller = calling_account(request, scope)
    return account_id, caller.session_id


def calling_account(request: Request, scope: str) -> tuple[str, Caller]:
    """Return the id of the calling account, and how it calls; the token must cover the scope."""
    found = client_app(request, scope)
    if found.account_id is None:
        raise Unprocessable("This method requires an authenticated user")
    return found.account_id, found


def speak_dialect(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Turn every error into the API's error entity, and add the CORS headers (an HTTP middleware)."""
    with announced() as standings:
        try:
            with deadline.of_request():
                callers.check_edge(event)
                limits.count_address(event, callers.address)
                response = get_response(event)
        except RossgramError as error:
            if error.status >= 500:
                log.error("%s for %s: %s", error.status, event.path, type(error).__name__, exc_info=True)
            response = json_response(render_refusal(error), error.status, error.headers)
    for name, value in tightest(standings, is_refused=response.status_code == 429).items():
        response.headers.setdefault(name, value)
    if response.status_code >= 400 and isinstance(response.body, dict) and "Message" in response.body:
        told = render_unrouted(response.body.get("Code", ""), response.body["Message"])
        response = json_response(told, response.status_code, _plain(response.headers))
    response.headers.setdefault("Access-Control-Allow-Origin", "*")
    response.headers.setdefault("Access-Control-Expose-Headers", ",".join(EXPOSED))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    keeping.settle(event, response)
    return response


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() != "content-type"}
