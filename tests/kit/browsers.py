"""Use the app as a browser does that shows our web client: with cookies, our header, and an Origin on writes."""

from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.models import base
from chalicelib.schemas.people.door.cookies import SESSION
from tests.kit.client import Client

PATH = "/api/rossgram/v1/session"


class Browser(Client):
    """A client with a jar of cookies; `account` is whom its tab names, where it names somebody."""

    def __init__(self, cookie: str = "") -> None:
        super().__init__()
        self.jar = {SESSION: cookie} if cookie else {}
        self.account = ""
        self.told = ""

    @property
    def cookie(self) -> str:
        """Return the cookie of the session."""
        return self.jar.get(SESSION, "")

    def request(self, method: str, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request as a page of ours does, unless headers say otherwise, and take the cookies it is told."""
        own = {"X-Rossgram": "1", "Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items())}
        if method != "GET":
            own["Origin"] = config.PUBLIC_URL
        if self.account:
            own["X-Rossgram-Account"] = self.account
        headers = {name: value for name, value in (own | dict(kwargs.pop("headers", {}))).items() if value}
        answer = super().request(method, url, *args, headers=headers, **kwargs)
        self.told = answer.headers.get("Set-Cookie", "")
        for one in self.told.split(", "):
            name, _, rest = one.partition("=")
            if "Max-Age=0" in one:
                self.jar.pop(name, None)
            elif name:
                self.jar[name] = rest.partition(";")[0]
        return answer

    def sign_in(self, name: str, password: str, **more: Any) -> requests.Response:
        """Sign an account in."""
        return self.post(PATH, json={"username": name, "password": password, **more})

    def here(self) -> list[str]:
        """Return the handles of who is signed in, the default first."""
        return [account["acct"] for account in self.get(PATH).json()["accounts"]]

    def works(self) -> bool:
        """Tell whether the session opens what only its account may see."""
        return self.get("/api/v1/accounts/verify_credentials").status_code == 200


def other(browser: Browser) -> Browser:
    """Return another tab, or a thief, with the cookie of this moment."""
    return Browser(browser.cookie)


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = base.clock()
        monkeypatch.setattr(base, "clock", lambda: self.at)

    def wait(self, seconds: float) -> None:
        self.at += seconds
