"""What AWS asks for: list prices of us-east-1 in US dollars, by the month and without tax.

They were written down in November 2026 from memory, but for two that were compared with stored copies of pages in that
month: CloudFront's bytes and what it gives for nothing (https://aws.amazon.com/cloudfront/pricing), and DynamoDB's
reads and writes on demand (https://airbyte.com/data-engineering-resources/dynamodb-pricing, of July 2025). Look all of
them up at AWS before a budget is made of them. A price is a list of steps: up to how much (None: without end), and what
one unit costs there. What is free for everybody for ever is a step of its own; what is free for a year is not counted.
"""

from typing import NamedTuple

AS_OF = "November 2026"
MILLION = 1_000_000
GB, TB, PB = 1.0, 1024.0, 1024.0**2
NO_END = float("inf")

Steps = tuple[tuple[float, float], ...]


class Price(NamedTuple):
    """What one unit costs, by steps; `free` says in words what the first step gives to everybody."""

    unit: str
    steps: Steps
    free: str = ""

    def of(self, amount: float) -> float:
        """Return what an amount in a month costs."""
        cost, done = 0.0, 0.0
        for end, price in self.steps:
            cost += (min(amount, end) - done) * price if amount > done else 0.0
            done = end
        return cost


TRAFFIC = (
    (TB, 0.0),
    (10 * TB, 0.085),
    (50 * TB, 0.080),
    (150 * TB, 0.060),
    (500 * TB, 0.040),
    (1024 * TB, 0.030),
    (5 * PB, 0.025),
    (NO_END, 0.020),
)
PRICES = {
    "API Gateway, requests": Price("request", ((333 * MILLION, 3.50 / MILLION), (NO_END, 2.80 / MILLION))),
    "Lambda, requests": Price("request", ((MILLION, 0.0), (NO_END, 0.20 / MILLION)), "1 million requests"),
    "Lambda, time": Price("GB-second", ((400_000, 0.0), (NO_END, 0.0000166667)), "400,000 GB-seconds"),
    "DynamoDB, reads": Price("read unit", ((NO_END, 0.125 / MILLION),)),
    "DynamoDB, writes": Price("write unit", ((NO_END, 0.625 / MILLION),)),
    "DynamoDB, storage": Price("GB", ((25 * GB, 0.0), (NO_END, 0.25)), "25 GB"),
    "DynamoDB, backups": Price("GB", ((NO_END, 0.20),)),
    "S3, originals at hand": Price("GB", ((50 * TB, 0.023), (500 * TB, 0.022), (NO_END, 0.021))),
    "S3, originals in Glacier Instant Retrieval": Price("GB", ((NO_END, 0.004),)),
    "S3, renditions": Price("GB", ((50 * TB, 0.023), (500 * TB, 0.022), (NO_END, 0.021))),
    "S3, writes": Price("request", ((NO_END, 5.0 / MILLION),)),
    "S3, reads": Price("request", ((NO_END, 0.40 / MILLION),)),
    "CloudFront, bytes": Price("GB", TRAFFIC, "1 TB"),
    "CloudFront, requests": Price("request", ((10 * MILLION, 0.0), (NO_END, 1.00 / MILLION)), "10 million requests"),
    "CloudFront, purges": Price("path", ((1_000, 0.0), (NO_END, 0.005)), "1,000 paths"),
    "SQS, requests": Price("request", ((MILLION, 0.0), (NO_END, 0.40 / MILLION)), "1 million requests"),
    "SES, mails": Price("mail", ((NO_END, 0.0001),)),
    "CloudWatch, logs": Price("GB", ((5 * GB, 0.0), (NO_END, 0.50)), "5 GB"),
    "CloudWatch, alarms": Price("alarm", ((10, 0.0), (NO_END, 0.10)), "10 alarms"),
}
