"""Run the local Stripe until it is told to stop.

PORT, DATA, WEBHOOK_URL, WEBHOOK_SECRET, API_KEY and PUBLIC_URL in the environment say how. `make run` runs it by
local/stripe.py instead, as a child that ends with its parent.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from local_stripe.server import Server
from local_stripe.world import Settings


def read() -> Settings:
    """Read the environment."""
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
    """End the server's loop, which then closes its state."""
    del number, frame
    raise SystemExit(0)


def main() -> int:
    """Run it."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    settings = read()
    server = Server(settings)
    print(f"The local Stripe is ready at http://localhost:{settings.port}", flush=True)
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
