"""Record the calls to AWS, and which secrets are read."""

from typing import Any

import pytest
from botocore import client

from chalicelib import config
from chalicelib.gateways import edge, proof, sealing, secrets
from chalicelib.gateways.payments import keys
from chalicelib.gateways.push import keys as push_keys

Call = tuple[str, dict[str, Any]]
# The setting that takes the place of a secret where there is no store.
SETTINGS = {
    keys.KEY: "STRIPE_API_KEY",
    keys.SECRET: "STRIPE_WEBHOOK_SECRETS",
    edge.PRIVATE_KEY: "EDGE_PRIVATE_KEY",
    proof.PROOF: "EDGE_PROOF",
    push_keys.PRIVATE_KEY: "VAPID_PRIVATE_KEY",
    sealing.KEYS: "SEALING_KEYS",
}


def record_calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Return a list to which the name and the request of every further call to AWS are added."""
    calls: list[Call] = []
    real = client.BaseClient._make_api_call  # type: ignore[attr-defined]

    def record(self: Any, name: str, request: dict[str, Any]) -> Any:
        calls.append((name, request))
        return real(self, name, request)

    monkeypatch.setattr(client.BaseClient, "_make_api_call", record)
    return calls


def written(calls: list[Call]) -> set[str]:
    """Return the tables in which recorded calls wrote rows, in whatever way, or deleted them."""
    alone = {str(request["TableName"]) for name, request in calls if name in ("PutItem", "UpdateItem", "DeleteItem")}
    batches = {table for name, request in calls if name == "BatchWriteItem" for table in request["RequestItems"]}
    return (
        alone
        | batches
        | {
            str(write["TableName"])
            for name, request in calls
            if name == "TransactWriteItems"
            for item in request["TransactItems"]
            for kind, write in item.items()
            if kind != "ConditionCheck"
        }
    )


def record_secrets(monkeypatch: pytest.MonkeyPatch, calls: list[Call]) -> None:
    """Move the secrets from the settings to the store, and add to the calls each that is read there."""
    held = {name: getattr(config, setting) for name, setting in SETTINGS.items()}

    def read(name: str) -> str:
        calls.append(("GetParameter", {"Name": name}))
        found = held[name]
        return ",".join(found) if isinstance(found, list) else str(found)

    for setting in SETTINGS.values():
        monkeypatch.setattr(config, setting, [] if setting == SETTINGS[keys.SECRET] else "")
    monkeypatch.setattr(secrets, "read", read)
