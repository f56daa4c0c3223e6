"""Measure the web client with Lighthouse on a throttled phone, as somebody who is signed out: `make lighthouse`.

Each screen is measured five times, and what counts is the median. The figures are of the machine that they are taken
on: one that is busy with something else makes the performance worse, and nothing better.
"""

# ruff: noqa: T201

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

from infra import web_client
from tests.web import community

FOLDER = web_client.WEB / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = int(os.environ.get("TIMES", "5"))
LEAST = 95
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SECONDS = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT"}


def screens(url: str) -> dict[str, str]:
    """Return the addresses of the screens that are measured, by their names."""
    posts = requests.get(f"{url}/api/v1/timelines/public", timeout=60).json()
    post = next(post for post in posts if post["account"]["username"] == "mira")
    [campaign, *_] = requests.get(f"{url}/api/rossgram/v1/campaigns?list=nearly_there", timeout=60).json()
    return {
        "feed": "/",
        "post": f"/@mira/{post['id']}",
        "profile": "/@mira",
        "campaign": f"/campaigns/{campaign['id']}",
    }


def measure(address: str) -> Mapping[str, Any]:
    """Return Lighthouse's report of an address, by its own defaults: a phone, slow 4G, a quarter of the CPU."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [
                "node_modules/.bin/lighthouse",
                address,
                *("--quiet", "--output=json", f"--output-path={report}"),
                *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}"),
            ],
            cwd=FOLDER,
            env=os.environ | {"CHROME_PATH": shutil.which("chromium") or "chromium"},
            check=True,
        )
        found: Mapping[str, Any] = json.loads(report.read_text())
    if keep := os.environ.get("REPORTS"):
        (Path(keep) / f"{address.rpartition('/')[2] or 'feed'}.json").write_text(json.dumps(found))
    return found


def median(reports: list[Mapping[str, Any]]) -> dict[str, float]:
    """Return the median of each category, of 100, and of what stands behind the first of them."""
    scores = {name: [100 * report["categories"][name]["score"] for report in reports] for name in CATEGORIES}
    audits = [report["audits"] for report in reports]
    times = {short: [one[name]["numericValue"] / 1000 for one in audits] for name, short in SECONDS.items()}
    shifts = {"CLS": [one["cumulative-layout-shift"]["numericValue"] for one in audits]}
    sizes = {"KB": [one["total-byte-weight"]["numericValue"] / 1024 for one in audits]}
    return {name: statistics.median(values) for name, values in {**scores, **times, **shifts, **sizes}.items()}


def complaints(report: Mapping[str, Any]) -> list[str]:
    """Return what Lighthouse finds fault with, outside performance."""
    audits = report["audits"]
    asked = [ref["id"] for name in CATEGORIES[1:] for ref in report["categories"][name]["auditRefs"] if ref["weight"]]
    return sorted(
        {
            f"{name}: {audits[name]['title']}"
            for name in asked
            if (audits[name]["score"] or 0) < 1
            and audits[name]["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}
        }
    )


def main() -> int:
    """Measure each screen, and fail where one is below what is asked."""
    web_client.install(FOLDER)
    poor = 0
    with community() as stack:
        url = stack["BASE_URL"]
        for name, path in screens(url).items():
            reports = [measure(url + path) for _ in range(TIMES)]
            found = median(reports)
            told = " ".join(f"{category} {found[category]:.0f}" for category in CATEGORIES)
            times = " ".join(f"{short} {found[short]:.2f}" for short in (*SECONDS.values(), "CLS"))
            print(f"{name:9} {told} | {times} | {found['KB']:.0f} KB", flush=True)
            print("".join(f"  {one}\n" for one in complaints(reports[0])), end="", flush=True)
            poor += any(found[category] < LEAST for category in CATEGORIES)
    return 1 if poor else 0


if __name__ == "__main__":
    sys.exit(main())
