"""Mistakes behind the greedy resource: a path that is another one's, an answer that only one door gives."""

from tests.mistakes.trial import Mistake

PATHS = "chalicelib/handlers/paths.py"
ROUTING = "chalicelib/handlers/routing.py"
MATCHING = "tests/handlers/test_paths.py"
DOORS = "tests/handlers/test_routing.py"

MISTAKES = (
    Mistake(
        "a path is decoded before it is split",
        PATHS,
        '[unquote(part, errors="strict") for part in path[1:].removesuffix("/").split("/")]',
        'unquote(path[1:].removesuffix("/"), errors="strict").split("/")',
        (f"{MATCHING}::test_a_path_is_split_before_it_is_decoded",),
    ),
    Mistake(
        "a parameter wins over a name",
        PATHS,
        "(node.named.get(segments[0]), handle, node.parameter)",
        "(node.parameter, handle, node.named.get(segments[0]))",
        (f"{MATCHING}::test_a_name_wins_over_a_parameter_wherever_it_stands",),
    ),
    Mistake(
        "bytes that are no text become some other text",
        PATHS,
        'errors="strict"',
        'errors="replace"',
        (f"{MATCHING}::test_what_is_no_path_of_ours_finds_nothing",),
    ),
    Mistake(
        "HEAD sends the body",
        ROUTING,
        "_without_body(response) if is_head else response",
        "response",
        (f"{DOORS}::test_head_is_get_without_a_body",),
    ),
    Mistake(
        "Allow forgets the methods that no blueprint names",
        ROUTING,
        '", ".join(allowed(methods))',
        '", ".join(sorted(methods))',
        (f"{DOORS}::test_a_route_tells_the_methods_that_it_has",),
    ),
    Mistake(
        "API Gateway is shown every route",
        ROUTING,
        "        self.routes = ShownRoutes(self.route_table, self.api)\n",
        "        self.routes = self.route_table\n",
        (f"{DOORS}::test_chalice_shows_aws_two_resources_with_all_methods",),
    ),
    Mistake(
        "a link repeats a parameter as it was decoded",
        "chalicelib/handlers/door.py",
        'quote(value, safe="")',
        "value",
        (f"{DOORS}::test_a_handler_gets_its_parameters_decoded_and_a_link_has_them_encoded",),
    ),
)
