"""Know the keys of Stripe: from the environment on a developer's machine, from the secret store on a stage."""

from chalicelib import config
from chalicelib.gateways import secrets

KEY, SECRET = "STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET"


def api_key() -> str:
    """Return the secret key of our Stripe account, empty where no money is taken."""
    return config.STRIPE_API_KEY or secrets.read(KEY)


def takes_money() -> bool:
    """Tell whether this stage has a Stripe account."""
    return bool(api_key())


def webhook_secrets() -> list[str]:
    """Return the secrets of the webhook endpoints: two endpoints have one each, and one that is rotated has two."""
    return config.STRIPE_WEBHOOK_SECRETS or [part.strip() for part in secrets.read(SECRET).split(",") if part.strip()]
