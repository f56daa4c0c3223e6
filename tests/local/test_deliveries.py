"""What buckets announce comes into a queue whatever the local AWS does with the queues meanwhile."""

import asyncio
import threading
from typing import Any

import pytest

from local.store.deliveries import deliver_in

THREADS = 8


def test_announcements_of_threads_are_delivered_in_the_loop_and_none_is_lost(monkeypatch: pytest.MonkeyPatch):
    # Imported here: what it would read of its environment is set by then.
    from ministack.services import s3

    queue: dict[str, list[str]] = {"messages": []}
    where: set[int] = set()

    def deliver(arn: str, payload: dict[str, Any], region: str, bucket_name: str = "") -> None:
        where.add(threading.get_ident())
        queue["messages"].append(f"{arn} {payload['n']} {region} {bucket_name}")

    monkeypatch.setattr(s3, "_deliver_event_to_sqs", deliver)

    async def serve() -> None:
        deliver_in(asyncio.get_running_loop())
        threads = [
            threading.Thread(target=s3._deliver_event_to_sqs, args=("q", {"n": n}, "r"), kwargs={"bucket_name": "b"})
            for n in range(THREADS)
        ]
        for thread in threads:
            kept = list(queue["messages"])
            thread.start()
            thread.join()
            # As ministack takes a message out of a queue, while a thread adds one.
            queue["messages"] = kept
            await asyncio.sleep(0)

    asyncio.run(serve())

    assert queue["messages"] == [f"q {n} r b" for n in range(THREADS)]
    assert where == {threading.get_ident()}
