"""Have moto work out once what stays the same: most of the time of the tests of money went into it.

moto parses each expression anew, looks up for each node of an update which classes a pass is about, copies every value
of every row of a table for each action of a transaction, sorts a whole table for each query, and asks what day it is
for each message of a queue. What it stores, checks and refuses is as it was.
"""

import copy
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing import validators
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.expressions import UpdateExpressionParser
from moto.sqs import models as sqs

# Numbers and strings are never changed in place, only replaced: a copy of a row may share them.
_REPLACED = ("S", "N", "B", "BOOL", "NULL")


@contextmanager
def quicker() -> Iterator[None]:
    """Patch moto inside the block."""
    with pytest.MonkeyPatch.context() as patch:
        # An update's tree is copied before it is worked on, so that one of each expression is enough.
        patch.setattr(UpdateExpressionParser, "make", staticmethod(cache(UpdateExpressionParser.make)))
        patch.setattr(validators, "deepcopy", lambda tree: pickle.loads(pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)))
        patch.setattr(validators.ActionCountValidator, "verify_action_counts", _counted_from_the_root())
        patch.setattr(DepthFirstTraverser, "traverse_node_recursively", _traverse)
        patch.setattr(ConditionExpressionParser, "_lex_condition_expression", _lexed())
        patch.setattr(DynamoType, "__deepcopy__", _sharing())
        patch.setattr(Item, "__deepcopy__", _copied)
        patch.setattr(DynamoType, "cast_value", _cast())
        patch.setattr(Table, "query", _queried())
        patch.setattr(sqs, "unix_time_millis", lambda: time.time() * 1000)
        yield


def _counted_from_the_root() -> Callable[[Any, Any], Any]:
    real = validators.ActionCountValidator.verify_action_counts
    return lambda self, node: node if node.parent else real(self, node)


@cache
def _is_processed(kind: Any, classes: tuple[Any, ...]) -> bool:
    return issubclass(kind, classes)


def _traverse(self: Any, node: Any, child_id: int = -1) -> Any:
    """Process the nodes of a tree bottom up, as the method that this stands for, with the classes looked up once."""
    return _visit(self, self.nodes_to_be_processed(), node, child_id)


def _visit(traverser: Any, classes: tuple[Any, ...], node: Any, child_id: int) -> Any:
    if not isinstance(node, Node):
        return node
    parent = node.parent
    for place, child in enumerate(node.children or ()):
        traverser.pre_processing_of_child(node, place)
        _visit(traverser, classes, child, place)
    kind: Any = type(node)
    if _is_processed(kind, classes):
        node = traverser.process(node)
        node.parent = parent
        if parent:
            parent.children[child_id] = node
    return node


def _lexed() -> Callable[[Any], Any]:
    """Return the method that cuts a condition into tokens: each condition once, into nodes of its own each time."""
    real = ConditionExpressionParser._lex_condition_expression

    @cache
    def tokens(condition: str) -> Any:
        return tuple(real(ConditionExpressionParser(condition, None, None)))

    return lambda self: deque(token._replace(children=[]) for token in tokens(self.condition_expression))


def _sharing() -> Callable[[Any, dict[int, Any]], Any]:
    real = DynamoType.__deepcopy__
    return lambda self, memo: self if self.type in _REPLACED else real(self, memo)


def _copied(self: Any, _: dict[int, Any]) -> Any:
    found: Any = Item.__new__(Item)
    found.__dict__.update(self.__dict__)
    attributes = LimitedSizeDict.__new__(LimitedSizeDict)
    # Setting them one by one weighs the row each time, which was weighed when it was written.
    dict.update(attributes, self.attrs)
    for name, value in self.attrs.items():
        if value.type not in _REPLACED:
            dict.__setitem__(attributes, name, copy.deepcopy(value))
    found.attrs = attributes
    return found


def _cast() -> property:
    real: Any = DynamoType.__dict__["cast_value"].fget
    return property(lambda self: self.value if self.type == "S" else real(self))


def _queried() -> Callable[..., Any]:
    """Return the method that queries a table, of which it is shown the rows that the hash key leaves."""
    real = Table.query

    def query(self: Any, hash_key: Any, *args: Any, **named: Any) -> Any:
        asked: Any = copy.copy(self)
        index_name = args[6] if len(args) > 6 else named.get("index_name")
        hashes = named.get("hash_key_conditions") or []
        if not index_name:
            asked.items = {hash_key: self.items[hash_key]} if hash_key in self.items else {}
        elif hashes:
            asked.items = _of(self, *hashes[0])
        return real(asked, hash_key, *args, **named)

    return query


def _of(table: Any, name: str, value: Any) -> dict[Any, Any]:
    """Return the rows with this value of an attribute, as a table keeps its rows."""

    def has(row: Any) -> bool:
        found = row.attrs.get(name)
        return found is not None and found == value

    if not table.range_key_attr:
        return {key: row for key, row in table.items.items() if has(row)}
    found = {key: {place: row for place, row in rows.items() if has(row)} for key, rows in table.items.items()}
    return {key: rows for key, rows in found.items() if rows}
