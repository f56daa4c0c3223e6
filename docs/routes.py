"""Write which modules handle each path, from their blueprints: `python -m docs.api` runs this as well."""

import importlib
import json
import pkgutil
from collections import defaultdict

from chalice import Chalice

from chalicelib import handlers
from chalicelib.handlers.routing import MODULES


def draw() -> str:
    """Return the table as JSON, a path a line, so that two branches seldom meet in one.

    A blueprint can be registered once in a process, so this one serves nothing.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for module in pkgutil.walk_packages(handlers.__path__, f"{handlers.__name__}."):
        blueprint = getattr(importlib.import_module(module.name), "bp", None)
        if blueprint is not None:
            app = Chalice(app_name="one")
            app.register_blueprint(blueprint)
            for path in app.routes:
                found[path].append(module.name.removeprefix(f"{handlers.__name__}."))
    return json.dumps(found, indent=0, sort_keys=True).replace("[\n", "[").replace("\n]", "]") + "\n"


if __name__ == "__main__":
    MODULES.write_text(draw())
