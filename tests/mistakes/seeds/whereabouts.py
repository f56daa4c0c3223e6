"""Mistakes of an operator's command about where a stage stands."""

from tests.mistakes.trial import Mistake

WHEREABOUTS = "tests/infra/test_whereabouts.py"

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
)
