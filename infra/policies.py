"""Generate each function's IAM policy: the tables, queues and objects that its code uses, and no others.

Chalice's automatic policies see neither blueprints nor pynamodb, so a test runs every function and compares its calls
with the needs declared here.
"""

from typing import Any, NamedTuple

from chalicelib.gateways.payments.keys import KEY, SECRET
from infra.template.queues import QUEUES

# A condition check in a transaction needs its own action.
READ = ("GetItem", "BatchGetItem", "Query", "ConditionCheckItem")
COUNT = ("DescribeTable",)
SCAN = ("Scan",)
WRITE = (*READ, "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
CONSUME = ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")
SEND = ("SendMessage", "GetQueueUrl")

ORIGINALS, RENDITIONS, PAID = "originals/*", "media/*", "paid/*"
# A copy reads at one place and writes at the other; whoever moves a photo deletes what is left over.
MOVE = ("GetObject", "PutObject", "DeleteObject")

# What filling a home timeline and counting are told by.
HOMES = ("homes", "follows", "counts")
# What settling a payment writes.
SETTLED = ("stripe_events", "payments", "entries", "balances", "purchases", "grants", "mails")
SUBSCRIBED = ("subscriptions", "memberships", "trial_cards")
# A subscriber follows the creator, whose posts are added to the home timeline.
FOLLOWED = ("accounts", "follows", "homes", "timeline_entries")
PLEDGED = ("campaigns", "pledges", "backings", "rewards")

# The tables that the daily audit compares.
BOOKS = ("payments", "entries", "balances", "campaigns", "pledges", "purchases", "subscriptions", "grants")


def secrets_path(prefix: str) -> str:
    """Return the path of a stage's secrets in the Parameter Store."""
    return f"/{prefix.strip('-')}/"


# Every table of the stage, by its prefix: all names one by one would not fit into a role's policy for long.
EVERY = ("*",)


class Needs(NamedTuple):
    """What a function uses: table names, queue names, and actions on originals, on renditions, and on paid ones.

    `counts` are the tables that it asks for their size, `scans` those that it reads from end to end; `secrets` are
    names in the secret store; `mails` tells whether it sends mail.
    """

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    renditions: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    scans: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    mails: bool = False


LEARNS = Needs(
    reads=("tiers",),
    # `sales_count` is an attribute of the post.
    writes=(*SETTLED, "posts", *PLEDGED, *SUBSCRIBED, *FOLLOWED, "sellers"),
    sends=("refunds", "pledges", "mails", "follows", "counts"),
    secrets=(KEY,),
)


class Place(NamedTuple):
    """The names, region and account of a stage's resources."""

    prefix: str
    originals_bucket: str
    renditions_bucket: str
    region: str = "*"
    account: str = "*"


def needs() -> dict[str, Needs]:
    """Return what each function uses. The API uses every table, and never reads an original."""
    return {
        "api_handler": Needs(
            writes=EVERY,
            sends=("posts", *HOMES, "deletions", "profiles", "payments", "refunds", "pledges", "mails"),
            originals=("PutObject", "DeleteObject"),
            renditions=MOVE,
            # An address that it signs carries its own rights.
            paid=MOVE,
            counts=("accounts", "posts"),
            secrets=(KEY, SECRET),
        ),
        **_of_photos(),
        **_of_money(),
        "on_mail_due": Needs(reads=("credentials",), writes=("mails",), mails=True),
        "on_five_minutes_passed": Needs(
            reads=("posts", "accounts", "mails", "campaigns", "pledges"),
            # One share of them in each sweep: which totals changed within a day.
            scans=("posts", "accounts"),
            writes=("media", "payments", "stripe_events", "promises", "closings"),
            # A promise may be for any queue that something promises to.
            sends=("posts", "homes", "counts", "originals", "pledges", "mails", "payments", "refunds"),
            originals=("GetObject", "DeleteObject"),
            renditions=("DeleteObject",),
            paid=("DeleteObject",),
        ),
        "on_day_passed": Needs(reads=(*BOOKS, "stripe_events", "mails", "closings"), scans=BOOKS),
    }


def _of_photos() -> dict[str, Needs]:
    return {
        "on_original_uploaded": Needs(
            writes=("media", "accounts", "posts"),
            sends=("profiles", "originals"),
            originals=("GetObject", "DeleteObject"),
            renditions=("PutObject", "DeleteObject"),
            paid=("PutObject", "DeleteObject"),
            scans=("media",),
        ),
        "on_post_published": Needs(
            reads=("follows",),
            writes=("posts", "accounts", "homes", "timeline_entries", "promises"),
            sends=("posts",),
        ),
        "on_reader_returned": Needs(
            reads=("follows", "accounts", "posts"), writes=("homes", "timeline_entries", "promises")
        ),
        "on_follow_changed": Needs(
            reads=("follows", "posts"), writes=("accounts", "homes", "timeline_entries"), sends=("counts",)
        ),
        "on_totals_changed": Needs(reads=("follows",), writes=("posts", "accounts", "likes"), sends=("counts",)),
        "on_post_deleted": Needs(writes=("posts", "media", "likes", "bookmarks", "revisions"), sends=("deletions",)),
        "on_profile_changed": Needs(reads=("accounts",), writes=("posts",), sends=("profiles",)),
    }


def _of_money() -> dict[str, Needs]:
    return {
        # Reconciliation applies what was missed with the same code as an event.
        "on_payment_changed": LEARNS,
        "on_hour_passed": LEARNS,
        "on_refund_due": Needs(
            reads=("sellers", "accounts", "tiers"),
            writes=(*SETTLED, "posts", *PLEDGED, *SUBSCRIBED, "checkout_pages", "closings"),
            sends=("refunds", "pledges", "mails"),
            secrets=(KEY,),
        ),
        "on_pledge_due": Needs(
            reads=("accounts", "sellers"),
            writes=("payments", "entries", "balances", "grants", "mails", *PLEDGED),
            sends=("pledges", "refunds", "mails"),
            secrets=(KEY,),
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
        _allow("ssm", ("GetParameter",), [_secret(place, name) for name in need.secrets]),
        _allow("ses", ("SendEmail",), _senders(place) if need.mails else []),
        _allow("s3", need.originals, [f"arn:*:s3:::{place.originals_bucket}/{ORIGINALS}"]),
        _allow("s3", need.renditions, [f"arn:*:s3:::{place.renditions_bucket}/{RENDITIONS}"]),
        _allow("s3", need.paid, [f"arn:*:s3:::{place.renditions_bucket}/{PAID}"]),
    ]
    return [statement for statement in allowed if statement["Action"] and statement["Resource"]]


def _allow(service: str, verbs: tuple[str, ...], resources: list[str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": [f"{service}:{verb}" for verb in verbs], "Resource": resources}


def _table(place: Place, name: str) -> list[str]:
    arn = f"arn:*:dynamodb:{place.region}:{place.account}:table/{place.prefix}{name}"
    return [arn] if name == "*" else [arn, f"{arn}/index/*"]


def _secret(place: Place, name: str) -> str:
    return f"arn:*:ssm:{place.region}:{place.account}:parameter{secrets_path(place.prefix)}{name}"


def _senders(place: Place) -> list[str]:
    """Return every address and domain that the account may send from; the stage's settings choose one of them."""
    return [f"arn:*:ses:{place.region}:{place.account}:{kind}/*" for kind in ("identity", "configuration-set")]


def _queue(place: Place, name: str) -> str:
    return f"arn:*:sqs:{place.region}:{place.account}:{place.prefix}{name}"
