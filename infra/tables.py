"""List the tables: every model of chalicelib.models."""

import importlib
import pkgutil

from chalicelib import models
from chalicelib.models.base import Model


def tables() -> list[type[Model]]:
    """Return every table's model, sorted by table name."""
    for module in pkgutil.walk_packages(models.__path__, f"{models.__name__}."):
        importlib.import_module(module.name)
    return sorted(Model.__subclasses__(), key=lambda model: str(model.Meta.table_name))
