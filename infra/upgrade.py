"""Bring a stack from one template to another in as many updates as AWS needs: one index of a table at a time.

DynamoDB makes or deletes one global secondary index of a table in an update, and CloudFormation fails with more.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html
"""

import copy
import json
from typing import Any

from botocore.exceptions import ClientError

Template = dict[str, Any]
Indexes = dict[str, dict[str, Any]]
TABLE, INDEXES, ATTRIBUTES = "AWS::DynamoDB::Table", "GlobalSecondaryIndexes", "AttributeDefinitions"


def deployed(client: Any, stack: str) -> Template | None:
    """Return the template that a stack has, None where there is no stack yet."""
    try:
        body = client.get_template(StackName=stack)["TemplateBody"]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    read: Template = json.loads(body) if isinstance(body, str) else json.loads(json.dumps(body))
    return read


def steps(before: Template | None, after: Template) -> list[Template]:
    """Return the templates that a stack is brought to one after the other, the last of which is `after`.

    An index that changes is deleted and made anew, and is missing in between.
    """
    found, wanted = _tables(before or {}), _tables(after)
    changing = {name: _stages(found[name], wanted[name]) for name in found if name in wanted}
    rounds = max((len(stages) for stages in changing.values()), default=0)
    known = {name: _definitions(found[name]) | _definitions(wanted[name]) for name in changing}
    return [*(_step(after, changing, known, number) for number in range(rounds - 1)), after]


def faults(before: Template, after: Template) -> list[str]:
    """Return what CloudFormation would refuse of an update, table by table."""
    found, wanted = _tables(before), _tables(after)
    counts = {name: len(_changes(_indexes(found[name]), _indexes(wanted[name]))) for name in found if name in wanted}
    return [f"{name}: {count} indexes in one update, and AWS takes one" for name, count in counts.items() if count > 1]


def _tables(template: Template) -> Template:
    resources = template.get("Resources", {})
    return {name: resource for name, resource in resources.items() if resource["Type"] == TABLE}


def _definitions(table: Template) -> Indexes:
    return {one["AttributeName"]: one for one in table["Properties"][ATTRIBUTES]}


def _indexes(table: Template) -> Indexes:
    return {index["IndexName"]: index for index in table["Properties"].get(INDEXES, [])}


def _changes(before: Indexes, after: Indexes) -> list[tuple[str, dict[str, Any] | None]]:
    """Return what is deleted, as None, and then what is made; an index that changes is both."""
    gone = [name for name, index in before.items() if after.get(name) != index]
    made = [name for name, index in after.items() if before.get(name) != index]
    return [*((name, None) for name in gone), *((name, after[name]) for name in made)]


def _stages(before: Template, after: Template) -> list[Indexes]:
    """Return the indexes that a table has after each update."""
    stages, now = [], _indexes(before)
    for name, index in _changes(now, _indexes(after)):
        now = {other: one for other, one in now.items() if other != name} | ({name: index} if index else {})
        stages.append(now)
    return stages


def _step(after: Template, changing: dict[str, list[Indexes]], known: dict[str, Indexes], number: int) -> Template:
    """Return the last template with the indexes that its tables have by an update."""
    step = copy.deepcopy(after)
    for name, stages in changing.items():
        if stages:
            _put(step["Resources"][name]["Properties"], stages[min(number, len(stages) - 1)], known[name])
    return step


def _put(table: dict[str, Any], indexes: Indexes, known: Indexes) -> None:
    """Give a table these indexes, and the definitions of what its keys and theirs are made of: AWS takes no others."""
    table.pop(INDEXES, None)
    if indexes:
        table[INDEXES] = list(indexes.values())
    keys = [*table["KeySchema"], *(key for index in _all(table) for key in index["KeySchema"])]
    used = {key["AttributeName"] for key in keys}
    table[ATTRIBUTES] = [known[name] for name in sorted(used)]


def _all(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [*table.get(INDEXES, []), *table.get("LocalSecondaryIndexes", [])]
