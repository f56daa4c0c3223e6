"""Draw each function's IAM policy: the tables, queues and objects that its code uses, and no others.

Chalice's own guess at policies sees neither blueprints nor pynamodb, so a test runs every function
and compares what it calls with what is written here.
"""

from typing import Any, NamedTuple

from chalicelib import config
from infra.tables import tables
from infra.template.queues import QUEUES

# A transaction's condition check is a read of its own name.
READ = ("GetItem", "BatchGetItem", "Query", "ConditionCheckItem")
COUNT = ("DescribeTable",)
SCAN = ("Scan",)
WRITE = (*READ, "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
CONSUME = ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")
SEND = ("SendMessage", "GetQueueUrl")

ORIGINALS, RENDITIONS = "originals/*", ("media/*", "signed/*", "paid/*")
# A copy reads at one place and writes at the other; whoever moves a photo deletes what is left over.
LIST = ("ListBucket",)
MOVE = ("GetObject", "PutObject", "DeleteObject")

# What settling a payment writes.
SETTLED = ("stripe_events", "payments", "entries", "balances", "purchases", "grants", "mails")
SUBSCRIBED = ("subscriptions", "memberships")
# Whoever subscribes follows, and sees what is followed at home.
FOLLOWED = ("accounts", "follows", "homes", "timeline_entries")
PLEDGED = ("campaigns", "pledges", "backings", "rewards")

# What the daily look compares.
BOOKS = ("payments", "entries", "balances", "campaigns", "pledges", "purchases", "subscriptions", "grants")


class Needs(NamedTuple):
    """What a function uses: table names, queue names, and actions on originals and on renditions.

    `counts` are the tables that it asks for their size, `scans` those that it reads from end to end; `mails` tells
    whether it sends mail, `purges` whether it has CloudFront forget what it keeps.
    """

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    renditions: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    scans: tuple[str, ...] = ()
    mails: bool = False
    purges: bool = False


LEARNS = Needs(
    reads=("tiers",),
    # A sale is counted on its post.
    writes=(*SETTLED, "posts", *PLEDGED, *SUBSCRIBED, *FOLLOWED, "sellers"),
    sends=("refunds", "pledges", "mails"),
)


class Place(NamedTuple):
    """Where the resources are."""

    prefix: str
    originals_bucket: str
    renditions_bucket: str
    region: str = "*"
    account: str = "*"


def needs() -> dict[str, Needs]:
    """Return what each function uses. The API uses every table; it never opens an original."""
    every_table = tuple(str(model.Meta.table_name).removeprefix(config.PREFIX) for model in tables())
    return {
        "api_handler": Needs(
            writes=every_table,
            sends=("originals", "posts", "deletions", "moves", "profiles", "payments", "refunds", "pledges", "mails"),
            originals=("PutObject", "DeleteObject"),
            renditions=MOVE,
            counts=("accounts", "posts"),
        ),
        "on_original_uploaded": Needs(
            # What those who paid have of originals is made too.
            reads=("posts",),
            writes=("media", "accounts"),
            sends=("profiles", "moves"),
            originals=("GetObject", "DeleteObject"),
            renditions=("PutObject", "DeleteObject"),
        ),
        "on_post_published": Needs(
            reads=("follows",), writes=("posts", "accounts", "homes", "timeline_entries"), sends=("posts",)
        ),
        "on_post_deleted": Needs(
            # Comments take their photos out of the open with them.
            writes=("posts", "media", "likes", "bookmarks", "revisions"),
            sends=("deletions", "moves"),
            renditions=MOVE,
        ),
        "on_photo_moved": Needs(reads=("media",), renditions=("DeleteObject",), purges=True),
        "on_profile_changed": Needs(reads=("accounts",), writes=("posts",), sends=("profiles",)),
        **_of_money(),
        "on_mail_due": Needs(reads=("credentials",), writes=("mails",), mails=True),
        "on_five_minutes_passed": Needs(
            reads=("posts", "mails", "campaigns", "pledges"),
            writes=("media", "payments", "stripe_events"),
            sends=("posts", "originals", "moves", "pledges", "mails", "payments", "refunds"),
            originals=("GetObject", "DeleteObject"),
            renditions=("DeleteObject",),
        ),
        "on_day_passed": Needs(reads=(*BOOKS, "stripe_events", "mails"), scans=BOOKS),
    }


def _of_money() -> dict[str, Needs]:
    return {
        # What reconciliation learns goes the way of an event.
        "on_payment_changed": LEARNS,
        "on_hour_passed": LEARNS,
        "on_refund_due": Needs(
            reads=("sellers", "accounts", "tiers"),
            writes=(*SETTLED, "posts", *PLEDGED, *SUBSCRIBED),
            sends=("refunds", "pledges", "mails"),
        ),
        "on_pledge_due": Needs(
            reads=("accounts", "sellers"),
            writes=("payments", "entries", "balances", "grants", "mails", *PLEDGED),
            sends=("pledges", "refunds", "mails"),
        ),
    }


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
        _allow("dynamodb", READ, [arn for name in need.reads for arn in _table(place, name)]),
        _allow("dynamodb", WRITE, [arn for name in need.writes for arn in _table(place, name)]),
        _allow("dynamodb", COUNT, [_table(place, name)[0] for name in need.counts]),
        _allow("dynamodb", SCAN, [_table(place, name)[0] for name in need.scans]),
        _allow("sqs", SEND, [_queue(place, name) for name in need.sends]),
        _allow("sqs", CONSUME, [_queue(place, consumes)] if consumes else []),
        _allow("ses", ("SendEmail",), _senders(place) if need.mails else []),
        _allow("s3", need.originals, [f"arn:*:s3:::{place.originals_bucket}/{ORIGINALS}"]),
        _allow("s3", need.renditions, [f"arn:*:s3:::{place.renditions_bucket}/{path}" for path in RENDITIONS]),
        # Without it, what is not there to be copied would look like what may not be read.
        _allow("s3", LIST if "GetObject" in need.renditions else (), [f"arn:*:s3:::{place.renditions_bucket}"]),
        _allow("cloudfront", ("CreateInvalidation",) if need.purges else (), [_distributions(place)]),
    ]
    return [statement for statement in allowed if statement["Action"] and statement["Resource"]]


def _allow(service: str, verbs: tuple[str, ...], resources: list[str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": [f"{service}:{verb}" for verb in verbs], "Resource": resources}


def _table(place: Place, name: str) -> list[str]:
    arn = f"arn:*:dynamodb:{place.region}:{place.account}:table/{place.prefix}{name}"
    return [arn, f"{arn}/index/*"]


def _senders(place: Place) -> list[str]:
    """Return every address and domain that the account may send from: which one it is, is a setting of the stage."""
    return [f"arn:*:ses:{place.region}:{place.account}:{kind}/*" for kind in ("identity", "configuration-set")]


def _distributions(place: Place) -> str:
    """Return every distribution of the account: the stage's own is made after its functions."""
    return f"arn:*:cloudfront::{place.account}:distribution/*"


def _queue(place: Place, name: str) -> str:
    return f"arn:*:sqs:{place.region}:{place.account}:{place.prefix}{name}"
