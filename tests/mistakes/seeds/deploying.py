"""Mistakes on the way out to AWS: what is sent or made twice, and what is deployed where it does not run."""

from tests.mistakes.trial import Mistake

LAYERS = "tests/infra/test_layers.py"
RECORD = "tests/infra/test_record.py"
LOCK = "tests/infra/test_lock.py"
STAGES = "tests/infra/test_operate_stages.py"
ACCOUNT = "tests/infra/test_new_account.py"

MISTAKES = (
    Mistake(
        "a layer is published at every deployment",
        "infra/publishing.py",
        'if version.get("Description") == layer.digest:',
        'if version.get("Description") == layer.archive:',
        (f"{LAYERS}::test_a_layer_is_sent_and_published_when_its_contents_change_and_not_else",),
    ),
    Mistake(
        "a layer is sent again after a cut",
        "infra/sending.py",
        "if self._is_there(key):",
        "if not key:",
        (f"{LAYERS}::test_what_was_sent_before_a_cut_is_not_sent_again",),
    ),
    Mistake(
        "what is compiled counts as a change of a layer",
        "infra/package/bundle.py",
        'if path.suffix != ".pyc":',
        "if path.suffix:",
        (f"{LAYERS}::test_a_digest_is_that_of_what_is_written_and_not_of_what_is_compiled",),
    ),
    Mistake(
        "Chalice packages the libraries as well",
        "infra/staging.py",
        'home / f"managed-layer-{requirements}',
        'home / f"layer-{requirements}',
        (f"{LAYERS}::test_chalice_finds_a_small_file_in_place_of_its_own_layer",),
    ),
    Mistake(
        "a deployment makes a second API",
        "infra/rest_api.py",
        "    if found:\n        return found\n",
        "",
        (f"{RECORD}::test_the_api_is_made_once_and_known_again_by_its_tag",),
    ),
    Mistake(
        "a stage takes what belongs to one of a longer name",
        "infra/record.py",
        'return tags.get("aws-chalice", "").endswith(f":stage={stage}:app={APP}")',
        'return "aws-chalice" in tags',
        (f"{RECORD}::test_what_belongs_to_a_stage_of_a_longer_name_is_left_alone",),
    ),
    Mistake(
        "the record forgets mappings, which AWS makes once only",
        "infra/record.py",
        "for resource in _mappings(name, arn)",
        "for resource in ()",
        (f"{RECORD}::test_all_that_chalice_made_is_found_without_its_file",),
    ),
    Mistake(
        "two deployments that begin at once both get the lock",
        "infra/lock.py",
        'self._write(IfNoneMatch="*")',
        "self._write()",
        (f"{LOCK}::test_of_two_that_begin_at_the_same_moment_one_gets_it",),
    ),
    Mistake(
        "two deployments break the same lock",
        "infra/lock.py",
        "            self._write(IfMatch=tag)\n",
        "            self._write()\n",
        (f"{LOCK}::test_of_two_that_break_the_same_lock_one_gets_it",),
    ),
    Mistake(
        "a deployment takes the lock of a container whose processes it cannot see",
        "infra/lock.py",
        'is_here = (held["machine"], held["space"]) == (self.owner["machine"], self.owner["space"])',
        'is_here = held["machine"] == self.owner["machine"]',
        (f"{LOCK}::test_a_number_of_a_process_in_another_container_says_nothing",),
    ),
    Mistake(
        "a deployment whose line lost an answer is refused its own lock",
        "infra/lock.py",
        'if held and held["run"] == self.owner["run"]:',
        "if held is None:",
        (f"{LOCK}::test_what_is_sent_again_since_its_answer_was_lost_is_the_same_lock",),
    ),
    Mistake(
        "the operator's commands mail people the address of the local stack",
        "infra/operate/place.py",
        "return {**os.environ, **settings, **_learned(settings, stage)}",
        "return {**os.environ, **settings}",
        (f"{STAGES}::test_what_is_written_to_people_of_a_stage_has_the_address_that_its_stack_tells",),
    ),
    Mistake(
        "Chalice deploys for the Python that it happens to run on",
        "chalicelib/handlers/command.py",
        "if config.IN_CHALICE and python",
        "if not config.IN_CHALICE and python",
        ("tests/handlers/test_command.py::test_another_python_is_refused_with_the_reason",),
    ),
    Mistake(
        "a stage is deployed a second time in another region",
        "infra/preflight/account.py",
        'if found not in {"", s3.meta.region_name}:',
        "if not found:",
        (f"{ACCOUNT}::test_a_stage_that_is_in_another_region_stops",),
    ),
    Mistake(
        "the tables of people's photos can be deleted",
        "infra/template/tables.py",
        '"DeletionProtectionEnabled": kept',
        '"DeletionProtectionEnabled": False',
        ("tests/infra/test_template.py::test_every_model_has_a_table_that_is_kept_and_can_be_restored",),
    ),
    Mistake(
        "two indexes of a table come in one update",
        "infra/upgrade.py",
        "for number in range(rounds - 1)",
        "for number in range(0)",
        ("tests/infra/test_upgrade.py::test_two_new_indexes_come_one_after_the_other",),
    ),
    Mistake(
        "a stack that CloudFormation is at work on is not waited for",
        "infra/stack.py",
        'if before.endswith("_IN_PROGRESS") and before not in HALF_MADE:',
        'if before.endswith("_NEVER"):',
        ("tests/infra/test_stack.py::test_a_stack_is_brought_up_from_any_state",),
    ),
    Mistake(
        "a connection that is cut ends a deployment",
        "infra/sending.py",
        '"max_attempts": TRIES',
        '"max_attempts": 0',
        ("tests/infra/test_sending.py::test_a_file_arrives_whole_over_a_slow_line_that_is_cut",),
    ),
    Mistake(
        "a page of a proxy in place of AWS's answer is a traceback",
        "infra/told.py",
        "(ClientError, BotoCoreError, Boto3Error, ResponseParserError)",
        "(ClientError, BotoCoreError, Boto3Error)",
        ("tests/infra/test_told.py::test_no_command_ends_in_a_traceback",),
    ),
    Mistake(
        "a look that is not answered does not say which it is",
        "infra/preflight/account.py",
        "could not be looked up: {what}.",
        "could not be looked up:",
        ("tests/infra/test_preflight.py::test_a_look_that_is_not_answered_is_a_note_of_one_line_that_says_which",),
    ),
    Mistake(
        "what the API fails at is logged in Chalice's own form, which rings nothing",
        "chalicelib/handlers/routing.py",
        "super().__init__(app_name, configure_logs=False)",
        "super().__init__(app_name)",
        ("tests/handlers/test_alarms.py::test_a_view_that_fails_is_counted_by_the_alarm",),
    ),
    Mistake(
        "a first stack is protected while it is made",
        "infra/stack.py",
        "begun = wanted | (at_first or {})",
        "begun = wanted",
        ("tests/infra/test_stack.py::test_a_first_one_protects_nothing_until_it_stands",),
    ),
    Mistake(
        "a key of the shell that cannot sign is stored",
        "infra/edge_keys.py",
        "if given and not _is_fit(given):",
        "if not given and not _is_fit(given):",
        ("tests/infra/test_edge_keys.py::test_one_that_cannot_sign_is_refused_before_it_is_stored",),
    ),
    Mistake(
        "a key of the shell takes the place of the one that signs",
        "infra/edge_keys.py",
        "if given and kept and public(given).split() != public(kept).split():",
        "if given and kept and not public(given):",
        ("tests/infra/test_edge_keys.py::test_a_key_is_drawn_once_and_another_of_the_shell_is_refused",),
    ),
    Mistake(
        "a bucket may be listed by whoever is not our distribution",
        "infra/template/buckets.py",
        '_for_front("MissedByFront", "s3:ListBucket", [{"Fn::Sub": arn}])',
        '{"Effect": "Allow", "Principal": "*", "Action": "s3:ListBucket", "Resource": [{"Fn::Sub": arn}]}',
        ("tests/infra/test_missing_files.py::test_cloudfront_is_told_that_a_file_is_missing_and_lists_nothing",),
    ),
    Mistake(
        "what decodes pictures may read a secret",
        "infra/needs.py",
        'scans=("media",),',
        'scans=("media",),\n            secrets=(KEY,),',
        ("tests/infra/test_policies_of_secrets.py::test_what_decodes_pictures_can_read_no_secret",),
    ),
)
