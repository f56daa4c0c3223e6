"""Mistakes in the versions of terms, and in who accepted which."""

from tests.mistakes.trial import Mistake

ACCEPTED = "tests/handlers/people/reading/test_accepted_terms.py"
TEXTS = "tests/handlers/people/reading/test_server_texts.py"
MODEL = "chalicelib/models/people/reading/server_texts.py"

MISTAKES = (
    Mistake(
        "terms that people have accepted are replaced",
        MODEL,
        "        if before and day <= today and cls.texts_of(before) != dict(texts):\n",
        "        if before and day < today:\n",
        (f"{TEXTS}::test_what_has_begun_stays_as_people_read_it",),
    ),
    Mistake(
        "terms that people have accepted are taken back",
        MODEL,
        "        waits = cls.key.exists() & (cls.part > today)\n",
        "        waits = cls.key.exists()\n",
        (f"{TEXTS}::test_what_has_begun_stays_as_people_read_it",),
    ),
    Mistake(
        "terms count before their day",
        "chalicelib/services/people/reading/server_texts.py",
        "    day = today()\n    return Versions(",
        '    day = "9999-12-31"\n    return Versions(',
        (f"{TEXTS}::test_each_version_counts_from_its_day_on",),
    ),
    Mistake(
        "an acceptance of earlier terms hides that of later ones",
        "chalicelib/models/people/door/acceptances.py",
        "    earlier = Credential.terms_day.does_not_exist() | (Credential.terms_day < day)\n",
        "    earlier = Credential.account_id.exists()\n",
        (f"{ACCEPTED}::test_a_later_acceptance_is_not_replaced_by_an_earlier_one",),
    ),
    Mistake(
        "somebody accepts terms that count no more",
        "chalicelib/services/people/reading/server_texts.py",
        "    if not day or day != found.current:\n",
        "    if not day:\n",
        (f"{ACCEPTED}::test_new_terms_are_accepted_by_whoever_was_there_before",),
    ),
    Mistake(
        "somebody accepts terms whose words may change",
        "chalicelib/services/people/reading/server_texts.py",
        "    if not day or day != found.current:\n",
        "    if not day or day not in (found.current, found.upcoming):\n",
        (f"{ACCEPTED}::test_only_terms_that_count_are_accepted",),
    ),
    Mistake(
        "nobody knows which terms somebody signed up under",
        "chalicelib/services/people/registration.py",
        "        arrival = replace(arrival, terms_day=asked.terms_day)\n",
        "        pass\n",
        (f"{ACCEPTED}::test_whoever_signs_up_accepts_the_terms_that_the_form_showed",),
    ),
    Mistake(
        "somebody accepts terms by a sign-up that nobody showed them",
        "chalicelib/services/people/registration.py",
        "    if asked.terms_day and asked.terms_day == server_texts.day_of_terms():\n"
        "        arrival = replace(arrival, terms_day=asked.terms_day)\n",
        "    arrival = replace(arrival, terms_day=server_texts.day_of_terms())\n",
        (f"{ACCEPTED}::test_whoever_signs_up_accepts_the_terms_that_the_form_showed",),
    ),
    Mistake(
        "terms bring HTML of their own",
        "infra/operate/publish.py",
        '{"html": False}',
        '{"html": True}',
        (f"{TEXTS}::test_what_acts_or_is_fetched_from_elsewhere_is_left_out",),
    ),
)
