"""Make the next calls fail as the control `faults` defines: errors, lost responses, timeouts."""

from dataclasses import dataclass

from local_stripe.errors import BadRequest
from local_stripe.store import Obj, Store

KINDS = {"500", "429", "500_after", "lost", "slow", "timeout"}


@dataclass(frozen=True)
class Fault:
    """The fault of one call: `500` and `429` replace it, `slow` delays it, the others follow once it is carried out."""

    kind: str
    seconds: float


def plan(store: Store, wanted: Obj) -> Obj:
    """Plan a fault for the next calls that match."""
    if wanted.get("kind") not in KINDS:
        raise BadRequest(f"kind must be one of {', '.join(sorted(KINDS))}")
    fault = {"method": "POST", "path": "/v1/", "times": 1, "seconds": 30} | wanted
    store.write_note("faults", [*store.note("faults", []), fault])
    return fault


def next_fault(store: Store, method: str, path: str) -> Fault | None:
    """Return the planned fault of a call, and count it down."""
    with store.transaction():
        planned = store.note("faults", [])
        for fault in planned:
            if fault["method"] in {method, "*"} and path.startswith(fault["path"]):
                fault["times"] -= 1
                store.write_note("faults", [one for one in planned if one["times"] > 0])
                return Fault(fault["kind"], float(fault["seconds"]))
    return None
