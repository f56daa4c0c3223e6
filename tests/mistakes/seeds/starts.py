"""Mistakes that make a cold start slow."""

from tests.mistakes.trial import Mistake

STARTS = "tests/test_starts.py"

MISTAKES = (
    Mistake(
        "a pattern of a page takes every letter of Unicode two hundred times",
        "chalicelib/schemas/pages.py",
        'Field(pattern=r"^[0-9]{0,30}$")]',
        'Field(pattern=r"^\\w{0,200}$")]',
        ("tests/test_house.py::test_no_pattern_of_a_schema_has_a_class_of_all_of_unicode",),
    ),
    Mistake(
        "each table makes a client of its own",
        "chalicelib/models/connections.py",
        "    found.connection._client = connection().client  # noqa: SLF001 - pynamodb has no door for it\n",
        "",
        ("tests/models/test_connections.py::test_no_table_makes_a_client_of_its_own",),
    ),
    Mistake(
        "the API imports every route as it starts",
        "chalicelib/handlers/routing.py",
        "for name in self._modules.get(path, ()):",
        "for name in sorted({name for names in self._modules.values() for name in names}):",
        (f"{STARTS}::test_the_api_starts_with_its_first_page_and_with_no_other_route",),
    ),
    Mistake(
        "mails start with the money",
        "chalicelib/handlers/events.py",
        "    from chalicelib.services.talk import sending\n",
        "    from chalicelib.services import sweeper\n    from chalicelib.services.talk import sending\n",
        (f"{STARTS}::test_a_function_of_a_queue_starts_with_what_it_works_with",),
    ),
    Mistake(
        "Stripe's events start with the timelines",
        "chalicelib/services/money/selling/sync.py",
        "from chalicelib.services.people import follows\n",
        "from chalicelib.services.people import follows\nfrom chalicelib.services.photos import timelines\n",
        (f"{STARTS}::test_a_function_of_a_queue_starts_with_what_it_works_with",),
    ),
    Mistake(
        "whoever subscribes waits for the posts as long as for a message that is sent ahead",
        "chalicelib/services/money/selling/sync.py",
        "    if is_new:\n",
        "    if is_new is None:\n",
        (
            "tests/services/money/selling/test_events.py::test_whoever_subscribes_finds_the_creators_posts_at_home_within_seconds",
        ),
    ),
    Mistake(
        "a function of a queue imports its work in its first event",
        "chalicelib/handlers/starting.py",
        'if getattr(function, "event_class", None) is SQSEvent:',
        'if getattr(function, "event_class", None) is str:',
        (f"{STARTS}::test_a_function_of_a_queue_starts_with_what_it_works_with",),
    ),
    Mistake(
        "the package describes the endpoints of every service",
        "infra/package/slim.py",
        "if name in prefixes",
        "if prefixes",
        ("tests/infra/test_slim.py::test_no_prose_and_no_other_service_is_left",),
    ),
    Mistake(
        "the package's libraries do at once what hardly anything asks for",
        "infra/package/trim.py",
        "    put_off(libraries)\n",
        "",
        ("tests/infra/test_late.py::test_what_is_put_off_is_not_done_as_a_client_is_imported",),
    ),
    Mistake(
        "an address of IPv6 is none before another was seen",
        "infra/package/late.py",
        "        if self._compiled is None:\n            self._compiled = re.compile(*self._asked)\n",
        "",
        ("tests/infra/test_late.py::test_what_is_put_off_answers_as_before",),
    ),
    Mistake(
        "a Lambda never looks for garbage",
        "chalicelib/handlers/starting.py",
        "    gc.enable()\n",
        "",
        (f"{STARTS}::test_garbage_is_looked_for_once_a_start_has_ended",),
    ),
    Mistake(
        "garbage is looked for while a Lambda starts",
        "chalicelib/__init__.py",
        "    gc.disable()\n",
        "    gc.enable()\n",
        (f"{STARTS}::test_garbage_is_looked_for_once_a_start_has_ended",),
    ),
)
