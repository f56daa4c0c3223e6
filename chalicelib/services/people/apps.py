"""Register the clients that people may authorize."""

from dataclasses import dataclass

from chalicelib import config
from chalicelib.models.people.apps import App, new_secret
from chalicelib.models.safety.limits import Limit

WINDOW = 10 * 60


@dataclass(frozen=True)
class Registered:
    """A new app, with the secret that nobody will see again."""

    app: App
    secret: str


def register(name: str, website: str | None, redirect_uris: list[str], scopes: list[str], address: str) -> Registered:
    """Register an app, or raise TooManyRequests where this address has registered too many."""
    Limit.hit(f"apps:{address}", config.APPS_PER_ADDRESS, WINDOW)
    secret = new_secret()
    app = App.create(name, website, redirect_uris, list(dict.fromkeys(scopes)), secret)
    return Registered(app, secret)
