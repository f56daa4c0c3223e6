"""Read secrets where they are used and when: from SSM's Parameter Store, below the path that the stage is told.

One signed POST of our own: botocore's client of SSM costs a cold start 20 ms of CPU, and this 2. A secret that is
rotated is learned within minutes, or at once by whoever finds that the one at hand no longer works (`renew`).
Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
"""

import json
import logging
import time
from dataclasses import dataclass
from functools import cache
from random import uniform
from typing import Any

import urllib3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from chalicelib import config, deadline
from chalicelib.deadline import clients
from chalicelib.deadline.sockets import LEAST_TRY, timed_pools, try_for
from chalicelib.errors import Unavailable

SERVICE, TARGET = "ssm", "AmazonSSM.GetParameter"
# How old a secret may be, and how young one may be that is asked for again: strangers can make a webhook's fail.
KEPT_SECONDS, RENEWED_SECONDS = 300.0, 60.0
CONNECT_SECONDS, READ_SECONDS, TRIES = 2.0, 5.0, 2
# Functions that all start at once are told to come more slowly; each waits for another time, up to twice the last.
THROTTLED_TRIES, THROTTLED_SECONDS = 4, 0.1

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    value: str
    at: float


_known: dict[str, _Known] = {}


def read(name: str) -> str:
    """Return a secret of the stage, empty where it has none.

    Raises Unavailable where the store does not answer and never did; a secret that is known outlives a store that is
    down.
    """
    if not config.SECRETS_PATH:
        return ""
    known = _known.get(name)
    if known and time.monotonic() - known.at < KEPT_SECONDS:
        return known.value
    try:
        value = _ask(f"{config.SECRETS_PATH}{name}")
    except Unavailable:
        if known is None:
            raise
        log.warning("the secret %s could not be read anew", name)
        value = known.value
    _known[name] = _Known(value, time.monotonic())
    return value


def renew(name: str) -> bool:
    """Forget a secret that no longer works, and tell whether it may be another one when it is read again."""
    known = _known.get(name)
    if known is None or time.monotonic() - known.at < RENEWED_SECONDS:
        return False
    del _known[name]
    return True


def forget() -> None:
    """Forget every secret of this process."""
    _known.clear()


def _ask(name: str) -> str:
    request = {"Name": name, "WithDecryption": True}
    failed = throttled = 0
    while failed < TRIES and throttled < THROTTLED_TRIES:
        try:
            answer = _post(json.dumps(request).encode())
        except (urllib3.exceptions.HTTPError, OSError) as error:
            log.warning("SSM does not answer: %s", type(error).__name__)
            failed += 1
            continue
        told = _told(answer)
        kind = str(told.get("__type"))
        if answer.status == 200 and "Parameter" in told:
            return str(told["Parameter"]["Value"])
        if "ParameterNotFound" in kind:
            return ""
        is_throttled = "Throttling" in kind or answer.status == 429
        log.log(logging.WARNING if is_throttled else logging.ERROR, "SSM: %s %s for %s", answer.status, kind, name)
        if is_throttled:
            most = min(THROTTLED_SECONDS * 2**throttled, deadline.left())
            time.sleep(uniform(0, most))  # noqa: S311 - it keeps no secret
            throttled += 1
        else:
            failed += 1
    raise Unavailable


def _told(answer: Any) -> dict[str, Any]:
    try:
        told = json.loads(answer.data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _post(body: bytes) -> Any:
    deadline.check()
    session: Any = clients.session()
    region = str(session.get_config_variable("region"))
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET}
    request = AWSRequest("POST", _address(region), headers, body)
    SigV4Auth(session.get_credentials().get_frozen_credentials(), SERVICE, region).add_auth(request)
    try_for(max(deadline.left() / 2, LEAST_TRY))
    try:
        return _pool().request("POST", request.url, body=body, headers=dict(request.headers.items()))
    finally:
        try_for(deadline.NEVER)


def _address(region: str) -> str:
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return config.AWS_ENDPOINT_URL or f"https://{SERVICE}.{region}.{suffix}/"


@cache
def _pool() -> Any:
    waits = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    pool = urllib3.PoolManager(timeout=waits, retries=False)
    pool.pool_classes_by_scheme = timed_pools(pool.pool_classes_by_scheme)
    return pool
