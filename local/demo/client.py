"""Use the API as a mobile app does."""

import time
from typing import Any

import requests

from local.demo.community import PASSWORD, Person

SCOPES = "read write follow"
PATIENCE_SECONDS = 300


class App:
    """An app that is registered with the server."""

    def __init__(self, url: str) -> None:
        """Register the app, and get its token for creating accounts."""
        self.url = url
        self.session = requests.Session()
        form = {"client_name": "Rossgram demo", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": SCOPES}
        made = self.call("POST", "/api/v1/apps", data=form)
        self.secrets = {"client_id": made["client_id"], "client_secret": made["client_secret"]}

    def call(self, method: str, path: str, **request: Any) -> Any:
        """Send a request, and return the JSON of its response. Raises HTTPError if it fails."""
        answer = self.session.request(method, self.url + path, timeout=60, **request)
        answer.raise_for_status()
        return answer.json()

    def let_in(self, person: Person) -> "Member":
        """Sign a person in, creating the account first if there is none."""
        known = self.session.get(f"{self.url}/api/v1/accounts/lookup", params={"acct": person.handle}, timeout=60)
        if known.status_code == 200:
            grant = {"grant_type": "password", "username": person.email, "password": PASSWORD}
            return Member(self, person, self._token(**grant))
        own = {"Authorization": f"Bearer {self._token(grant_type='client_credentials')}"}
        form = {
            "username": person.handle,
            "email": person.email,
            "password": PASSWORD,
            "agreement": "true",
            "locale": person.language,
        }
        return Member(self, person, self.call("POST", "/api/v1/accounts", data=form, headers=own)["access_token"])

    def _token(self, **grant: str) -> str:
        answer = self.call("POST", "/oauth/token", data={**self.secrets, "scope": SCOPES, **grant})
        return str(answer["access_token"])


class Member:
    """A person who is signed in."""

    def __init__(self, app: App, person: Person, token: str) -> None:
        self.app, self.person = app, person
        self.headers = {"Authorization": f"Bearer {token}"}
        self.id = str(self.get("/api/v1/accounts/verify_credentials")["id"])

    def get(self, path: str, **parameters: str) -> Any:
        """Send a GET request, and return the JSON of its response."""
        return self.app.call("GET", path, params=parameters, headers=self.headers)

    def post(self, path: str, **request: Any) -> Any:
        """Send a POST request, and return the JSON of its response."""
        headers = self.headers | request.pop("headers", {})
        return self.app.call("POST", path, headers=headers, **request)

    def introduce(self, portrait: bytes) -> None:
        """Set the account's display name, bio, avatar and fields, and who may follow it."""
        form = {"display_name": self.person.name, "note": self.person.note, "locked": str(self.person.private).lower()}
        for number, (name, value) in enumerate(self.person.fields.items()):
            form |= {f"fields_attributes[{number}][name]": name, f"fields_attributes[{number}][value]": value}
        self.post(
            "/api/v1/accounts/update_credentials", data=form, files={"avatar": ("me.webp", portrait, "image/webp")}
        )

    def upload(self, picture: bytes, alt: str) -> str:
        """Upload a photo, wait until it is processed, and return its id."""
        file = {"file": ("photo.webp", picture, "image/webp")}
        media_id = str(self.post("/api/v2/media", data={"description": alt}, files=file)["id"])
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.get(f"/api/v1/media/{media_id}")["url"]:
            if time.monotonic() > deadline:
                raise TimeoutError(f"A photo was not processed within {PATIENCE_SECONDS} s")
            time.sleep(0.25)
        return media_id
