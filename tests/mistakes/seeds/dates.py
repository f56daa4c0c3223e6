"""Mistakes about what people type and read: digits taken for seconds, days that lose hours, mails without a link."""

from tests.mistakes.trial import Mistake

MOMENTS, DAYS = "chalicelib/schemas/moments.py", "chalicelib/services/days.py"
READ = "tests/schemas/test_moments.py"
REVENUE = "tests/handlers/money/creators/test_revenue.py"

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
        "today is UTC's day wherever one lives",
        "chalicelib/schemas/money/creators/ledger.py",
        "last = self.last or day_of(now(), self.timezone)",
        'last = self.last or day_of(now(), "UTC")',
        (f"{REVENUE}::test_the_last_day_is_today_in_the_zone_that_is_asked_for",),
    ),
    Mistake(
        "a day of revenue is UTC's day",
        "chalicelib/handlers/money/creators/ledger.py",
        "first, last, zone_of(form.timezone), form.currency",
        'first, last, zone_of(form.timezone and "UTC"), form.currency',
        (f"{REVENUE}::test_a_day_is_a_day_where_the_creator_lives",),
    ),
    Mistake(
        "krónur are shown in hundredths that do not exist",
        "chalicelib/models/money/currencies.py",
        "if currency in WHOLE_HUNDREDTHS and amount % 100 == 0:",
        "if currency in WHOLE_HUNDREDTHS and amount % 100:",
        ("tests/models/test_currencies.py",),
    ),
    Mistake(
        "a tip's receipt leads to the front page",
        "chalicelib/services/money/payments/receipts.py",
        'return f"{config.PUBLIC_URL}/{handle}" if handle.startswith("@") else config.PUBLIC_URL',
        "return config.PUBLIC_URL if handle else str()",
        ("tests/services/money/payments/test_receipts.py::test_what_has_no_page_of_its_own_leads_to_its_creator",),
    ),
    Mistake(
        "the hour before a skipped midnight is of no day",
        DAYS,
        "int(resolve_imaginary(local.replace(tzinfo=zone)).timestamp())",
        "int(local.replace(tzinfo=zone).timestamp())",
        (REVENUE,),
    ),
)
