"""A stage of the last release is brought to this one: nothing is replaced, and no table gets two indexes at once."""

import copy
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from infra import upgrade
from infra.template import build
from infra.upgrade import faults, steps

# The tables, buckets and queues of the last release, as its template has them.
RELEASED: dict[str, Any] = json.loads((Path(__file__).parent / "released/template.json").read_text())
TEMPLATE = build()
# A table is replaced, with everything in it, where one of these changes.
KEPT = {
    "AWS::DynamoDB::Table": ("TableName", "KeySchema", "LocalSecondaryIndexes"),
    "AWS::S3::Bucket": ("BucketName",),
    "AWS::SQS::Queue": ("QueueName",),
}


def index(name: str, *keys: str) -> dict[str, Any]:
    schema = [{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)]
    return {"IndexName": name, "KeySchema": schema, "Projection": {"ProjectionType": "ALL"}}


def template(**tables: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a template of tables with these indexes."""
    return {"Resources": {name: table(indexes) for name, indexes in tables.items()}}


def table(indexes: list[dict[str, Any]]) -> dict[str, Any]:
    used = {"id", *(key["AttributeName"] for one in indexes for key in one["KeySchema"])}
    return {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "TableName": "t",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in sorted(used)],
            **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
        },
    }


def names(step: dict[str, Any], name: str) -> list[str]:
    return [one["IndexName"] for one in step["Resources"][name]["Properties"].get("GlobalSecondaryIndexes", [])]


def brought(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps, each of which AWS takes after the one before it."""
    made = steps(before, after)
    for earlier, later in zip([before, *made], made, strict=False):
        assert faults(earlier, later) == []
    assert made[-1] is after
    return made


def test_two_indexes_of_one_table_in_one_update_are_refused():
    after = template(posts=[index("a", "x"), index("b", "y")], likes=[index("c", "x")])
    assert faults(template(posts=[], likes=[]), after) == ["posts: 2 indexes in one update, and AWS takes one"]


def test_two_new_indexes_come_one_after_the_other():
    made = brought(
        template(posts=[], likes=[]), template(posts=[index("a", "x"), index("b", "y", "z")], likes=[index("c", "x")])
    )
    assert [names(step, "posts") for step in made] == [["a"], ["a", "b"]]
    assert [names(step, "likes") for step in made] == [["c"], ["c"]]


def test_a_step_defines_the_keys_that_it_has_and_no_others():
    made = brought(template(posts=[]), template(posts=[index("a", "x"), index("b", "y", "z")]))
    defined = [one["AttributeName"] for one in made[0]["Resources"]["posts"]["Properties"]["AttributeDefinitions"]]
    assert defined == ["id", "x"]


def test_an_index_goes_before_another_one_comes():
    made = brought(template(posts=[index("old", "x")]), template(posts=[index("new", "y")]))
    assert [names(step, "posts") for step in made] == [[], ["new"]]


def test_an_index_that_changes_is_made_anew():
    made = brought(template(posts=[index("a", "x")]), template(posts=[index("a", "x", "y")]))
    assert [names(step, "posts") for step in made] == [[], ["a"]]


def test_a_key_of_an_index_that_goes_is_defined_until_then():
    before = template(posts=[index("a", "x"), index("b", "y")])
    made = brought(before, template(posts=[]))
    defined = [one["AttributeName"] for one in made[0]["Resources"]["posts"]["Properties"]["AttributeDefinitions"]]
    assert (names(made[0], "posts"), defined) == (["b"], ["id", "y"])


@pytest.mark.parametrize("before", [None, template(posts=[index("a", "x")]), template()])
def test_where_nothing_is_in_the_way_one_update_does(before: dict[str, Any] | None):
    after = template(posts=[index("a", "x")], likes=[index("b", "x"), index("c", "y")])
    assert steps(before, after) == [after]


def test_the_last_release_is_brought_to_this_one():
    brought(RELEASED, TEMPLATE)


@pytest.mark.parametrize("name", sorted(RELEASED["Resources"]))
def test_nothing_that_holds_data_is_replaced_or_gone(name: str):
    before, after = RELEASED["Resources"][name], TEMPLATE["Resources"].get(name)
    assert after, f"{name} is in the last release, and has data in it"
    assert after["Type"] == before["Type"]
    for kept in KEPT[before["Type"]]:
        assert after["Properties"].get(kept) == before["Properties"].get(kept)


def test_two_indexes_more_than_the_last_release_has_are_done_in_two_steps():
    after = copy.deepcopy(TEMPLATE)
    posts = after["Resources"]["PostTable"]["Properties"]
    posts["GlobalSecondaryIndexes"] += [index("one", "id"), index("two", "author_id")]
    assert len(brought(RELEASED, after)) >= 2


@pytest.mark.parametrize("body", [json.dumps(template(posts=[])), template(posts=[])])
def test_a_stack_s_template_is_read_in_whatever_form_it_is_told(body: Any):
    client = SimpleNamespace(get_template=lambda **_: {"TemplateBody": body})
    assert upgrade.deployed(client, "s") == template(posts=[])
