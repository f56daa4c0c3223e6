"""The commands of Chalice in docs/deploying.md name what there is, and a function takes the event that it is given."""

import json
import re

from chalicelib.handlers import events
from infra.pythons import ROOT
from infra.stages import base, functions

TEXT = (ROOT / "docs/deploying.md").read_text()
NAMED = set(re.findall(r"^chalice \w+ --stage \w+ --name (\w+)", TEXT, re.MULTILINE))
INVOKED = re.findall(r"^chalice invoke --stage \w+ --name (\w+) < (\S+)", TEXT, re.MULTILINE)


def test_chalice_is_told_of_functions_that_there_are():
    assert NAMED
    assert set(base()["lambda_functions"]) >= NAMED


def test_the_page_counts_the_functions_that_plain_chalice_sends():
    assert f"sends each of the {len(functions())} functions the sources" in TEXT


def test_a_function_that_is_invoked_by_hand_takes_its_event():
    assert INVOKED
    for name, file in INVOKED:
        # Lambda takes an empty payload for an empty event.
        text = "" if file == "/dev/null" else (ROOT / file).read_text()
        getattr(events, name)(json.loads(text or "{}"), None)


def test_what_chalice_packages_lies_where_git_does_not_look():
    (folder,) = re.findall(r"^chalice package --stage \w+ (\S+)", TEXT, re.MULTILINE)
    assert f"{folder.split('/')[0]}/" in (ROOT / ".gitignore").read_text().splitlines()
