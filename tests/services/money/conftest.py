"""One local Stripe for the tests of money's services."""

from tests.handlers.money.conftest import local, shop

__all__ = ["local", "shop"]
