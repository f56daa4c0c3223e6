"""A Stripe that knows nothing of what a test makes up."""

from tests.services.money.selling.conftest import ignorant

__all__ = ["ignorant"]
