"""What libraries do later than they would changes no answer of theirs, and a cold start does without it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import botocore
import pytest

from infra.package import late, trim
from infra.pythons import ROOT, ToolFailed

INSTALLED = Path(botocore.__file__).parent.parent
CHANGED = ("urllib3", "botocore", "pynamodb")
HOSTS = (
    *(
        "s3.amazonaws.com",
        "LOCALHOST:80",
        "127.0.0.1:8000",
        "256.1.1.1",
        "0x7f.1",
        "[::1]",
        "[::1]:443",
        "::1",
        "1::2::3",
    ),
    *("[fe80::1%25en0]", "[fe80::1%en0]:80", "fe80::1%en0", "[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7]", "[::ffff:1.2.3.4]"),
    *("a:b", "a:99999", "a:123456", "[", "[]", "]", "a]", "a[b", "%41.org", "%", "ünï.example", "", ":", ":80", "a b"),
)
ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
import botocore.session, pynamodb.models, urllib3.http2
begun = [name for name in ("importlib.metadata", "html.parser", "botocore.docs.service") if name in sys.modules]
from urllib3.util import ssl_, url

def said(act, *given):
    try:
        found = act(*given)
        return [found.group(), found.groups()] if hasattr(found, "groups") else str(found)
    except Exception as error:
        return repr(error)

patterns = [url._IPV6_RE, url._IPV6_ADDRZ_RE, url._BRACELESS_IPV6_ADDRZ_RE, url._HOST_PORT_RE]
hosts = json.loads(sys.argv[2])
answers = [said(url.parse_url, f"https://user@{host}/a?b#c") for host in hosts]
answers += [said(ssl_.is_ipaddress, host) for host in hosts]
answers += [said(getattr(one, way), host) for one in patterns for way in ("match", "fullmatch") for host in hosts]
answers += [one.pattern for one in patterns]
client = botocore.session.Session().create_client("dynamodb")
answers += [str(client.get_item.__doc__), str(client.get_paginator("scan").paginate.__doc__)]
answers.append(str(client.get_waiter("table_exists").wait.__doc__))
answers.append(said(urllib3.http2.inject_into_urllib3))
from chalicelib.models.photos import interactions, posts, timelines
from chalicelib.models.money.payments import payments
for module in (posts, interactions, timelines, payments):
    for name, found in sorted(vars(module).items()):
        if isinstance(found, type) and issubclass(found, pynamodb.models.Model):
            answers.append([name, list(found._attributes), sorted(found._dynamo_to_python_attrs.items())])
            answers += [[key, sorted(index.Meta.attributes)] for key, index in found._indexes.items()]
print(json.dumps({"begun": begun, "answers": answers, "from": urllib3.__file__}))
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the libraries as the package has them."""
    folder = tmp_path_factory.mktemp("late")
    for name in CHANGED:
        shutil.copytree(INSTALLED / name, folder / name, ignore=shutil.ignore_patterns("data", "__pycache__"))
    trim.trim(folder)
    data = folder / "botocore/data"
    shutil.copytree(INSTALLED / "botocore/data/dynamodb", data / "dynamodb")
    for file in (INSTALLED / "botocore/data").glob("*.json"):
        shutil.copy2(file, data)
    return folder


def answers_of(folder: Path) -> dict[str, Any]:
    """Return what the libraries of a folder answer in a new process."""
    asked = [sys.executable, "-c", ASK, str(folder), json.dumps(HOSTS)]
    environment = {**os.environ, "AWS_DEFAULT_REGION": "us-east-1"}
    said = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert found["from"].startswith(str(folder))
    return found


def test_what_is_put_off_answers_as_before(changed: Path):
    ours, theirs = answers_of(changed), answers_of(INSTALLED)
    assert len(ours["answers"]) > 10 * len(HOSTS)
    assert ours["answers"] == theirs["answers"]


def test_what_is_put_off_is_not_done_as_a_client_is_imported(changed: Path):
    assert answers_of(changed)["begun"] == []
    assert len(answers_of(INSTALLED)["begun"]) == 3, "nothing is put off any more: take the change out"


def test_another_version_of_a_library_fails_the_build(changed: Path):
    with pytest.raises(ToolFailed, match=r"late\.py"):
        late.put_off(changed)
