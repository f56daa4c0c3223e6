"""Draw one operation: its parameters, what it takes, whom it lets in, and what it answers."""

import inspect
import re
from http import HTTPStatus
from typing import Any

from docs.openapi.shapes import REF, Shapes
from docs.openapi.source import Undeclared, View

HOW = """{method} {path}: {problem}.
Let its render function return an entity (`-> "entities.Status"`) and give that to `json_response` or `page_response`,
or name the entity beside the route: `@answers("Status")`, `@answers("list[Status]")`, `@answers({{202: "Refund"}})`."""
JSON, HTML, FORM = "application/json", "text/html", "multipart/form-data"
BODIES = (JSON, "application/x-www-form-urlencoded", FORM)
WRITES = ("post", "put", "patch", "delete")
LINK = {"Link": {"$ref": "#/components/headers/Link"}}
LED = (302, 303)
# Below these, people and apps say who they are by a password or a secret.
PEOPLE = ("/oauth/", "/checkout/", "/unlock/")
WINDOW = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
LIMITS = {name: {"$ref": f"#/components/headers/{name}"} for name in WINDOW}
# What any request may be answered with, and beyond that one with a token.
REFUSALS, CLOSED = (400, 404, 413, 422, 429, 503), (401, 403)
TEXT: dict[str, Any] = {"type": "string"}


class Operation:
    """One method of one path."""

    def __init__(self, path: str, method: str, view: View, shapes: Shapes) -> None:
        self.path, self.method, self.view, self.shapes = path, method.lower(), view, shapes
        self.form = self._merged(view.forms())

    def draw(self, name: str) -> dict[str, Any]:
        """Return the operation under a name of its own."""
        summary, _, rest = (inspect.getdoc(self.view.own) or "").partition("\n")
        body = self._body(name)
        return {
            "operationId": name,
            "tags": [self.view.own.__module__.removeprefix("chalicelib.handlers.").split(".")[0]],
            "summary": summary,
            **({"description": " ".join(rest.split())} if rest.strip() else {}),
            "security": self._security(),
            "parameters": self._parameters(),
            **({"requestBody": body} if body else {}),
            "responses": self._responses(),
        }

    def _merged(self, forms: list[Any]) -> dict[str, Any]:
        drawn = [self.shapes.form(form) for form in forms]
        properties = {name: schema for one in drawn for name, schema in one.get("properties", {}).items()}
        required = [name for one in drawn for name in one.get("required", [])]
        return {"type": "object", "properties": properties, "required": required}

    def _security(self) -> list[dict[str, list[str]]]:
        scopes = self.view.scopes()
        if self.view.is_ours:
            return [{}, {"session": []}]
        if not scopes:
            return []
        is_open = not any(is_asked for _, is_asked in scopes)
        return [{}] * is_open + [{"token": [scope for scope, _ in scopes if scope]}]

    def _parameters(self) -> list[dict[str, Any]]:
        named = re.findall(r"{(\w+)}", self.path)
        parts = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in named]
        key = {"name": "Idempotency-Key", "in": "header", "schema": TEXT}
        asked = [{"name": name, "in": "query", "schema": TEXT} for name in self.view.asked()]
        queries = [] if self.method in WRITES[:3] else [self._query(name) for name in self.form["properties"]]
        return parts + [key] * ("idempotency-key" in self.view.text) + asked + queries

    def _query(self, name: str) -> dict[str, Any]:
        schema = self.form["properties"][name]
        is_list = '"type": "array"' in str(schema).replace("'", '"')
        required = {"required": True} if name in self.form["required"] else {}
        return {"name": f"{name}[]" if is_list else name, "in": "query", **required, "schema": schema}

    def _body(self, name: str) -> dict[str, Any]:
        if self.method not in WRITES[:3] or not self.form["properties"]:
            return {}
        has_file = "binary" in str(self.form["properties"])
        required = self.form["required"]
        title = "".join(word.capitalize() for word in name.split("_")) + "Form"
        self.shapes.named[title] = {name: value for name, value in self.form.items() if value}
        schema = {"$ref": REF.format(model=title)}
        kinds = (FORM,) if has_file and required else BODIES
        return {"required": bool(required), "content": {kind: {"schema": schema} for kind in kinds}}

    def _responses(self) -> dict[str, Any]:
        found = {str(status): self._answer(status, entity) for status, entity in sorted(self._answers().items())}
        is_closed = self.view.scopes() or self.view.is_ours or self.path.startswith(PEOPLE)
        refusals = (*REFUSALS, *(CLOSED if is_closed else ()))
        kind = "Page" if self.view.is_page else "Error"
        return found | {str(status): {"$ref": f"#/components/responses/{kind}{status}"} for status in sorted(refusals)}

    def _answers(self) -> dict[int, str]:
        try:
            found = self.view.answers()
        except Undeclared as error:
            raise Undeclared(self._help(str(error))) from error
        if self.view.is_page:
            found = {200: HTML, **found}
        if self.view.leads:
            found |= dict.fromkeys(LED, "")
        if not found:
            raise Undeclared(self._help("it answers nothing that is known"))
        return found

    def _help(self, problem: str) -> str:
        return HOW.format(method=self.method.upper(), path=self.path, problem=problem)

    def _answer(self, status: int, entity: str) -> dict[str, Any]:
        told: dict[str, Any] = {"description": HTTPStatus(status).phrase}
        headers: dict[str, Any] = (LINK if self.view.has_pages else {}) | (LIMITS if self.method in WRITES else {})
        if status in LED:
            headers = {"Location": {"schema": TEXT}}
        if headers:
            told["headers"] = headers
        if "/" in entity:
            told["content"] = {entity: {"schema": TEXT}}
        elif entity:
            told["content"] = {self.view.kind or JSON: {"schema": self.shapes.entity(entity)}}
        return told
