"""Hold the objects, the clock and the events of one account."""

import json
import secrets
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from local_stripe import API_VERSION
from local_stripe.errors import BadRequest, missing
from local_stripe.store import Obj, Store

# The prefix of the ids of each kind of object.
PREFIXES = {
    "account": "acct",
    "application_fee": "fee",
    "balance_transaction": "txn",
    "billing_portal.configuration": "bpc",
    "billing_portal.session": "bps",
    "charge": "ch",
    "checkout.session": "cs_test",
    "coupon": "co",
    "credit_note": "cn",
    "customer": "cus",
    "discount": "di",
    "dispute": "du",
    "event": "evt",
    "fee_refund": "fr",
    "invoice": "in",
    "invoiceitem": "ii",
    "invoice_payment": "inpay",
    "line_item": "il",
    "payment_intent": "pi",
    "payment_method": "pm",
    "payment_link": "plink",
    "payout": "po",
    "plan": "plan",
    "price": "price",
    "product": "prod",
    "promotion_code": "promo",
    "quote": "qt",
    "refund": "re",
    "setup_intent": "seti",
    "subscription": "sub",
    "subscription_item": "si",
    "subscription_schedule": "sub_sched",
    "tax_rate": "txr",
    "topup": "tu",
    "transfer": "tr",
    "transfer_reversal": "trr",
}


@dataclass(frozen=True)
class Settings:
    """The settings of one process."""

    data: Path
    port: int
    webhook_url: str
    webhook_secret: str
    api_key: str
    public_url: str


def new_id(kind: str) -> str:
    """Return an id that looks like Stripe's."""
    return f"{PREFIXES[kind]}_{secrets.token_hex(12)}"


def visible(value: Any) -> Any:
    """Return an object without its private fields, whose names begin with an underscore."""
    if isinstance(value, dict):
        shown = {name: one for name, one in value.items() if not name.startswith("_")}
        return {name: one if name == "metadata" else visible(one) for name, one in shown.items()}
    return [visible(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class State:
    """The state of the platform, or of the connected account that `account` names."""

    store: Store
    settings: Settings
    account: str = ""

    def acting_for(self, account: str) -> "State":
        """Return the state as another account sees it."""
        return replace(self, account=account)

    def now(self) -> float:
        """Return the time on the movable clock."""
        return time.time() + float(self.store.note("clock_offset", 0))

    def seconds(self) -> int:
        """Return the time in whole seconds."""
        return int(self.now())

    def add(self, kind: str, fields: Obj, given_id: str = "") -> Obj:
        """Store a new object, and return it; refuses an id that exists."""
        if given_id and self.store.rows("select 1 from objects where id = ?", given_id):
            raise BadRequest(f"{kind.capitalize()} already exists.", "resource_already_exists", "id")
        head = {"id": given_id or new_id(kind), "object": kind, "created": self.seconds(), "livemode": False}
        made = head | fields
        self.store.rows(
            "insert into objects (id, kind, account, body) values (?, ?, ?, ?)",
            made["id"],
            kind,
            self.account,
            json.dumps(made),
        )
        return made

    def save(self, changed: Obj) -> Obj:
        """Store the current fields of an object."""
        self.store.rows("update objects set body = ? where id = ?", json.dumps(changed), changed["id"])
        return changed

    def delete(self, deleted: Obj) -> Obj:
        """Delete an object, and return Stripe's response to that."""
        self.store.rows("delete from objects where id = ?", deleted["id"])
        return {"id": deleted["id"], "object": deleted["object"], "deleted": True}

    def look_up(self, object_id: str) -> Obj | None:
        """Return any object of this account by its id."""
        found = self.store.rows("select body from objects where id = ? and account = ?", object_id, self.account)
        return json.loads(found[0]["body"]) if found else None

    def get(self, kind: str, object_id: str, param: str = "id") -> Obj:
        """Return an object of a kind, or raise resource_missing."""
        found = self.look_up(object_id)
        if found is None or found["object"] != kind:
            raise missing(kind, object_id, param)
        return found

    def find(self, kind: str, **fields: object) -> list[Obj]:
        """Return the objects of a kind whose fields have these values, newest first."""
        tests = "".join(f" and json_extract(body, '$.{name}') = ?" for name in fields)
        sql = f"select body from objects where kind = ? and account = ?{tests} order by seq desc"
        return [json.loads(row["body"]) for row in self.store.rows(sql, kind, self.account, *fields.values())]

    def waiting(self) -> list[Obj]:
        """Return the objects of this account that have a `_due_at`, in no order."""
        due = "json_extract(body, '$._due_at') > 0"
        return [
            json.loads(row["body"])
            for row in self.store.rows(f"select body from objects where {due} and account = ?", self.account)
        ]

    def emit(self, kind: str, about: Obj, previous: Obj | None = None, connected: str = "") -> Obj:
        """Record an event, and queue its webhook; `connected` is the account of a Connect event."""
        data: Obj = {"object": visible(about)} | ({"previous_attributes": previous} if previous else {})
        request: Obj = {"id": None, "idempotency_key": None}
        fields: Obj = {"type": kind, "api_version": API_VERSION, "data": data, "pending_webhooks": 1}
        account = connected or self.account
        extra = {"account": account} if account else {}
        event = self.add("event", fields | {"request": request} | extra)
        if self.settings.webhook_url:
            now = self.now()
            sql = "insert into deliveries (event_id, due_at, first_at) values (?, ?, ?)"
            self.store.rows(sql, event["id"], now, now)
        return event
