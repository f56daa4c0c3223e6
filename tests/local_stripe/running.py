"""Start the local Stripe as a child process, catch its webhooks, and walk through its pages."""

import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
import stripe

from local.settings import ROOT
from tests.local.running import free_port, wait_for

KEY, SECRET = "sk_test_of_these_tests", "whsec_of_these_tests"
VISA, DECLINED, ASKS = "4242424242424242", "4000000000000002", "4000002500003155"
BROKE, FAILS_LATER = "4000000000009995", "4000000000000341"


class Inbox:
    """Where webhooks arrive; it answers what the test asks it to."""

    def __init__(self) -> None:
        self.got: list[tuple[bytes, str]] = []
        self.answers: list[int] = []
        self.pause = 0.0
        inbox = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(inbox.pause)
                inbox.got.append((body, self.headers["Stripe-Signature"]))
                self.send_response(inbox.answers.pop(0) if inbox.answers else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Be quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhooks/stripe"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def events(self, **wanted: str) -> list[Any]:
        """Return what arrived, verified as the product verifies it; `about` and `kind` choose."""
        found = [stripe.Webhook.construct_event(body, signature, SECRET) for body, signature in list(self.got)]
        about, kind = wanted.get("about"), wanted.get("kind")
        return [
            event
            for event in found
            if (about is None or event.data.object["id"] == about) and (kind is None or event.type == kind)
        ]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Local:
    """One local Stripe with the client that talks to it."""

    def __init__(self, data: Path, webhook_url: str = "") -> None:
        self.data, self.webhook_url, self.port = data, webhook_url, free_port()
        # A test that breaks the books on purpose says so.
        self.checks_books = True
        self.url = f"http://localhost:{self.port}"
        self.client: Any = self.as_client(KEY)
        self.start()

    def as_client(self, key: str) -> Any:
        return stripe.StripeClient(key, base_addresses={"api": self.url}, max_network_retries=0).v1

    def start(self) -> None:
        settings = {
            "PORT": str(self.port),
            "DATA": str(self.data),
            "WEBHOOK_URL": self.webhook_url,
            "WEBHOOK_SECRET": SECRET,
            "API_KEY": KEY,
            "PUBLIC_URL": self.url,
        }
        command = [sys.executable, "-m", "local_stripe"]
        self.process = subprocess.Popen(command, env=os.environ | settings, cwd=ROOT, stdout=subprocess.DEVNULL)
        wait_for(self._answers)

    def _answers(self) -> bool:
        assert self.process.poll() is None, "the local Stripe has ended"
        try:
            return requests.get(f"{self.url}/_control/clock", timeout=30).ok
        except requests.ConnectionError:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Stop it, unless it is gone; money that went wrong in what it served is found here."""
        found = self.over_reversed() if self.process.poll() is None and self.checks_books else []
        self.process.terminate()
        code = self.process.wait(30)
        assert found == [], "transfers were reversed beyond what their payments gave back"
        return code

    def over_reversed(self) -> list[Any]:
        """Return the payments whose transfers were reversed by more than the payment gave back."""
        return list(requests.get(f"{self.url}/_control/books", timeout=60).json()["over_reversed"])

    def control(self, name: str, **wanted: Any) -> Any:
        """Use a control, which must agree."""
        answer = requests.post(f"{self.url}/_control/{name}", json=wanted, timeout=60)
        assert answer.ok, answer.text
        return answer.json()

    def deliveries(self, event_id: str) -> list[Any]:
        found = requests.get(f"{self.url}/_control/deliveries", timeout=30).json()["data"]
        return [one for one in found if one["event_id"] == event_id]

    def open(self, mode: str = "payment", amount: int = 2_500, **more: Any) -> Any:
        """Open a Checkout Session."""
        price: Any = {"currency": "usd", "unit_amount": amount, "product_data": {"name": "A <photo>"}}
        if mode == "subscription":
            price["recurring"] = {"interval": "month"}
        what: Any = {"currency": "usd"} if mode == "setup" else {"line_items": [{"price_data": price, "quantity": 1}]}
        urls = {"success_url": "https://a.example/ok?s={CHECKOUT_SESSION_ID}", "cancel_url": "https://a.example/no"}
        return self.client.checkout.sessions.create({"mode": mode, **urls, **what, **more})

    def submit(self, session: Any, card: str = VISA, act: str = "pay") -> requests.Response:
        """Send the form of the Checkout page."""
        form = {"email": "fan@example.com", "card": card, "act": act}
        return requests.post(session.url, data=form, allow_redirects=False, timeout=30)

    def bought(self, amount: int = 2_500, **more: Any) -> Any:
        """Return a session that was paid, with its PaymentIntent and charge."""
        session = self.open(amount=amount, **more)
        assert self.submit(session).status_code == 303
        return self.again(session, "payment_intent.latest_charge")

    def saved(self, card: str = VISA) -> tuple[str, str]:
        """Return a customer and the card that was saved by Checkout in setup mode."""
        customer = self.client.customers.create({"email": "fan@example.com"})
        session = self.open("setup", customer=customer.id)
        answer = self.submit(session, card)
        if answer.headers["Location"].endswith("/authenticate"):
            requests.post(
                self.url + answer.headers["Location"], data={"act": "complete"}, timeout=30, allow_redirects=False
            )
        done = self.again(session, "setup_intent")
        return customer.id, done.setup_intent.payment_method

    def again(self, session: Any, *expand: str) -> Any:
        return self.client.checkout.sessions.retrieve(session.id, {"expand": list(expand)})

    def told(self, about: str) -> list[str]:
        """Return the types of the events about an object, oldest first."""
        events = self.client.events.list({"limit": 100}).auto_paging_iter()
        return [event.type for event in events if event.data.object["id"] == about][::-1]
