"""Draw entities and forms as JSON Schema, by pydantic, and count which entities a document names."""

from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from chalicelib.schemas import entities
from chalicelib.schemas.moments import Moment
from chalicelib.schemas.uploads import Upload

REF = "#/components/schemas/{model}"


class Generator(GenerateJsonSchema):
    """Draws files as bytes and moments as text, which is how they are sent."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """Return the schema of what a form reads into a dataclass."""
        drawn = {Upload: {"type": "string", "format": "binary"}, Moment: {"type": "string"}}
        return drawn.get(schema["cls"]) or super().dataclass_schema(schema)


class Shapes:
    """The schemas that a document names: each stands once under its name."""

    def __init__(self) -> None:
        self.named: dict[str, Any] = {}

    def entity(self, annotation: str) -> dict[str, Any]:
        """Return the schema of an entity, or of a list of it, by the words of its annotation."""
        found = eval(annotation, dict(vars(entities)))
        # Within a list it is named, and by itself it would not be.
        drawn = TypeAdapter(list[found]).json_schema(mode="serialization", ref_template=REF)  # type: ignore[valid-type]
        named: dict[str, Any] = self._take(drawn, is_closed=True)["items"]
        return named

    def form(self, form: type[BaseModel]) -> dict[str, Any]:
        """Return the schema of a form, without those of the forms within it, which stand by themselves."""
        drawn = form.model_json_schema(mode="validation", ref_template=REF, schema_generator=Generator)
        taken: dict[str, Any] = self._take(drawn, is_closed=False)
        return taken

    def _take(self, drawn: dict[str, Any], *, is_closed: bool) -> Any:
        for name, schema in drawn.pop("$defs", {}).items():
            tidied = tidy(schema, is_closed=is_closed)
            if self.named.setdefault(name, tidied) != tidied:
                raise ValueError(f"Two schemas are called {name}: give one of them another name")
        return tidy(drawn, is_closed=is_closed)


def tidy(schema: Any, *, is_closed: bool, is_properties: bool = False) -> Any:
    """Return a schema without the titles that only repeat names; an entity has no other properties than its own."""
    if isinstance(schema, list):
        return [tidy(one, is_closed=is_closed) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        name: tidy(value, is_closed=is_closed, is_properties=name == "properties" and not is_properties)
        for name, value in schema.items()
        if is_properties or name != "title" or not isinstance(value, str)
    }
    if is_closed and not is_properties and found.get("type") == "object" and "additionalProperties" not in found:
        found["additionalProperties"] = False
    return found
