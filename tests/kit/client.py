"""Send HTTP requests to the app with `requests`, in this process, through a stand-in for API Gateway."""

import io
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import BaseAdapter

from chalicelib import config
from local.answers import Answer
from local.gateway import Gateway
from tests.kit.contract import contract


class GatewayAdapter(BaseAdapter):
    """A transport adapter of `requests` that sends each request to the app instead of a socket."""

    def __init__(self, gateway: Gateway) -> None:
        """Use the same stand-in for API Gateway as the local front."""
        super().__init__()
        self.gateway = gateway

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Return the app's response to a request."""
        parts = urlsplit(request.url or "")
        target = str(parts.path) + (f"?{parts.query}" if parts.query else "")
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        assert isinstance(body, bytes), "API Gateway takes no streams"
        headers = {name.lower(): _text(value) for name, value in request.headers.items()}
        response = self._response(request, self.gateway.answer(request.method or "GET", target, headers, body))
        status, told = response.status_code, response.headers
        faults = contract().faults(request.method or "GET", target, status, told, response.content)
        assert not faults, faults
        return response

    def _response(self, request: requests.PreparedRequest, answer: Answer) -> requests.Response:
        response = requests.Response()
        response.status_code = answer.status
        response.reason = HTTPStatus(answer.status).phrase
        for name, value in answer.headers:
            response.headers[name] = f"{response.headers[name]}, {value}" if name in response.headers else value
        response.raw = io.BytesIO(b"".join(answer.body))
        response.url, response.request, response.connection = request.url or "", request, self  # type: ignore[assignment]
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        return response

    def close(self) -> None:
        """Do nothing: no connection is open."""


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


class Client(requests.Session):
    """A `requests` session whose relative URLs go to the app; `token` is sent with every request.

    Redirects are not followed by default, so that a test sees them.
    """

    def __init__(self, token: str | None = None) -> None:
        super().__init__()
        self.trust_env = False
        self.mount(config.PUBLIC_URL, GatewayAdapter(gateway()))
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, url: str | bytes, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """Send a GET to a path of the API; unlike that of `requests`, it does not follow redirects."""
        return super().get(url, **{"allow_redirects": False, **kwargs})

    def request(self, method: str, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request to a path of the API."""
        kwargs.setdefault("allow_redirects", False)
        return super().request(method, urljoin(config.PUBLIC_URL, _text(url)), *args, **kwargs)


@cache
def gateway() -> Gateway:
    """Return the app behind the local stand-in for API Gateway."""
    from app import app

    return Gateway(app)
