"""Print the template as JSON: `python -m infra.template > template.json`."""

import json

from infra.template import build

print(json.dumps(build(), indent=2))
