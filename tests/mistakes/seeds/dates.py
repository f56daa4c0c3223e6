"""Mistakes about what people type and read: digits taken for seconds, days that lose hours, mails without a link."""

from tests.mistakes.trial import Mistake

MOMENTS, DAYS = "chalicelib/schemas/moments.py", "chalicelib/services/days.py"
READ = "tests/schemas/test_moments.py"

MISTAKES = (
    Mistake(
        "a campaign's letters tell moments in UTC",
        "chalicelib/services/money/funding/notices.py",
        '{"until": at, "timezone": campaign.timezone}',
        '{"until": at}',
        ("tests/handlers/money/funding/test_dates.py",),
    ),
    Mistake(
        "a date in digits is taken for seconds",
        MOMENTS,
        '"[0-9]{10,12}"',
        '"[0-9]{1,12}"',
        (READ,),
    ),
    Mistake(
        "a deadline ends where its day begins",
        MOMENTS,
        "return self.end(zone) - 1 if self._is_day else self.first(zone)",
        "return self.first(zone)",
        ("tests/handlers/money/funding/test_dates.py",),
    ),
    Mistake(
        "an edit forgets the zone that the creator named",
        "chalicelib/schemas/money/funding/campaigns.py",
        "_last(self.deadline, self.timezone or timezone)",
        '_last(self.deadline, self.timezone or "UTC")',
        ("tests/handlers/money/funding/test_dates.py",),
    ),
    Mistake(
        "a receipt leads nowhere",
        "chalicelib/services/money/selling/purchases.py",
        "what=what, link=receipts.page_of(purchase))",
        "what=what)",
        ("tests/services/money/payments/test_receipts.py",),
    ),
    Mistake(
        "the hour before a skipped midnight is of no day",
        DAYS,
        "int(resolve_imaginary(local.replace(tzinfo=zone)).timestamp())",
        "int(local.replace(tzinfo=zone).timestamp())",
        ("tests/handlers/money/creators/test_revenue.py",),
    ),
)
