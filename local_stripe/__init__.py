"""A local stand-in for Stripe's HTTP API: stateful, with a Checkout page, signed webhooks and a clock that moves.

docs/local-stripe.md says what it covers. It runs by itself, with `python -m local_stripe`.
"""

API_VERSION = "2026-10-28.endive"
