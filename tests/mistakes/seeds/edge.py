"""Mistakes about the edge: where a path goes, whose address is believed, what is kept."""

from tests.mistakes.trial import Mistake

TABLE = "tests/infra/test_edge.py"
BELIEF = "tests/handlers/test_edge.py"
HEADERS = "tests/infra/test_edge_headers.py"
KEEPING = "tests/handlers/test_keeping.py"
KEPT = "tests/infra/test_edge_keeping.py"
CHOICES = "tests/infra/test_edge_choices.py"
SIGNING = "tests/infra/test_edge_signing.py"
PROOF = "tests/infra/test_edge_proof.py"

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
    Mistake(
        "a caller's word for their address is believed",
        "chalicelib/handlers/callers.py",
        "len(chain) > config.TRUSTED_PROXIES and _came_through_edge(request)",
        "len(chain) > config.TRUSTED_PROXIES",
        (f"{BELIEF}::test_who_calls_api_gateway_directly_is_believed_no_address",),
    ),
    Mistake(
        "each address of a network is another caller",
        "chalicelib/handlers/callers.py",
        "ip_network((int(found), 64), strict=False)",
        "found",
        (f"{BELIEF}::test_the_addresses_of_one_home_are_one_in_ipv6_and_those_of_two_are_not",),
    ),
    Mistake(
        "the local front hands on the caller's word for their address",
        "local/front.py",
        'headers | {"x-forwarded-for": ", ".join(filter(None, chain))',
        'headers | {"x-forwarded-for": chain[0] or chain[1]',
        (f"{BELIEF}::test_through_the_local_front_nobody_is_believed_an_address_either",),
    ),
    Mistake(
        "a proof that the app does not know yet is not looked up",
        "chalicelib/gateways/proof.py",
        "_is_known(given) or (secrets.renew(PROOF) and _is_known(given))",
        "_is_known(given)",
        (f"{BELIEF}::test_a_proof_that_was_just_replaced_is_looked_up_once",),
    ),
    Mistake(
        "a stage for CloudFront alone answers what comes past it",
        "chalicelib/handlers/door.py",
        "                callers.check_edge(event)\n",
        "",
        (f"{BELIEF}::test_a_stage_that_is_reached_through_cloudfront_alone_says_so",),
    ),
    Mistake(
        "the old proof is dropped while CloudFront sends it",
        "infra/edge_proof.py",
        "if sent != known[0]:",
        "if sent not in known:",
        (f"{PROOF}::test_it_is_replaced_in_two_steps_between_which_both_are_valid",),
    ),
    Mistake(
        "what CloudFront says of a page takes the place of what the page says",
        "infra/edge.py",
        "    overrides: bool = False\n",
        "    overrides: bool = True\n",
        (f"{HEADERS}::test_what_the_app_says_of_its_pages_stays",),
    ),
    Mistake(
        "what somebody asked for is kept for all",
        "chalicelib/handlers/keeping.py",
        "return is_anonymous and is_plain",
        "return is_plain",
        (f"{KEEPING}::test_a_marked_route_is_kept_for_all_and_for_nobody_in_particular",),
    ),
    Mistake(
        "a refusal is kept for all",
        "chalicelib/handlers/keeping.py",
        "response.status_code in (200, 304) and ",
        "",
        (f"{KEEPING}::test_a_failure_a_cookie_or_a_write_is_kept_nowhere",),
    ),
    Mistake(
        "CloudFront gives one's answer to another who asks with a token",
        "infra/edge.py",
        'BRIEFLY_BY_HEADERS = ("Authorization",)',
        "BRIEFLY_BY_HEADERS: tuple[str, ...] = ()",
        (f"{KEPT}::test_nobody_gets_what_was_kept_for_others",),
    ),
    Mistake(
        "many who ask at once are as many questions",
        "local/kept.py",
        "            return self._slots.setdefault(key, _Slot())",
        "            return _Slot()",
        (f"{KEPT}::test_a_thousand_readers_in_five_seconds_are_one_question",),
    ),
    Mistake(
        "a rate that refuses strangers refuses Stripe",
        "infra/template/wall.py",
        '                "ScopeDownStatement": {"NotStatement": {"Statement": spared}},\n',
        '                "ScopeDownStatement": spared,\n',
        (f"{CHOICES}::test_who_comes_too_often_is_told_in_the_apps_words_and_stripe_never_is",),
    ),
    Mistake(
        "a certificate of another region is taken until CloudFormation fails",
        "infra/template/domain.py",
        "acm:us-east-1:",
        "acm:[a-z0-9-]+:",
        (f"{CHOICES}::test_what_cannot_be_meant_is_said_before_anything_is_made",),
    ),
    Mistake(
        "another signing key is a change of the one that CloudFront has",
        "infra/template/signers.py",
        '    return f"EdgeKey{mark(public_key)}"',
        '    return f"EdgeKey{len(public_key)}"',
        (f"{SIGNING}::test_each_key_has_a_resource_and_a_name_of_its_own",),
    ),
    Mistake(
        "the app signs with a new key under the old one's name",
        "chalicelib/gateways/edge.py",
        "&Key-Pair-Id={_key_id()}",
        "&Key-Pair-Id={config.EDGE_KEY_ID}",
        (f"{SIGNING}::test_the_app_learns_the_key_and_whose_it_is_in_one_moment",),
    ),
    Mistake(
        "the old key is dropped while what it signed is good",
        "infra/edge_signing.py",
        "    if age < KEPT:\n",
        "    if age > KEPT * 1000:\n",
        (f"{SIGNING}::test_it_is_replaced_in_steps_none_of_which_leaves_a_photo_unserved",),
    ),
    Mistake(
        "a client that sends its headers byte by byte is waited for without end",
        "local/server.py",
        "self.last_activity = self.head_began or arrived",
        "self.last_activity = arrived",
        ("tests/local/test_slow_clients.py::test_a_client_that_never_ends_its_headers_is_let_go",),
    ),
)
