"""Route requests inside the app: API Gateway has only the resources `/` and `/{proxy+}`.

A REST API is limited to 300 resources, and answers unknown paths and methods itself with a 403 that browsers cannot
read. Behind one greedy resource there is no limit, and the app answers unknown paths (404) and methods (405).
"""

import base64
import json
from collections import defaultdict
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import Any

from chalice.app import APIGateway, Chalice, Response, RestAPIEventHandler, RouteEntry

from chalicelib.errors import MethodNotAllowed, NotFound
from chalicelib.handlers import command
from chalicelib.handlers.paths import Paths

GREEDY = "/{proxy+}"
# Which modules handle each path: a cold start imports those of the path that is asked for, and no others.
# `python -m docs.api` writes it from the blueprints.
MODULES = Path(__file__).with_name("routes.json")
# Not OPTIONS: API Gateway answers it without a Lambda.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

Routes = Mapping[str, dict[str, RouteEntry]]


def nothing_here() -> Response:
    """Raise NotFound: the view of API Gateway's two resources, which no routed request reaches."""
    raise NotFound


def resources(api: APIGateway) -> dict[str, dict[str, RouteEntry]]:
    """Return the resources of API Gateway with their methods, in the form that Chalice's Swagger generator expects."""
    found: dict[str, dict[str, RouteEntry]] = {}
    for path, parameters in (("/", []), (GREEDY, ["proxy"])):
        for method in METHODS:
            entry = RouteEntry(nothing_here, "nothing_here", path, method, content_types=["*/*"], cors=api.cors)
            entry.view_args = parameters  # Chalice finds no parameter name in `{proxy+}`.
            found.setdefault(path, {})[method] = entry
    return found


class ShownRoutes(Mapping[str, dict[str, RouteEntry]]):
    """The route table, whose `items` and `values` show the resources of API Gateway instead of the routes.

    Chalice's Swagger generator and validators call `items` and `values`. Registration, Chalice's dispatch and
    `chalice local` look up paths, and get the routes.
    """

    def __init__(self, routes: Routes, api: APIGateway) -> None:
        self._routes, self._api = routes, api

    def __getitem__(self, path: str) -> dict[str, RouteEntry]:
        """Return the methods of a route."""
        return self._routes[path]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of the routes."""
        return iter(self._routes)

    def __len__(self) -> int:
        """Return the number of paths."""
        return len(self._routes)

    def items(self) -> ItemsView[str, dict[str, RouteEntry]]:
        """Return the resources of API Gateway."""
        return resources(self._api).items()

    def values(self) -> ValuesView[dict[str, RouteEntry]]:
        """Return the methods of the resources of API Gateway."""
        return resources(self._api).values()


class RouteTable(Mapping[str, dict[str, RouteEntry]]):
    """The routes by path and method: a look at a path has the modules registered that handle it, and no others."""

    def __init__(self, modules: Mapping[str, Iterable[str]], register: Callable[[str], None]) -> None:
        """Take the names of each path's modules, and what registers the blueprint of one."""
        self._modules, self._register = modules, register
        self._registered: set[str] = set()
        self._found: defaultdict[str, dict[str, RouteEntry]] = defaultdict(dict)
        self._registering = RLock()

    def __getitem__(self, path: str) -> dict[str, RouteEntry]:
        """Return the methods of a path, which has none where no module handles it."""
        with self._registering:
            for name in self._modules.get(path, ()):
                if name not in self._registered:
                    # Noted first: to register is to look at the module's own paths.
                    self._registered.add(name)
                    self._register(name)
            return self._found[path]

    def __contains__(self, path: object) -> bool:
        """Tell whether a path has a route."""
        return path in self._modules

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._modules)

    def __len__(self) -> int:
        """Return the number of paths."""
        return len(self._modules)


class RoutedApp(Chalice):
    """A Chalice app that routes the requests of the greedy resource itself.

    `route_table` holds the routes of the blueprints, by path and method. `routes` is for Chalice's own tools.
    """

    def __init__(self, app_name: str) -> None:
        command.check()
        # Chalice's own handler writes lines that the alarm of the API's errors does not know (infra/template/logs.py).
        super().__init__(app_name, configure_logs=False)
        self.route_table = RouteTable(json.loads(MODULES.read_text()), self._register)
        self.routes = ShownRoutes(self.route_table, self.api)

    def prepare(self, path: str) -> None:
        """Import what answers a path, before it is asked for."""
        self.route_table[path]

    def _register(self, module: str) -> None:
        self.register_blueprint(import_module(f"{__package__}.{module}").bp)

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Answer one event of API Gateway. HEAD gets the response to GET without its body."""
        self.lambda_context = context
        routed = self._routed(event)
        handler = _Dispatch(self.route_table, self.api, self.log, self.debug, self._get_middleware_handlers("http"))
        self.current_request = handler.create_request_object(routed, context)
        response: dict[str, Any] = handler(routed, context)
        is_head = event.get("requestContext", {}).get("httpMethod") == "HEAD"
        return _without_body(response) if is_head else response

    @cached_property
    def paths(self) -> Paths:
        """Return the tree of the routes' paths; all of them are known before their blueprints are."""
        return Paths(self.route_table)

    def _routed(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return an event as API Gateway would send it if each route were a resource of its own.

        `path` is the path as it was sent, without the stage; events of `chalice local` have it in their context.
        """
        asked = event.get("requestContext", {})
        found = self.paths.find(event.get("path") or asked.get("path") or "")
        if found is None:
            return event
        pattern, parameters = found
        method = "GET" if asked.get("httpMethod") == "HEAD" else asked.get("httpMethod")
        context = {**asked, "resourcePath": pattern, "httpMethod": method}
        return {**event, "resource": pattern, "pathParameters": parameters or None, "requestContext": context}


class _Dispatch(RestAPIEventHandler):
    """Chalice's dispatch, which raises our own NotFound or MethodNotAllowed so that the middleware renders them."""

    def _main_rest_api_handler(self, event: dict[str, Any], context: Any) -> Response:
        asked = event.get("requestContext", {})
        if asked.get("resourcePath") not in self.routes:
            raise NotFound
        methods = self.routes[asked["resourcePath"]]
        if asked["httpMethod"] not in methods:
            raise MethodNotAllowed(headers={"Allow": ", ".join(allowed(methods))})
        # Clients send forms, multipart, text or nothing with every method, DELETE included: no route refuses a kind.
        methods[asked["httpMethod"]].content_types = ["*/*"]
        return super()._main_rest_api_handler(event, context)


@cache
def served() -> frozenset[str]:
    """Return the paths that have a route, as their patterns."""
    return frozenset(json.loads(MODULES.read_text()))


def allowed(methods: Iterable[str]) -> list[str]:
    """Return the methods that a path allows, including HEAD and OPTIONS, in alphabetical order."""
    return sorted({*methods, "OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))


def _without_body(response: dict[str, Any]) -> dict[str, Any]:
    """Return the response to HEAD, with the Content-Length of the response to GET (RFC 9110, 9.3.2)."""
    body = response["body"]
    size = len(base64.b64decode(body) if response.get("isBase64Encoded") else body.encode())
    headers = {**response["headers"], "Content-Length": str(size)}
    return {**response, "headers": headers, "body": "", "isBase64Encoded": False}
