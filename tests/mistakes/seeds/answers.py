"""Mistakes about what the OpenAPI document says of answers."""

from tests.mistakes.trial import Mistake

DOCUMENT = "tests/test_openapi.py"
SHAPES = "docs/openapi/shapes.py"
SOURCE = "docs/openapi/source.py"

MISTAKES = (
    Mistake(
        "an entity may have fields that the document does not name",
        SHAPES,
        'found["additionalProperties"] = False',
        'found["additionalProperties"] = True',
        (f"{DOCUMENT}::test_entities_have_no_other_fields_than_the_document_names",),
    ),
    Mistake(
        "a status that the document does not name passes",
        "tests/kit/contract.py",
        'return [f"{method} {found[0]} answers {status}, of which the document says nothing"] if found else []',
        "return []",
        (f"{DOCUMENT}::test_an_answer_that_the_document_does_not_say_is_seen",),
    ),
    Mistake(
        "an answer is of any type",
        SOURCE,
        'if "entities." not in plain:',
        "if not plain:",
        (f"{DOCUMENT}::test_a_view_whose_answer_is_not_known_says_what_to_do",),
    ),
    Mistake(
        "the document is sent again to who has it",
        "chalicelib/handlers/instance.py",
        'if tag in bp.current_request.headers.get("if-none-match", ""):',
        "if not tag:",
        (f"{DOCUMENT}::test_the_document_is_served_and_asked_for_again_only_when_it_changed",),
    ),
    Mistake(
        "a view that lets in who has a token lets in everybody, by the document",
        SOURCE,
        '"caller_id": True',
        '"caller_id": False',
        (f"{DOCUMENT}::test_who_is_let_in_is_told",),
    ),
)
