"""Read a view's source: what it answers, which forms it parses, and whom it lets in.

What a view gives to `json_response` or to one that answers a page is what a render function returns, whose type
names an entity of `chalicelib.schemas.entities`. Helpers of the view's own module are looked into.
"""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any

PAGES = {"page_response": 1, "rows_response": 1, "filled_response": 1}
RESPONDERS = {"json_response": 0, **PAGES}
# Who is asked for a scope, and whether nobody may be.
DOORS = {
    "caller_id": True,
    "calling_account": True,
    "own_session": True,
    "client_app": True,
    "viewer_id": False,
    "visitor": False,
}
# As `ast.unparse` writes it.
PAGE = re.compile(r"\bbrowser\.(page|refusal|shows_failures|shows_client)\b|\bpages\.(draw|HEADERS)|\.draw\(")
LEADS = re.compile(r"\b(see_other|led)\(|'Location'")
Function = ast.FunctionDef


class Undeclared(Exception):
    """A view whose answer cannot be read from its source."""


@dataclass
class View:
    """The source of a view, with the functions of its module that it calls."""

    function: Callable[..., Any]

    @cached_property
    def own(self) -> Any:
        """Return the view itself, without what wraps it."""
        return inspect.unwrap(self.function)

    @cached_property
    def reached(self) -> list[Function]:
        """Return the view's function and those of its module that it reaches."""
        functions = _functions(self.own.__module__)
        found, waiting = [], [self.own.__name__]
        while waiting:
            function = functions.get(waiting.pop())
            if function and function not in found:
                found.append(function)
                waiting += [call.func.id for call in calls(function) if isinstance(call.func, ast.Name)]
        return found

    @cached_property
    def text(self) -> str:
        """Return all that source."""
        return "\n".join(ast.unparse(function) for function in self.reached)

    def calls(self) -> Iterator[tuple[Function, ast.Call]]:
        """Yield all calls with the function in which they stand."""
        return ((function, call) for function in self.reached for call in calls(function))

    def scopes(self) -> list[tuple[str, bool]]:
        """Return the scopes that are asked for, and whether nobody comes in without."""
        found = {}
        for function, call in self.calls():
            if (name := called(call)) in DOORS:
                given = [self._named(function, one) for one in call.args[1:]]
                literal = [one for one in given if isinstance(one, str)]
                found[literal[0] if literal else "read" if name == "viewer_id" else ""] = DOORS[name]
        return list(found.items())

    def forms(self) -> list[type]:
        """Return the forms that are parsed."""
        found = []
        for function, call in self.calls():
            if isinstance(call.func, ast.Attribute) and call.func.attr == "parse" and called(call) == "parse":
                found.append(self._named(function, call.func.value))
        return [form for form in dict.fromkeys(found) if isinstance(form, type)]

    def asked(self) -> list[str]:
        """Return the parameters that are read without a form."""
        return re.findall(r"fields\(bp\.current_request\)\.get\('(\w+)'", self.text)

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page for people."""
        return PAGE.search(self.text) is not None

    @property
    def is_ours(self) -> bool:
        """Tell whether it is for pages of our own alone, by their cookie."""
        return "cookies.expect_ours(" in self.text

    @property
    def leads(self) -> bool:
        """Tell whether it leads elsewhere."""
        return LEADS.search(self.text) is not None

    @property
    def has_pages(self) -> bool:
        """Tell whether a `Link` header leads to more."""
        return any(called(call) in PAGES for _, call in self.calls()) or "'Link'" in self.text

    @property
    def kind(self) -> str:
        """Return the type of its answer, where that is not JSON's own."""
        found = re.search(r"'Content-Type': '(application/[\w+]+)'", self.text)
        return found[1] if found else ""

    def answers(self) -> dict[int, str]:
        """Return the entities by status. Raises Undeclared where they cannot be read."""
        declared: dict[int, str] | None = getattr(self.function, "answers", None)
        if declared is not None:
            return declared
        given = [
            (function, call, call.args[RESPONDERS[called(call)]])
            for function, call in self.calls()
            if called(call) in RESPONDERS
        ]
        # A list that is empty says nothing where another call tells what it is a list of.
        telling = [one for one in given if not (isinstance(one[2], ast.List) and not one[2].elts)] or given
        found: dict[int, list[str]] = {}
        for function, call, entity in telling:
            found.setdefault(_status(call), []).append(self._type(function, entity))
        return {status: " | ".join(dict.fromkeys(entities)) for status, entities in found.items()}

    def _named(self, function: Function, node: ast.expr) -> Any:
        """Return what a literal, a name or an attribute stands for, imported by the function or by the module."""
        if isinstance(node, ast.Attribute):
            return getattr(self._named(function, node.value), node.attr, None)
        if not isinstance(node, ast.Name):
            return node.value if isinstance(node, ast.Constant) else None
        for one in ast.walk(function):
            if isinstance(one, ast.ImportFrom):
                for alias in one.names:
                    if (alias.asname or alias.name) == node.id:
                        return getattr(import_module(one.module or ""), alias.name, None)
        return getattr(sys.modules[self.own.__module__], node.id, None)

    def _type(self, function: Function, node: ast.expr) -> str:
        """Return the entity of an expression, as its render function names it."""
        if isinstance(node, ast.ListComp | ast.GeneratorExp):
            return f"list[{self._type(function, node.elt)}]"
        if isinstance(node, ast.Dict) and not node.keys:
            return "Empty"
        if isinstance(node, ast.Call):
            return _returned(self._named(function, node.func), ast.unparse(node.func))
        if isinstance(node, ast.Name):
            for one in ast.walk(function):
                if isinstance(one, ast.AnnAssign) and ast.unparse(one.target) == node.id:
                    return _entity(ast.unparse(one.annotation), node.id)
                if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == node.id:
                    return self._type(function, one.value)
        raise Undeclared(f"`{ast.unparse(node)}` does not say which entity it is")


def _returned(function: Any, name: str) -> str:
    return _entity(str(getattr(function, "__annotations__", {}).get("return", "")), f"what {name} returns")


def _entity(annotation: str, what: str) -> str:
    plain = annotation.strip("'\"")
    if "entities." not in plain:
        raise Undeclared(f"{what} is {plain or 'nothing'}, and no entity of chalicelib/schemas/entities")
    return plain.replace("entities.", "")


def _status(call: ast.Call) -> int:
    given = [*call.args[1:2], *(one.value for one in call.keywords if one.arg == "status")]
    if called(call) != "json_response" or not given:
        return 200
    if isinstance(given[0], ast.Constant):
        return int(str(given[0].value))
    raise Undeclared(f"`{ast.unparse(call)}` has a status that depends on something")


@cache
def _functions(module: str) -> dict[str, Function]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, Function)}


def calls(function: Function) -> Iterator[ast.Call]:
    """Yield the calls within a function."""
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
