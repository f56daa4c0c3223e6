"""Stand in for Stripe's HTTP API: stateful, with a Checkout page, signed webhooks and a clock that can be moved.

README.md says how to run it and what it covers.
"""

__version__ = "1.2.0"
API_VERSION = "2026-10-28.endive"
