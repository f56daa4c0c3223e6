"""Hold every answer that a test gets against the OpenAPI document: its status, and its JSON to the last field."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs

from chalicelib.handlers.paths import Paths

ROOT = Path(__file__).parent.parent.parent
ROOM = 300


class Contract:
    """A document, with a validator for each answer that was met."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.paths = Paths(document["paths"])
        self.known: dict[str, Any] = {}

    def faults(self, method: str, target: str, status: int, headers: Mapping[str, str], body: bytes) -> list[str]:
        """Return what is wrong with an answer; where there is no such route, nothing is promised."""
        found = self.paths.find(urlsplit(target).path)
        operation = self.document["paths"][found[0]].get(method.lower()) if found else None
        if operation is None:
            return []
        answer = self._resolved(operation["responses"].get(str(status)))
        if answer is None:
            return [f"{method} {found[0]} answers {status}, of which the document says nothing"] if found else []
        kind = headers.get("content-type", "").partition(";")[0]
        if not body or "json" not in kind:
            return []
        if kind not in answer.get("content", {}):
            return [f"{method} {target} answers {kind}, and the document says {', '.join(answer.get('content', {}))}"]
        return self._compare(f"{method} {target} {status}", answer["content"][kind]["schema"], json.loads(body))

    def _resolved(self, answer: dict[str, Any] | None) -> dict[str, Any] | None:
        if answer and "$ref" in answer:
            name = answer["$ref"].rpartition("/")[2]
            resolved: dict[str, Any] = self.document["components"]["responses"][name]
            return resolved
        return answer

    def _compare(self, where: str, schema: dict[str, Any], entity: Any) -> list[str]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self.known:
            whole = {**schema, "components": self.document["components"]}
            self.known[key] = jsonschema_rs.Draft202012Validator(whole)
        errors = self.known[key].iter_errors(entity)
        return [f"{where}: {'/'.join(map(str, one.instance_path))}: {one.message[:ROOM]}" for one in errors]


@cache
def contract() -> Contract:
    """Return the document of this tree."""
    return Contract(json.loads((ROOT / "chalicelib/handlers/openapi.json").read_text()))
