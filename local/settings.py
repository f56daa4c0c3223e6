"""Read the settings of `make run`, and define the environment of its child processes."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from local.folder import Notes
from local.problems import Problem

ROOT = Path(__file__).resolve().parents[1]
REGION = "us-east-1"
ACCESS_KEY = "rossgram-local"
# Variables of a deployment must not leak in from the shell that starts the local stack.
NOT_OURS = (
    *("AWS_", "MINISTACK_", "PREFIX", "ORIGINALS_BUCKET", "RENDITIONS_BUCKET", "TRUSTED_PROXIES", "BOTO_CONFIG"),
    *("STRIPE_", "MAIL_FROM", "LOCAL_CLOCK", "EDGE_", "DISTRIBUTION_ID", "SEALING_"),
)


@dataclass(frozen=True)
class StripeKeys:
    """The secret key of a Stripe account, and the secret of its webhooks."""

    api_key: str
    webhook_secret: str


@dataclass(frozen=True)
class Settings:
    """The settings of one run: its port, its data folder, whether to create the demo community.

    `stripe` are the keys of a real account in test mode; without them the stack starts a local Stripe.
    """

    port: int
    data: Path
    wants_demo: bool
    stripe: StripeKeys | None = None

    @property
    def public_url(self) -> str:
        """Return the public address."""
        return f"http://localhost:{self.port}"

    @property
    def stripe_data(self) -> Path:
        """Return the folder of the local Stripe."""
        return self.data / "stripe"

    @property
    def logs(self) -> Path:
        """Return the folder of the children's logs."""
        return self.data / "logs"


def read() -> Settings:
    """Return the settings of this run from PORT, DATA, DEMO and the keys of Stripe."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Problem(f"PORT must be a number from 1 to 65535, not {port!r}.")
    data = Path(os.environ.get("DATA") or ROOT / ".local").expanduser().absolute()
    wants_demo = os.environ.get("DEMO", "1").lower() not in {"0", "no", "false", "off"}
    return Settings(int(port), data, wants_demo, _read_stripe_keys())


def _read_stripe_keys() -> StripeKeys | None:
    api_key = os.environ.get("STRIPE_API_KEY", "").strip()
    secret = os.environ.get("STRIPE_WEBHOOK_SECRET", "").strip()
    if "_live_" in api_key:
        raise Problem("STRIPE_API_KEY is a live key, and `make run` never moves real money; use sk_test_….")
    if bool(api_key) != bool(secret):
        raise Problem("STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET go together; set both, or none for the local Stripe.")
    if not api_key:
        return None
    if not api_key.startswith(("sk_test_", "rk_test_")):
        raise Problem("STRIPE_API_KEY must be a secret key of Stripe's test mode, sk_test_….")
    if not all(one.startswith("whsec_") for one in secret.split(",")):
        raise Problem("STRIPE_WEBHOOK_SECRET must be the secret of a webhook endpoint, whsec_….")
    return StripeKeys(api_key, secret)


def child_environment(settings: Settings, notes: Notes) -> dict[str, str]:
    """Return the environment of the API, the worker and the demo: with the local AWS, never a real account."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return (
        kept
        | _stripe_environment(settings, notes)
        | {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{notes.aws_port}",
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": notes.aws_secret,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            # A proxy for the internet cannot reach the ports of this machine.
            "NO_PROXY": "localhost,127.0.0.1,::1",
            "no_proxy": "localhost,127.0.0.1,::1",
            "STAGE": "local",
            "PUBLIC_URL": settings.public_url,
            "EDGE_PRIVATE_KEY": notes.edge_key,
            "EDGE_KEY_ID": "local",
            "VAPID_PRIVATE_KEY": notes.push_key,
            "SEALING_KEYS": notes.sealing_key,
            # The front and the app are one process, so another one at each start is as good.
            "EDGE_PROOF": secrets.token_urlsafe(32),
            "ALLOW_PASSWORD_GRANT": "1",
            # The front shows them.
            "MAILS_DIR": str(settings.data / "mails"),
            # All local clients share one IP address, so the limit must be high.
            "SIGN_UPS_PER_ADDRESS": "10000",
            "APPS_PER_ADDRESS": "10000",
            "PYTHONUNBUFFERED": "1",
        }
    )


def _stripe_environment(settings: Settings, notes: Notes) -> dict[str, str]:
    """Return the variables for reaching Stripe, and for reading the local Stripe's clock."""
    if settings.stripe:
        return {"STRIPE_API_KEY": settings.stripe.api_key, "STRIPE_WEBHOOK_SECRET": settings.stripe.webhook_secret}
    return {
        "STRIPE_URL": f"http://127.0.0.1:{notes.stripe_port}",
        "STRIPE_API_KEY": notes.stripe_key,
        "STRIPE_WEBHOOK_SECRET": notes.stripe_secret,
        "LOCAL_CLOCK": str(settings.stripe_data),
    }


def local_stripe_environment(settings: Settings, notes: Notes) -> dict[str, str]:
    """Return the variables that only the local Stripe gets; local_stripe/__main__.py reads them."""
    return {
        "PORT": str(notes.stripe_port),
        "DATA": str(settings.stripe_data),
        "WEBHOOK_URL": f"http://127.0.0.1:{settings.port}/webhooks/stripe",
        "WEBHOOK_SECRET": notes.stripe_secret,
        "API_KEY": notes.stripe_key,
        "PUBLIC_URL": f"http://localhost:{notes.stripe_port}",
    }
