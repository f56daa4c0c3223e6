"""A stack is brought up from whatever state a deployment before left it in."""

from typing import Any

import pytest

from infra import stack
from tests.infra.answering import refused

SOURCE = {"TemplateBody": "{}"}


class CloudFormation:
    """A stack that is in one state after the other, as often as it is asked; the last one stays."""

    def __init__(self, *states: str) -> None:
        self.states = list(states)
        self.called: list[str] = []
        self.told: list[dict[str, str]] = []

    def describe_stacks(self, **_: Any) -> Any:
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        if not state:
            raise refused("ValidationError", "Stack s does not exist")
        return {"Stacks": [{"StackStatus": state}]}

    def describe_stack_events(self, **_: Any) -> Any:
        event = {"LogicalResourceId": "PostTable", "ResourceStatus": "CREATE_FAILED", "ResourceStatusReason": "a quota"}
        return {"StackEvents": [event]}

    def __getattr__(self, name: str) -> Any:
        def call(**told: Any) -> None:
            self.called.append(name)
            self.told.append({one["ParameterKey"]: one["ParameterValue"] for one in told.get("Parameters", [])})

        return call


@pytest.mark.parametrize(
    ("states", "called"),
    [
        (["", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"], ["create_stack"]),
        (["CREATE_COMPLETE", "UPDATE_COMPLETE"], ["update_stack"]),
        (["UPDATE_ROLLBACK_COMPLETE", "UPDATE_COMPLETE"], ["update_stack"]),
        (["ROLLBACK_COMPLETE", "", "CREATE_COMPLETE"], ["delete_stack", "create_stack"]),
        (["REVIEW_IN_PROGRESS", "", "CREATE_COMPLETE"], ["delete_stack", "create_stack"]),
        (["UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"], ["update_stack"]),
        (["CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE", "", "CREATE_COMPLETE"], ["delete_stack", "create_stack"]),
    ],
)
def test_a_stack_is_brought_up_from_any_state(states: list[str], called: list[str]):
    client = CloudFormation(*states)
    assert stack.bring_up(client, "s", SOURCE)
    assert client.called == called


@pytest.mark.parametrize("half", [[], ["ROLLBACK_COMPLETE"]])
def test_a_first_one_protects_nothing_until_it_stands(half: list[str]):
    client = CloudFormation(*half, "", "CREATE_COMPLETE", "UPDATE_COMPLETE")
    assert stack.bring_up(client, "s", SOURCE, {"Prefix": "p-", "Protected": "1"}, {"Protected": "0"})
    assert client.called[-2:] == ["create_stack", "update_stack"]
    assert client.told[-2:] == [{"Prefix": "p-", "Protected": "0"}, {"Prefix": "p-", "Protected": "1"}]


def test_one_that_stands_is_never_without_its_protection():
    client = CloudFormation("CREATE_COMPLETE", "UPDATE_COMPLETE")
    assert stack.bring_up(client, "s", SOURCE, {"Protected": "1"}, {"Protected": "0"})
    assert (client.called, client.told) == (["update_stack"], [{"Protected": "1"}])


def test_one_that_protects_nothing_is_made_in_one_step():
    client = CloudFormation("", "CREATE_COMPLETE")
    assert stack.bring_up(client, "s", SOURCE, {"Protected": "0"}, {"Protected": "0"})
    assert client.called == ["create_stack"]


def test_one_that_fails_says_why():
    client = CloudFormation("", "ROLLBACK_COMPLETE")
    with pytest.raises(stack.StackFailed, match=r"ROLLBACK_COMPLETE.* PostTable: a quota"):
        stack.bring_up(client, "s", SOURCE)
