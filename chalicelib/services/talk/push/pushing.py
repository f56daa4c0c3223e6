"""Push to an account's devices what it is told of: as notifications tell it, and never more than twice.

A message says that there may be something new. What there is comes from the same reader that answers the account's
own request, so whom it blocks, has muted or may not see is not pushed either. Each push is noted before it goes out and
once it has ended: one whose end a crash or a silent push service hid goes out once more, and not a third time.
"""

import json
import logging
import time
from collections.abc import Callable
from typing import Any

from chalicelib.gateways import queue
from chalicelib.gateways.push import encryption, posting, vapid
from chalicelib.gateways.push.encryption import Device
from chalicelib.models.base import now
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page
from chalicelib.models.people.follows import Follow
from chalicelib.models.talk.push_subscriptions import DONE, PushSubscription
from chalicelib.services.talk import digests, notifications
from chalicelib.services.talk.notifications import Notice
from chalicelib.services.talk.push import devices
from chalicelib.services.talk.told import EVERY

log = logging.getLogger(__name__)

# What a client is sent of a notice, given the access token that it subscribed with.
Render = Callable[[Notice, str, str], dict[str, Any]]
MOST_AT_ONCE = 20
# Within the timeout of its function, with the last push on its way.
RUN_SECONDS = 40
# When a device is looked at again to which another worker pushes at this moment.
BUSY_SECONDS = 5
# A push service keeps what it could not deliver for so long.
KEPT_SECONDS = 48 * 3600
# A service that takes nothing is asked after one minute, then two, and so on, and given up after a week.
PAUSE_SECONDS, MOST_DOUBLINGS, LONGEST_DELAY = 60, 6, 900
GIVEN_UP_SECONDS = 7 * 24 * 3600
MOST_RETRIES = 8
# What a push service answers that may be otherwise later; every other refusal is for good, as Mastodon has it.
LATER = {408, 425, 429}


class _Failed(Exception):
    """A push service did not take a push. `retry_after` are the seconds that it asks for."""

    def __init__(self, *, is_known: bool, retry_after: int = 0) -> None:
        super().__init__()
        self.is_known, self.retry_after = is_known, retry_after


class _Gone(Exception):
    """A device that is not there any more, or an address that nothing is posted to."""


def work_off(message: dict[str, Any], render: Render) -> None:
    """Push to the account that a message names, or tell those of something whom it promises to be told."""
    if "staff" in message:
        # Nearly all messages are of pushes.
        from chalicelib.services.talk.staff import telling  # noqa: PLC0415

        telling.tell(message)
    elif "poll" in message:
        from chalicelib.services.photos.polls import ending  # noqa: PLC0415

        ending.tell(message)
    else:
        push(message["account_id"], render, is_retry=message.get("is_retry", False))


def push(account_id: str, render: Render, *, is_retry: bool = False) -> None:
    """Push what is new to each device of an account, oldest first, and have it mailed where the account wishes so.

    May run twice, and at the same time. What could not be pushed is tried again by a message, as long as it is news;
    where such a message is on its way, one that comes in between leaves the device to it.
    """
    digests.promise(account_id)
    found = devices.of_living_sessions(account_id)
    notices = _news(account_id, found) if found else []
    if not notices:
        return
    ends = time.monotonic() + RUN_SECONDS
    followed, followers = _known_to(account_id, found, notices)
    waits = []
    for device in found:
        wanted = [one for one in notices if devices.is_wanted(device, one.told, followed, followers)]
        if device.paused_until <= now():
            waits.append(_push_to(device, wanted, render, ends))
        elif is_retry and device.wants(one.told.id for one in wanted):
            waits.append(_later(device, int(device.paused_until) - now()))
    if soonest := min((wait for wait in waits if wait), default=0):
        queue.send("pushes", delay=min(soonest, LONGEST_DELAY), account_id=account_id, is_retry=True)


def _news(account_id: str, found: list[PushSubscription]) -> list[Notice]:
    """Return what the devices may want to be told, oldest first: the newest of what is no older than any of them."""
    kinds = [kind for kind in EVERY if any(device.alerts.get(kind) for device in found)]
    since = min(device.floor for device in found)
    return notifications.page(account_id, kinds, Page(MOST_AT_ONCE, since_id=since)).shown[::-1] if kinds else []


def _known_to(
    account_id: str, found: list[PushSubscription], notices: list[Notice]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return those of whom there is news whom the account follows, and those who follow it, where a device asks."""
    if all(device.policy in (devices.ALL, devices.NOBODY) for device in found):
        return frozenset(), frozenset()
    others = {one.told.from_id for one in notices}
    rows = fetch([key for one in others for key in ((Follow, account_id, one), (Follow, one, account_id))])
    follows = [row for row in rows.values() if isinstance(row, Follow)]
    followed = frozenset(row.followee_id for row in follows if row.follower_id == account_id)
    return followed, frozenset(row.follower_id for row in follows if row.followee_id == account_id)


def _push_to(device: PushSubscription, notices: list[Notice], render: Render, ends: float) -> int:
    """Push what a device has not been told; return the seconds after which it is to be tried again, 0 for never."""
    wanted = set(device.wants(one.told.id for one in notices))
    if not wanted:
        return 0
    if time.monotonic() > ends:
        return 1
    if not device.claim(wanted):
        return BUSY_SECONDS
    # What is not reached is as it was before.
    ended = {one: int(device.tried[one]) - 1 for one in wanted}
    try:
        _send_all(device, [one for one in notices if one.told.id in wanted], render, ends, ended)
    except _Gone:
        device.remove()
        return 0
    except _Failed as failed:
        return _pause(device, ended, failed.retry_after)
    device.settle(ended, failures=0, failing_since=None, paused_until=0)
    return 0 if all(tries == DONE for tries in ended.values()) else 1


def _send_all(
    device: PushSubscription, notices: list[Notice], render: Render, ends: float, ended: dict[str, int]
) -> None:
    """Push notices while there is time, and write into `ended` how each ended. Raises _Gone or _Failed."""
    for notice in notices:
        if time.monotonic() > ends:
            return
        try:
            _send(device, notice, render)
        except _Failed as failed:
            # One that may have arrived counts as a try.
            ended[notice.told.id] += not failed.is_known
            raise
        ended[notice.told.id] = DONE


def _send(device: PushSubscription, notice: Notice, render: Render) -> None:
    """Push one notice. Raises _Gone or _Failed where it was not taken."""
    token = vapid.unseal(device.sealed, device.session_id)
    told = json.dumps(render(notice, token, device.language), ensure_ascii=False).encode()
    sealed = encryption.encrypt(told, Device(device.p256dh, device.auth), is_standard=device.is_standard)
    headers = {"TTL": str(KEPT_SECONDS), "Urgency": "normal", "Content-Type": "application/octet-stream"}
    try:
        answer = posting.post(device.endpoint, sealed.body, headers | vapid.signed(device.endpoint, sealed))
    except posting.Unsafe as error:
        raise _Gone from error
    except posting.Unreached as error:
        raise _Failed(is_known=True) from error
    except posting.Unanswered as error:
        raise _Failed(is_known=False) from error
    if answer.status < 300:
        return
    if 400 <= answer.status < 500 and answer.status not in LATER:
        log.info("a push service refused a device for good: %s", answer.status)
        raise _Gone
    raise _Failed(is_known=True, retry_after=answer.retry_after)


def _pause(device: PushSubscription, ended: dict[str, int], retry_after: int) -> int:
    """Leave a push service alone for a while; one that took nothing for a week is not asked again."""
    since = int(device.failing_since or now())
    if now() - since > GIVEN_UP_SECONDS:
        device.remove()
        return 0
    wait = max(retry_after, PAUSE_SECONDS << min(int(device.failures), MOST_DOUBLINGS))
    device.settle(ended, failures=device.failures + 1, failing_since=since, paused_until=now() + wait)
    return _later(device, wait)


def _later(device: PushSubscription, wait: int) -> int:
    """Return after how long a paused device is tried again; after many failures it waits for the next news."""
    return wait if device.failures < MOST_RETRIES else 0
