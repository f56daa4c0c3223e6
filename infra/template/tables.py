"""Generate each model's table; its keys, indexes and expiry are defined in the model only."""

from typing import Any

from chalicelib import config
from chalicelib.models.base import Model
from infra.tables import tables

# What is rebuilt, or ends by itself within days: nobody wants it back as it was last week.
DISPOSABLE = {"authorization_codes", "homes", "limits", "timeline_entries"}


def resources() -> dict[str, Any]:
    """Return a table for each model, billed by request, encrypted with the key that AWS owns (as every table is).

    A table that is removed from the stack stays in the account, unless the creation of the stack fails.
    """
    return {logical_id(model): _table(model) for model in tables()}


def logical_id(model: type[Model]) -> str:
    """Return the logical id of a model's table: a changed id makes CloudFormation replace the table.

    `Meta.logical_name` keeps the id of a table whose model was renamed.
    """
    return f"{getattr(model.Meta, 'logical_name', model.__name__)}Table"


def _table(model: type[Model]) -> dict[str, Any]:
    schema = model._get_schema()  # noqa: SLF001 - pynamodb's own create_table reads it; it has no public name
    noun = str(model.Meta.table_name).removeprefix(config.PREFIX)
    kept: Any = False if noun in DISPOSABLE else {"Fn::If": ["IsProtected", True, False]}
    properties: dict[str, Any] = {
        "TableName": {"Fn::Sub": f"${{Prefix}}{noun}"},
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _keys(schema["key_schema"]),
        "AttributeDefinitions": _once(schema["attribute_definitions"]),
        "GlobalSecondaryIndexes": [_index(index) for index in schema["global_secondary_indexes"]],
        "LocalSecondaryIndexes": [_index(index) for index in schema["local_secondary_indexes"]],
        # Both are worth their price where people's photos and money are: $.20 a month for each GB that can be restored.
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": kept},
        "DeletionProtectionEnabled": kept,
    }
    expiry = model._ttl_attribute()  # type: ignore[no-untyped-call]  # noqa: SLF001 - as above
    if expiry is not None:
        properties["TimeToLiveSpecification"] = {"AttributeName": expiry.attr_name, "Enabled": True}
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "RetainExceptOnCreate",
        "UpdateReplacePolicy": "Retain",
        "Properties": {name: value for name, value in properties.items() if value != []},
    }


def _once(definitions: list[Any]) -> list[Any]:
    return list({definition["AttributeName"]: definition for definition in definitions}.values())


def _index(index: Any) -> dict[str, Any]:
    projection = index["projection"]
    drawn = {"ProjectionType": projection["ProjectionType"]}
    if "NonKeyAttributes" in projection:
        drawn["NonKeyAttributes"] = list(projection["NonKeyAttributes"])
    return {"IndexName": index["index_name"], "KeySchema": _keys(index["key_schema"]), "Projection": drawn}


def _keys(schema: list[Any]) -> list[Any]:
    """Return the key schema with the hash key first, as CloudFormation requires; pynamodb sorts attributes by name."""
    return sorted(schema, key=lambda key: str(key["KeyType"]))
