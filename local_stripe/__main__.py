"""Run the local Stripe until SIGTERM or SIGINT; README.md lists the environment variables that it reads."""

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from local_stripe.server import NAME, Server
from local_stripe.state import Settings


def read() -> Settings:
    """Read the settings from the environment."""
    port = int(os.environ.get("PORT", "12111"))
    return Settings(
        data=Path(os.environ.get("DATA", ".local/stripe")),
        port=port,
        webhook_url=os.environ.get("WEBHOOK_URL", ""),
        webhook_secret=os.environ.get("WEBHOOK_SECRET", "whsec_local"),
        api_key=os.environ.get("API_KEY", "sk_test_local"),
        public_url=os.environ.get("PUBLIC_URL", f"http://localhost:{port}").rstrip("/"),
    )


def stop(number: int, frame: FrameType | None) -> None:
    """Stop the server, which then closes its database."""
    del number, frame
    raise SystemExit(0)


def main() -> int:
    """Serve until a signal stops the process."""
    parser = argparse.ArgumentParser(prog="python -m local_stripe", description=__doc__)
    parser.add_argument("--version", action="version", version=NAME)
    parser.parse_args()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    settings = read()
    server = Server(settings)
    print(f"{NAME}, is ready at http://localhost:{settings.port}", flush=True)
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
