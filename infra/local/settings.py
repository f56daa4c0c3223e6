"""Read what `make run` was asked for, and say what its children are told."""

import os
from dataclasses import dataclass
from pathlib import Path

from infra.local.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
ACCESS_KEY = "rossgram-local"
# A deployment's own names must not leak in from the shell that starts the local stack.
NOT_OURS = ("AWS_", "MINISTACK_", "PREFIX", "ORIGINALS_BUCKET", "RENDITIONS_BUCKET", "TRUSTED_PROXIES", "BOTO_CONFIG")


@dataclass(frozen=True)
class Settings:
    """One run: where it listens, where its data lives, and whether it wants company."""

    port: int
    data: Path
    wants_demo: bool

    @property
    def public_url(self) -> str:
        """Return the address people type."""
        return f"http://localhost:{self.port}"

    @property
    def logs(self) -> Path:
        """Return the folder of the children's logs."""
        return self.data / "logs"


def read() -> Settings:
    """Return the settings of this run from PORT, DATA and DEMO."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Problem(f"PORT must be a number from 1 to 65535, not {port!r}.")
    data = Path(os.environ.get("DATA") or ROOT / ".local").expanduser().absolute()
    return Settings(int(port), data, os.environ.get("DEMO", "1").lower() not in {"0", "no", "false", "off"})


def child_environment(settings: Settings, aws_port: int, secret: str) -> dict[str, str]:
    """Return the environment of the API, the worker and the demo: the local AWS, and nobody's real account."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return kept | {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{aws_port}",
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        # A proxy set for the internet cannot reach this machine's own ports.
        "NO_PROXY": "localhost,127.0.0.1,::1",
        "no_proxy": "localhost,127.0.0.1,::1",
        "STAGE": "local",
        "PUBLIC_URL": settings.public_url,
        "ALLOW_PASSWORD_GRANT": "1",
        # Everybody has the same address here.
        "SIGN_UPS_PER_ADDRESS": "10000",
        "APPS_PER_ADDRESS": "10000",
        "PYTHONUNBUFFERED": "1",
    }
