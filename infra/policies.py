"""Generate each function's IAM policy from its needs.

Chalice's automatic policies see neither blueprints nor pynamodb.
"""

from functools import cache
from typing import Any, NamedTuple

from chalicelib import config
from chalicelib.gateways import web
from infra.need import Needs
from infra.needs import needs
from infra.tables import tables
from infra.template.queues import QUEUES

# A condition check in a transaction needs its own action.
READ = ("GetItem", "BatchGetItem", "Query", "ConditionCheckItem")
COUNT = ("DescribeTable",)
SCAN = ("Scan",)
WRITE = (*READ, "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
CONSUME = ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")
SEND = ("SendMessage", "GetQueueUrl")

ORIGINALS, RENDITIONS = "originals/*", ("media/*", "signed/*", "paid/*")
LIST = ("ListBucket",)


def secrets_path(prefix: str) -> str:
    """Return the path of a stage's secrets in the Parameter Store."""
    return f"/{prefix.strip('-')}/"


class Place(NamedTuple):
    """The names, region and account of a stage's resources."""

    prefix: str
    originals_bucket: str
    renditions_bucket: str
    region: str = "*"
    account: str = "*"


def policies(place: Place) -> dict[str, dict[str, Any]]:
    """Return each function's policy document for one deployment."""
    read_by = {queue.function: queue.name for queue in QUEUES}
    return {
        function: {"Version": "2012-10-17", "Statement": _statements(place, need, read_by.get(function))}
        for function, need in needs().items()
    }


def _statements(place: Place, need: Needs, consumes: str | None) -> list[dict[str, Any]]:
    allowed = [
        _allow("logs", ("CreateLogGroup", "CreateLogStream", "PutLogEvents"), ["arn:*:logs:*:*:*"]),
        _allow("dynamodb", READ, [_with_indexes(place, name) for name in need.reads]),
        _allow("dynamodb", WRITE, [_with_indexes(place, name) for name in need.writes]),
        _allow("dynamodb", COUNT, [_table(place, name) for name in need.counts]),
        _allow("dynamodb", SCAN, [_table(place, name) for name in need.scans]),
        _allow("sqs", SEND, [_queue(place, name) for name in need.sends]),
        _allow("sqs", CONSUME, [_queue(place, consumes)] if consumes else []),
        _allow("ssm", ("GetParameter",), [_secret(place, name) for name in need.secrets]),
        _allow("ses", ("SendEmail",), _senders(place) if need.mails else []),
        _allow("s3", need.originals, [f"arn:*:s3:::{place.originals_bucket}/{ORIGINALS}"]),
        _allow("s3", need.renditions, [f"arn:*:s3:::{place.renditions_bucket}/{path}" for path in RENDITIONS]),
        _allow("s3", ("GetObject",) if need.page else (), [f"arn:*:s3:::{place.renditions_bucket}/{web.KEY}"]),
        # Without it, S3 answers 403 in place of 404 where a file is missing.
        _allow("s3", LIST if "GetObject" in need.renditions else (), [f"arn:*:s3:::{place.renditions_bucket}"]),
        _allow("cloudfront", ("CreateInvalidation",) if need.purges else (), [_distributions(place)]),
    ]
    return [statement for statement in allowed if statement["Action"] and statement["Resource"]]


def _allow(service: str, verbs: tuple[str, ...], resources: list[str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": [f"{service}:{verb}" for verb in verbs], "Resource": resources}


def _table(place: Place, name: str) -> str:
    return f"arn:*:dynamodb:{place.region}:{place.account}:table/{place.prefix}{name}"


def _with_indexes(place: Place, name: str) -> str:
    """Return a table and its indexes as one, in half the room of two: no table's name begins another's."""
    return _table(place, name) + ("*" if name in _indexed() else "")


@cache
def _indexed() -> frozenset[str]:
    """Return the names of the tables that have indexes."""
    found = (model for model in tables() if model._get_schema()["global_secondary_indexes"])  # noqa: SLF001
    return frozenset(str(model.Meta.table_name).removeprefix(config.PREFIX) for model in found)


def _secret(place: Place, name: str) -> str:
    return f"arn:*:ssm:{place.region}:{place.account}:parameter{secrets_path(place.prefix)}{name}"


def _senders(place: Place) -> list[str]:
    """Return every address and domain that the account may send from; the stage's settings choose one of them."""
    return [f"arn:*:ses:{place.region}:{place.account}:{kind}/*" for kind in ("identity", "configuration-set")]


def _distributions(place: Place) -> str:
    """Return every distribution of the account: the stage's own is made after its functions."""
    return f"arn:*:cloudfront::{place.account}:distribution/*"


def _queue(place: Place, name: str) -> str:
    return f"arn:*:sqs:{place.region}:{place.account}:{place.prefix}{name}"
