"""Send real `requests` through the HTTP door of the app, in this process, as API Gateway would."""

import io
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from chalice.config import Config
from chalice.local import LocalGateway, LocalGatewayException
from requests.adapters import BaseAdapter

from chalicelib import config


class GatewayAdapter(BaseAdapter):
    """A transport for `requests` that hands each request to the app instead of a socket."""

    def __init__(self, gateway: LocalGateway) -> None:
        """Take Chalice's own stand-in for API Gateway."""
        super().__init__()
        self.gateway = gateway

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Answer one request."""
        parts = urlsplit(request.url or "")
        path = str(parts.path) + (f"?{parts.query}" if parts.query else "")
        body = request.body.encode() if isinstance(request.body, str) else request.body
        headers = {name.lower(): _text(value) for name, value in request.headers.items()}
        try:
            answer = self.gateway.handle_request(request.method, path, headers, body)
        except LocalGatewayException as refused:
            answer = {"statusCode": refused.CODE, "headers": dict(refused.headers), "body": refused.body}
        return self._response(request, answer)

    def _response(self, request: requests.PreparedRequest, answer: dict[str, Any]) -> requests.Response:
        response = requests.Response()
        response.status_code = answer["statusCode"]
        response.reason = HTTPStatus(response.status_code).phrase
        response.headers.update(answer.get("headers") or {})
        for name, values in (answer.get("multiValueHeaders") or {}).items():
            response.headers[name] = ", ".join(values)
        body = answer.get("body") or b""
        response.raw = io.BytesIO(body.encode() if isinstance(body, str) else body)
        response.url, response.request, response.connection = request.url or "", request, self  # type: ignore[assignment]
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        return response

    def close(self) -> None:
        """Nothing is open."""


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


class Client(requests.Session):
    """A `requests` session whose relative URLs reach the app; `token` is sent with every request.

    Redirects are not followed unless asked for, so that a test sees them.
    """

    def __init__(self, token: str | None = None) -> None:
        """Open a client, signed in where a token is given."""
        super().__init__()
        self.trust_env = False
        self.mount(config.PUBLIC_URL, GatewayAdapter(gateway()))
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, url: str | bytes, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """Send a GET to a path of the API; `requests` would follow its redirects by itself."""
        return super().get(url, **{"allow_redirects": False, **kwargs})

    def request(self, method: str, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request to a path of the API."""
        kwargs.setdefault("allow_redirects", False)
        return super().request(method, urljoin(config.PUBLIC_URL, _text(url)), *args, **kwargs)


_gateways: list[LocalGateway] = []


def gateway() -> LocalGateway:
    """Return the app behind Chalice's stand-in for API Gateway."""
    if not _gateways:
        from app import app

        _gateways.append(LocalGateway(app, Config.create(lambda_timeout=60)))
    return _gateways[0]
