"""Mistakes about what an operator is told, and what the rehearsal would not notice."""

from tests.mistakes.trial import Mistake

TOLD = "tests/infra/test_told.py"
FORGED = "tests/infra/test_forged.py"
LAMBDAS = "tests/infra/test_running_lambdas.py"

MISTAKES = (
    Mistake(
        "an AWS that gives the models no answer is a traceback to the operator",
        "infra/operate/act.py",
        "NO_ANSWER = (PynamoDBException, Unavailable)",
        "NO_ANSWER = (PynamoDBException,)",
        ("tests/infra/test_operate.py::test_an_aws_that_gives_no_answer_is_told_in_a_sentence",),
    ),
    Mistake(
        "a clock that is wrong is told as a wrong signature",
        "infra/told.py",
        "|Signature expired|Signature not yet current",
        "",
        (f"{TOLD}::test_what_to_do_is_told_where_it_is_known",),
    ),
    Mistake(
        "a command lists the errors of AWS by itself",
        "infra/preflight/account.py",
        "{remedy(text) or 'Sign in again.'}\")\n    except NO_ANSWER as error:",
        "{remedy(text) or 'Sign in again.'}\")\n    except (ClientError, boto3.exceptions.Boto3Error) as error:",
        (f"{TOLD}::test_an_error_of_aws_is_told_of_in_one_list",),
    ),
    Mistake(
        "another header than CloudFront's says whose address a request has",
        "chalicelib/handlers/callers.py",
        'request.context.get("identity", {}).get("sourceIp", "")',
        'request.headers.get("x-real-ip") or request.context["identity"]["sourceIp"]',
        (f"{FORGED}::test_no_forgery_is_believed",),
    ),
    Mistake(
        "the rehearsal runs a function with the settings of its own shell",
        "infra/rehearse/lambdas.py",
        "        environment = {\n            **settings,",
        '        environment = {\n            "HOME": "/root",\n            **settings,',
        (f"{LAMBDAS}::test_it_has_its_code_its_layers_and_its_settings_and_no_others",),
    ),
    Mistake(
        "the rehearsal goes on with a function of before",
        "infra/rehearse/lambdas.py",
        "repr((made.handler, made.environment_vars))",
        "repr(made.handler)",
        (f"{LAMBDAS}::test_it_has_its_code_its_layers_and_its_settings_and_no_others",),
    ),
)
