"""Return what the template is told of a stage's edge: its secrets, which are drawn where there are none yet."""

from collections.abc import Mapping
from typing import Any

from infra import edge_keys, edge_proof


def of_stage(store: Any, path: str, shell: Mapping[str, str]) -> dict[str, str]:
    """Return the template's parameters of the edge; `store` is SSM's client, `path` where the stage's secrets are."""
    return {
        "EdgePublicKey": edge_keys.public(edge_keys.put(store, path, shell)),
        "EdgeProof": edge_proof.put(store, path),
    }
