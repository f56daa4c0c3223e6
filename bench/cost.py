"""Say what a community costs a month on AWS: `make cost`. Units come from the measured operations, the rest is assumed.

What people do and how large things are stands in two tables, which are printed with the bill.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from bench import operations
from bench.activity import ACTIVITY
from bench.meter import Bill
from bench.prices import AS_OF, PRICES

SIZES = (0, 1_000, 100_000, 10_000_000)
MONTH = 30 * 86400
KB, MB = 1 / 1024**2, 1 / 1024

# These run in Lambdas of their own and not through the API; the other operations are a request each.
DELIVERIES = ("deliver to 100 followers, 30 % active", "deliver to 500 followers, 30 % active")
BY_QUEUE = {
    *DELIVERIES,
    *("index the words of a post", "write ten reports of 20 views down", "add up ten reports of 20 views"),
}
# These are a part of a request that another operation is.
WITHIN = {"limit of a write", "limit of ten likes"}
PUBLISHING = ("publish a post of one photo", "publish with an idempotency key")
# Each of these sends so many messages.
MESSAGES = {
    **dict.fromkeys(("like, counted", "first like of a day, counted", "vote in a poll, counted"), 2),
    # The words of a post.
    **dict.fromkeys(DELIVERIES, 1),
    **dict.fromkeys(("reblog", "report 20 views"), 1),
    "take a reblog back": 2,
    "take a like back, counted": 2,
    "follow, counted": 3,
    "unfollow, counted": 3,
    "block an account": 2,
    **dict.fromkeys((*PUBLISHING, "delete a post"), 4),
}

# What CloudFront is asked to forget at each of these: a path for each photo, of which a post has one here.
PURGED = {"delete a post": 1, "archive a post": 1}

# What cannot be measured here. GB are of 1024 MB.
ASSUMED: dict[str, tuple[float, str]] = {
    "wait": (0.005, "seconds that a trip to DynamoDB takes, for which Lambda is paid"),
    "api memory": (1.0, "GB of the API's Lambda"),
    "queue memory": (0.5, "GB of the Lambdas of queues"),
    "queue time": (0.05, "seconds that a message takes"),
    "imaging": (5.0, "GB-seconds that the renditions of a photo take"),
    "months": (12, "months for which the community has posted as now, and kept everything"),
    "original": (4 * MB, "GB of an original"),
    "renditions": (0.9 * MB, "GB of all renditions of a photo"),
    "files": (13, "files that are written for a photo"),
    "rows": (30 * KB, "GB of rows and indexes that a person's month leaves in the tables"),
    "photos seen": (400, "photos that somebody loads in a month and has not loaded before"),
    "photo": (70 * KB, "GB of such a photo"),
    "missed": (0.1, "share of those that CloudFront has to read from S3"),
    "page": (9 * KB, "GB of a page of the API, compressed"),
    "mails": (0.3, "mails to a person in a month"),
    "log": (0.7 * KB, "GB of logs of a request"),
    "pollers": (5, "long polls of 20 s that Lambda keeps at each queue, whether or not there is anything"),
}

Lines = dict[str, float]
# How much of what has a price is taken.
Taken = defaultdict[str, float]


def amounts(people: int, measured: Mapping[str, Bill], home_cpu: float) -> Taken:
    """Return how much of each of `PRICES` a community takes in a month; `home_cpu` are CPU seconds of a home page."""
    taken: Taken = defaultdict(float)
    for name, often in ACTIVITY.items():
        times, bill = people * often, measured[name]
        taken["DynamoDB, reads"] += times * bill.read_units
        taken["DynamoDB, writes"] += times * bill.write_units
        if name not in BY_QUEUE | WITHIN:
            _add_request(taken, times, home_cpu + bill.trips * _of("wait"))
        if name in WITHIN:
            taken["Lambda, time"] += times * bill.trips * _of("wait") * _of("api memory")
        taken["CloudFront, purges"] += times * PURGED.get(name, 0)
        messages = times * (MESSAGES.get(name, 0) + (name in BY_QUEUE))
        taken["SQS, requests"] += 3 * messages
        taken["Lambda, requests"] += messages
        taken["Lambda, time"] += messages * _of("queue time") * _of("queue memory")
    _add_photos(taken, people)
    taken["DynamoDB, storage"] = taken["DynamoDB, backups"] = people * _of("rows") * _of("months")
    taken["SES, mails"] += people * _of("mails")
    _add_idle(taken)
    return taken


def _of(name: str) -> float:
    return ASSUMED[name][0]


def _add_request(taken: Taken, times: float, seconds: float) -> None:
    for line in ("API Gateway, requests", "CloudFront, requests", "Lambda, requests"):
        taken[line] += times
    taken["Lambda, time"] += times * seconds * _of("api memory")
    taken["CloudFront, bytes"] += times * _of("page")
    taken["CloudWatch, logs"] += times * _of("log")


def _add_photos(taken: Taken, people: int) -> None:
    posted = people * sum(ACTIVITY[name] for name in PUBLISHING)
    older = "S3, originals in Glacier Instant Retrieval" if _moves_originals() else "S3, originals at hand"
    taken["S3, originals at hand"] += posted * _of("original")
    taken[older] += posted * _of("original") * (_of("months") - 1)
    taken["S3, renditions"] += posted * _of("renditions") * _of("months")
    taken["S3, writes"] += posted * _of("files")
    taken["Lambda, time"] += posted * _of("imaging")
    seen = people * _of("photos seen")
    taken["CloudFront, requests"] += seen
    taken["CloudFront, bytes"] += seen * _of("photo")
    taken["S3, reads"] += seen * _of("missed")


@cache
def _moves_originals() -> bool:
    """Tell whether the template moves originals that nobody reads to where they cost a sixth."""
    from infra.template import buckets

    return "GLACIER_IR" in repr(buckets.resources())


def _add_idle(taken: Taken) -> None:
    """Add what is paid though nobody is there: the polls at the queues, and the alarms."""
    from infra.template import build
    from infra.template.queues import QUEUES

    kinds = Counter(resource["Type"] for resource in build()["Resources"].values())
    taken["SQS, requests"] += len(QUEUES) * _of("pollers") * MONTH / 20
    taken["CloudWatch, alarms"] += kinds["AWS::CloudWatch::Alarm"]


def bill(people: int, measured: Mapping[str, Bill], home_cpu: float) -> Lines:
    """Return what each line costs a month, the dearest first."""
    taken = amounts(people, measured, home_cpu)
    lines = {name: price.of(taken[name]) for name, price in PRICES.items()}
    return dict(sorted(lines.items(), key=lambda line: -line[1]))


def main() -> None:
    """Measure the operations and print the bills, what they rest on, and what is free."""
    measured, home_cpu = operations.measure()
    bills = {people: bill(people, measured, home_cpu / 1000) for people in SIZES}
    print(f"US dollars a month, us-east-1, list prices of {AS_OF}; Stripe, tax and support are not in it.\n")
    print(f"{'':44}" + "".join(f"{people:>14,}" for people in SIZES) + "  people")
    for name in bills[SIZES[-1]]:
        print(f"{name:44}" + "".join(f"{bills[people][name]:14,.2f}" for people in SIZES))
    print(f"{'all':44}" + "".join(f"{sum(bills[people].values()):14,.2f}" for people in SIZES))
    print("\nWhat one person does in a month, and what it takes, as measured:")
    for name, often in ACTIVITY.items():
        print(f"  {often:6g} x {name:42} {measured[name].read_units:6g} RRU {measured[name].write_units:5g} WRU")
    print(f"  CPU of a request: {home_cpu:.1f} ms, that of a home page\n\nWhat is assumed:")
    for value, meaning in ASSUMED.values():
        print(f"  {value:10.4g}  {meaning}")
    print("\nFree for everybody, and taken off:", "; ".join(f"{p.free} ({n})" for n, p in PRICES.items() if p.free))
    print("Alarms cost nothing without ALARM_EMAIL. A domain ($0.50 a month at Route 53) and WAF are by choice.")


if __name__ == "__main__":
    main()
