"""Measure the CPU of a cold start, from the built package: what a new process spends until its first answer.

DynamoDB is the local AWS, whose CPU is that of another process; no TLS is spoken. `make package STAGE=dev` builds the
package.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.operations import Row, local_aws
from infra.pythons import ROOT, VERSION, environment

FRESH = Path(__file__).with_name("fresh.py")
ROUNDS = 5
STAGE = "dev"
API_TARGET, EVENT_TARGET = "<= 470 ms", "<= 200 ms"
# One message for each queue, about something that is not there: its function loads what it works with, looks, and ends.
NOTHING = "115000000000000000"
MESSAGES: dict[str, dict[str, Any]] = {
    "on_original_uploaded": {"Records": [{"s3": {"object": {"key": f"{NOTHING}/{NOTHING}"}}}]},
    "on_post_published": {"post_id": NOTHING},
    "on_post_deleted": {"post_id": NOTHING},
    "on_photo_moved": {"moves": []},
    "on_profile_changed": {"account_id": NOTHING},
    "on_reader_returned": {"account_id": NOTHING},
    "on_follow_changed": {"follower_id": NOTHING, "followee_id": NOTHING},
    "on_totals_changed": {"subjects": [["likes", NOTHING]], "at": 0},
    "on_posts_viewed": {"nonce": "0", "day": "2026-11-18", "posts": [NOTHING], "accounts": []},
    "on_payment_changed": {"event_id": NOTHING},
    "on_refund_due": {"payment_id": NOTHING},
    "on_pledge_due": {"pledge_id": NOTHING},
    "on_mail_due": {"mail_id": NOTHING},
    "on_push_due": {"account_id": NOTHING},
}
SCHEDULED = dict.fromkeys(
    ("id", "version", "detail-type", "source", "account", "time", "region", "detail", "resources"), ""
)
SCHEDULES = (
    "on_five_minutes_passed",
    "on_ten_minutes_passed",
    "on_hour_passed",
    "on_day_passed",
    "on_half_hour_passed",
)


def run() -> list[Row]:
    """Return the figures; they are taken in a process of their own, which starts a local AWS."""
    if not folders():
        return [("first answer", "no package", "`make package STAGE=dev` builds it")]
    asked = [sys.executable, "-m", "bench.first_answer"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [tuple(row) for row in json.loads(said.splitlines()[-1])]


def folders() -> list[str]:
    """Return the folders of the built package, from which Lambda imports; none where it is not built."""
    unpacked = ROOT / "build" / STAGE / "unpacked"
    return [str(unpacked)] if (unpacked / "app.py").exists() else []


def main() -> None:
    """Measure, and print the rows as JSON."""
    with local_aws():
        from bench.stage import Stage

        home = Stage().home_event()
        starts = {"home page of 20": ("app:app", home)} | {
            name: (f"chalicelib.handlers.events:{name}", _queued(message)) for name, message in MESSAGES.items()
        }
        starts |= {name: (f"chalicelib.handlers.events:{name}", SCHEDULED) for name in SCHEDULES}
        found = dict(_measured(starts))
    print(json.dumps(list(_rows(found))))


def _rows(found: dict[str, dict[str, float]]) -> Iterator[Row]:
    bare = found.pop("bare Python")["total"]
    yield f"bare Python {VERSION}", f"{bare:.0f} ms", ""
    for name, times in found.items():
        target = API_TARGET if name.startswith("home") else EVENT_TARGET
        measured = f"{times['import']:.0f} import + {times['call']:.0f} call = {times['total'] - bare:.0f} ms"
        yield f"first answer, over bare Python: {name}", measured, target


def _measured(starts: dict[str, tuple[str, Any]]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the median of each start's figures, from interleaved rounds."""
    starts = {"bare Python": ("builtins:print", ""), **starts}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in starts}
    for _ in range(ROUNDS):
        for name, (function, event) in starts.items():
            taken[name].append(_start(function, event))
    for name, times in taken.items():
        yield name, {part: 1000 * statistics.median(one[part] for one in times) for part in ("total", "import", "call")}


def _start(function: str, event: Any) -> dict[str, float]:
    python = str(environment() / "bin/python")
    asked = [python, "-I", "-S", "-B", str(FRESH), *folders(), function, json.dumps(event)]
    done = subprocess.run(
        asked,
        env=_environment() | {"_HANDLER": function.replace(":", ".")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{function} failed:\n{done.stdout}{done.stderr}")
    times: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if times["status"] not in {None, 200, "NotFound", "PaymentsUnavailable"}:
        raise SystemExit(f"{function} answered {times}\n{done.stdout}{done.stderr}")
    return times


def _environment() -> dict[str, str]:
    kept = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "PREFIX")
    return {name: os.environ[name] for name in kept}


def _queued(message: dict[str, Any]) -> dict[str, Any]:
    return {"Records": [{"body": json.dumps(message), "receiptHandle": "-", "messageId": "-"}]}


if __name__ == "__main__":
    main()
