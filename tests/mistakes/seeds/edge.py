"""Mistakes about the edge: where a path goes, whose address is believed, what is kept."""

from tests.mistakes.trial import Mistake

TABLE = "tests/infra/test_edge.py"

MISTAKES = (
    Mistake(
        "the pages of payments do not reach the app",
        "infra/edge.py",
        '    Behaviour("/unlock/*", API, scheme=REDIRECT),\n',
        "",
        (f"{TABLE}::test_every_route_reaches_the_app_by_every_method_that_it_has",),
    ),
    Mistake(
        "the local front compares a path as it was sent",
        "local/front.py",
        "edge.behaviour_of(paths.normal(path))",
        "edge.behaviour_of(path.partition('/..')[0])",
        (f"{TABLE}::test_the_local_front_compares_a_path_as_cloudfront_does",),
    ),
    Mistake(
        "CloudFront keeps a failure for ten seconds",
        "infra/edge.py",
        "FAILURES_KEPT_SECONDS = 0",
        "FAILURES_KEPT_SECONDS = 10",
        (f"{TABLE}::test_no_page_of_cloudfronts_stands_in_for_an_answer_and_no_failure_is_kept",),
    ),
)
