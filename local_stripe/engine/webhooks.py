"""Deliver signed webhooks in the background, with Stripe's retries and the faults set by the controls."""

import hashlib
import hmac
import json
import logging
import random
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event, Lock, Thread

import requests

from local_stripe.engine import schedule
from local_stripe.state import State
from local_stripe.store import Obj

# Seconds of the movable clock between attempts: a few quick ones for interactive use, then as Stripe for three days.
WAITS = (0.5, 2, 5, 60, 600, 3600, *([6 * 3600] * 12))
LONGEST = 3 * 86400
AT_ONCE = 8
PATIENCE = 10
TICK, CALENDAR_TICK = 0.05, 1.0
MODES: Obj = {"paused": False, "drop": 0, "duplicate": 0, "shuffle": 0, "delay": 0, "sign_with": "wall"}


def modes(state: State) -> Obj:
    """Return the current delivery modes."""
    return MODES | dict(state.store.note("webhooks", {}))


def sign(secret: str, body: bytes, moment: int) -> str:
    """Return the Stripe-Signature of a body; two secrets separated by a comma sign twice, as in a rotation."""
    signed = f"{moment}.".encode() + body
    made = [hmac.new(one.encode(), signed, hashlib.sha256).hexdigest() for one in secret.split(",")]
    return ",".join([f"t={moment}", *(f"v1={signature}" for signature in made)])


class Sender:
    """Deliver what is due, every tick."""

    def __init__(self, state: State) -> None:
        """Prepare to deliver; `start` begins."""
        self.state = state
        self._stopped = Event()
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._thread = Thread(target=self._run, daemon=True)
        self._taking = Lock()
        self._under_way: list[Future[None]] = []

    def start(self) -> None:
        """Start delivering in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the deliveries in progress have ended."""
        self._stopped.set()
        self._thread.join()
        self._pool.shutdown()

    def _run(self) -> None:
        looked_at = 0.0
        while not self._stopped.wait(TICK):
            try:
                if time.monotonic() - looked_at >= CALENDAR_TICK:
                    schedule.run(self.state)
                    looked_at = time.monotonic()
                if not modes(self.state)["paused"]:
                    self._send_due()
            except Exception:
                logging.getLogger(__name__).exception("What was due could not be done")

    def _send_due(self) -> None:
        with self._taking:
            self._under_way = [one for one in self._under_way if not one.done()]
            self._under_way += [self._pool.submit(self._send, row) for row in self._claim(self.state.now())]

    def flush(self) -> int:
        """Deliver all waiting events, one after the other; return how many were sent.

        Returns after the deliveries that were in progress have ended too.
        """
        with self._taking:
            rows, under_way = self._claim(float("inf")), list(self._under_way)
        if modes(self.state)["shuffle"]:
            random.shuffle(rows)
        for row in rows:
            self._send(row)
        wait(under_way)
        return len(rows)

    def _claim(self, until: float) -> list[Obj]:
        """Claim the deliveries that are due, and drop, delay or duplicate them as the modes say."""
        asked = modes(self.state)
        store, taken = self.state.store, []
        with store.transaction():
            for row in store.rows(
                "select * from deliveries where state = 'waiting' and due_at <= ? order by seq", until
            ):
                if row["attempts"] == 0 and until != float("inf") and self._postpone(dict(row), asked):
                    continue
                if random.random() * 100 < asked["drop"]:
                    store.rows("update deliveries set state = 'dropped' where seq = ?", row["seq"])
                    continue
                store.rows("update deliveries set state = 'sending' where seq = ?", row["seq"])
                taken += [dict(row)] * (2 if random.random() * 100 < asked["duplicate"] else 1)
        return taken

    def _postpone(self, row: Obj, asked: Obj) -> bool:
        """Delay a first attempt by `delay`, and by a random part of `shuffle`."""
        held_back = asked["delay"] + random.random() * asked["shuffle"]
        if not held_back or row["answer"]:
            return False
        sql = "update deliveries set due_at = ?, answer = 'held back' where seq = ?"
        self.state.store.rows(sql, row["first_at"] + held_back, row["seq"])
        return True

    def _send(self, row: Obj) -> None:
        try:
            answer, is_taken = self._post(row["event_id"])
        except requests.RequestException as error:
            answer, is_taken = f"no answer: {type(error).__name__}", False
        except Exception:
            logging.getLogger(__name__).exception("A webhook could not be sent")
            answer, is_taken = "no answer: an error of the local Stripe", False
        self._note(row, answer, is_taken=is_taken)

    def _post(self, event_id: str) -> tuple[str, bool]:
        settings = self.state.settings
        found = self.state.store.rows("select body from objects where id = ?", event_id)
        # Every attempt sends the same bytes.
        body = json.dumps(json.loads(found[0]["body"]), indent=2).encode()
        moment = self.state.now() if modes(self.state)["sign_with"] == "clock" else time.time()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": sign(settings.webhook_secret, body, int(moment)),
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        got = requests.post(settings.webhook_url, data=body, headers=headers, timeout=PATIENCE, allow_redirects=False)
        return str(got.status_code), got.ok and not got.is_redirect

    def _note(self, row: Obj, answer: str, *, is_taken: bool) -> None:
        """Record the result of an attempt; an accepted delivery stays accepted whatever its duplicate gets."""
        store, now = self.state.store, self.state.now()
        with store.transaction():
            tries = store.rows("select attempts from deliveries where seq = ?", row["seq"])[0]["attempts"]
            next_at = now + WAITS[min(tries, len(WAITS) - 1)]
            is_over = next_at > row["first_at"] + LONGEST
            state = "taken" if is_taken else "given up" if is_over else "waiting"
            sql = "update deliveries set state = ?, answer = ?, attempts = attempts + 1, due_at = ? where seq = ?"
            store.rows(sql + " and state != 'taken'", state, answer, next_at, row["seq"])
            if is_taken:
                event = self.state.acting_for("").look_up(row["event_id"])
                if event:
                    self.state.save(event | {"pending_webhooks": 0})
