"""Mistakes of an operator's command about where a stage stands, what of it is secret, and who deploys it."""

from tests.mistakes.trial import Mistake

WHEREABOUTS = "tests/infra/test_whereabouts.py"
KEYS = "tests/infra/test_payment_keys.py"

MISTAKES = (
    Mistake(
        "keys are stored in a region in which the stage does not read them",
        "infra/whereabouts.py",
        "    if found != here:\n",
        "    if found and not here:\n",
        (f"{WHEREABOUTS}::test_in_another_region_nothing_begins_and_the_stages_is_named",),
    ),
    Mistake(
        "the roles of a stage in another region are deleted",
        "infra/deploy.py",
        '        whereabouts.look(boto3.client("s3"), self.artifacts_bucket, self.stage)\n',
        "",
        (f"{WHEREABOUTS}::test_in_another_region_nothing_begins_and_the_stages_is_named",),
    ),
    Mistake(
        "a secret of the edge may stand in the settings that git keeps",
        "infra/payment_keys.py",
        "written = sorted(secret_names() & set(settings))",
        "written = sorted(set(NAMES) & set(settings))",
        (f"{KEYS}::test_a_secret_in_the_settings_that_git_keeps_is_refused",),
    ),
    Mistake(
        "two deployments write the web client at once",
        "infra/deploy.py",
        "            self.lock.renew()\n            last()\n",
        "        last()\n",
        ("tests/infra/test_main.py::test_what_comes_last_is_done_while_nobody_else_deploys",),
    ),
)
