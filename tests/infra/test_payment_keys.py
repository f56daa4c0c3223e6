"""The keys of Stripe reach the secret store from the operator's shell, and wrong ones reach nothing."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.gateways.payments.keys import KEY, SECRET
from infra.parameters import known
from infra.payment_keys import put, secret_names, take
from infra.policies import Place, policies
from infra.pythons import ToolFailed
from infra.stages import base

PATH = "/rossgram-keys/"
TEST = {KEY: "sk_test_1", SECRET: "whsec_1"}
LIVE = {KEY: "sk_live_1", SECRET: "whsec_1,whsec_2"}


def test_what_the_shell_says_is_taken_and_else_what_is_stored_stays():
    assert take("dev", {}, {"PATH": "/bin"}, []) == {}
    assert take("dev", {}, {**TEST, "PATH": "/bin"}, LIVE) == TEST
    assert take("prod", {}, {KEY: "", SECRET: " "}, LIVE) == {}
    assert take("prod", {}, {SECRET: "whsec_3"}, LIVE) == {SECRET: "whsec_3"}


@pytest.mark.parametrize(
    ("stage", "shell", "why"),
    [
        ("prod", TEST, "test mode"),
        ("dev", {KEY: "sk_test_1"}, "go together"),
        ("dev", {SECRET: "whsec_1"}, "go together"),
        ("dev", {KEY: "pk_test_1", SECRET: "whsec_1"}, "secret key"),
        ("dev", {KEY: "sk_test_1", SECRET: "sk_test_1"}, "webhook endpoint"),
        ("dev", {KEY: "sk_test_1", SECRET: "whsec_1,"}, "webhook endpoint"),
    ],
)
def test_keys_that_cannot_be_meant_are_refused_and_not_repeated(stage: str, shell: dict[str, str], why: str):
    with pytest.raises(ToolFailed, match=why) as refused:
        take(stage, {}, shell, [])

    assert not [value for value in shell.values() if value in str(refused.value)]


OTHERS = ["EDGE_PRIVATE_KEY", "EDGE_NEXT_PRIVATE_KEY", "EDGE_PROOF", "SEALING_KEYS", "VAPID_PRIVATE_KEY"]


@pytest.mark.parametrize("name", [KEY, SECRET, *OTHERS])
def test_a_secret_in_the_settings_that_git_keeps_is_refused(name: str):
    with pytest.raises(ToolFailed, match=r"take it out of \.chalice/base\.json"):
        take("dev", {name: "secret"}, TEST, [])


def test_what_any_function_reads_as_a_secret_counts_as_one():
    assert secret_names() == {KEY, SECRET, *OTHERS}


def test_no_stage_of_ours_has_a_secret_in_git():
    stages = base()["stages"]
    assert not [
        stage for stage, told in stages.items() if {KEY, SECRET, *OTHERS} & told.get("environment_variables", {}).keys()
    ]


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a client of the Parameter Store, which is empty for the test's path."""
    client: Any = boto3.client("ssm")
    yield client
    client.delete_parameters(Names=[f"{PATH}{name}" for name in (KEY, SECRET)])


def _values(store: Any) -> dict[str, str]:
    found = store.get_parameters_by_path(Path=PATH, WithDecryption=True)["Parameters"]
    assert {one["Type"] for one in found} <= {"SecureString"}
    return {one["Name"].removeprefix(PATH): one["Value"] for one in found}


def test_keys_are_stored_as_secrets_and_one_may_be_rotated_alone(store: Any):
    settings = {"SECRETS_PATH": PATH}
    assert put(store, "dev", settings, TEST) == [KEY, SECRET]
    assert (_values(store), sorted(known(store, PATH))) == (TEST, [KEY, SECRET])
    assert put(store, "dev", settings, {SECRET: "whsec_2,whsec_1"}) == [SECRET]
    assert put(store, "dev", settings, {}) == []
    assert _values(store) == {KEY: "sk_test_1", SECRET: "whsec_2,whsec_1"}


def test_wrong_keys_leave_what_is_known(store: Any):
    settings = {"SECRETS_PATH": PATH}
    put(store, "dev", settings, TEST)
    with pytest.raises(ToolFailed):
        put(store, "prod", settings, {KEY: "sk_test_2", SECRET: "whsec_2"})
    with pytest.raises(ToolFailed):
        put(store, "dev", settings, {KEY: "sk_test_2", SECRET: "nonsense"})
    assert _values(store) == TEST


def test_a_single_key_is_refused_where_the_other_is_nowhere(store: Any):
    with pytest.raises(ToolFailed, match="go together"):
        put(store, "dev", {"SECRETS_PATH": PATH}, {KEY: "sk_test_1"})
    assert _values(store) == {}


def test_who_decodes_images_and_who_delivers_posts_may_read_no_secret():
    may = {
        function for function, policy in policies(Place("p-", "o", "r")).items() if "ssm:GetParameter" in str(policy)
    }
    assert "api_handler" in may
    assert not may & {
        "on_original_uploaded",
        "on_post_published",
        "on_post_deleted",
        "on_profile_changed",
        "on_mail_due",
    }


def test_a_function_may_read_its_own_stage_s_secrets_alone():
    statements = policies(Place("rossgram-dev-", "o", "r", "eu-west-1", "1"))["on_payment_changed"]["Statement"]
    (one,) = [statement for statement in statements if "ssm:GetParameter" in statement["Action"]]
    assert one["Resource"] == ["arn:*:ssm:eu-west-1:1:parameter/rossgram-dev/STRIPE_API_KEY"]
