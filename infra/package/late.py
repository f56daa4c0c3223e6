"""Have libraries do later what they do as they are imported: a cold start pays for it, and hardly anything asks for it.

Each change is of a text in a pinned version, of which there must be exactly one; another version fails the build until
somebody has looked. Nothing answers otherwise than before (tests/infra/test_late.py).
"""

import re
from pathlib import Path
from typing import NamedTuple

from infra.pythons import ToolFailed


class Change(NamedTuple):
    """A text in a file of a library, and what takes its place."""

    file: str
    text: str
    instead: str


# Compiling a pattern for IPv6 takes 2 ms, and there are four. None of them matches without the mark that it needs.
LATE_PATTERN = '''
class _Late:
    """A pattern that is compiled for the first text with a mark; without the mark it finds what another finds."""

    def __init__(self, mark, pattern, flags=0, without_mark=None):
        self._mark, self._asked, self._without_mark, self._compiled = mark, (pattern, flags), without_mark, None

    def _found(self):
        if self._compiled is None:
            self._compiled = re.compile(*self._asked)
        return self._compiled

    def match(self, text):
        found = self._found() if self._mark in text else self._without_mark
        return found and found.match(text)

    def fullmatch(self, text):
        found = self._found() if self._mark in text else self._without_mark
        return found and found.fullmatch(text)

    def __getattr__(self, name):
        return getattr(self._found(), name)


'''
WITHOUT_IPV6 = '("^(%s|%s)(?::0*?(|0|[1-9][0-9]{0,4}))?$") % (_REG_NAME_PAT, _IPV4_PAT)'
FLAGS, ADDRZ = "re.UNICODE | re.DOTALL", '"^" + _IPV6_ADDRZ_PAT + "$"'

# inspect.getmembers asks a class for each of its names, object's among them.
GETMEMBERS = '''
def getmembers(cls, is_wanted):
    """Return what lies in a class or above it, by name, as inspect.getmembers does."""
    found = {}
    for base in reversed(cls.__mro__):
        found.update(base.__dict__)
    return [(name, found[name]) for name in sorted(found) if is_wanted(found[name])]


'''
URLS, DOCSTRINGS = "urllib3/util/url.py", "botocore/docs/docstring.py"
CHANGES = (
    Change(URLS, "# We only want to normalize urls", f"{LATE_PATTERN}# We only want to normalize urls"),
    Change(URLS, '_IPV6_RE = re.compile("^"', '_IPV6_RE = _Late(":", "^"'),
    Change(
        URLS,
        '_IPV6_ADDRZ_RE = re.compile("^" + _IPV6_ADDRZ_PAT +',
        '_IPV6_ADDRZ_RE = _Late("[", "^" + _IPV6_ADDRZ_PAT +',
    ),
    Change(URLS, '_BRACELESS_IPV6_ADDRZ_RE = re.compile("^"', '_BRACELESS_IPV6_ADDRZ_RE = _Late(":", "^"'),
    Change(
        URLS,
        f"_HOST_PORT_RE = re.compile(_HOST_PORT_PAT, {FLAGS})",
        f'_HOST_PORT_RE = _Late("[", _HOST_PORT_PAT, {FLAGS}, re.compile({WITHOUT_IPV6}, {FLAGS}))',
    ),
    # The version of h2 is asked for by whoever wants HTTP/2.
    Change("urllib3/http2/__init__.py", "from importlib.metadata import version\n", ""),
    Change(
        "urllib3/http2/__init__.py",
        "    # First check if h2 version is valid\n",
        "    # First check if h2 version is valid\n    from importlib.metadata import version\n\n",
    ),
    # Nobody reads the documentation of a client in Lambda.
    Change("botocore/docs/__init__.py", "from botocore.docs.service import ServiceDocumenter\n", ""),
    Change(
        "botocore/docs/__init__.py",
        "    # Create the root directory where all",
        "    from botocore.docs.service import ServiceDocumenter\n\n    # Create the root directory where all",
    ),
    *(
        change
        for module, name, call in (
            ("bcdoc.restdoc", "DocumentStructure", "docstring_structure = DocumentStructure("),
            ("method", "document_model_driven_method", "document_model_driven_method("),
            ("paginator", "document_paginate_method", "document_paginate_method("),
            ("waiter", "document_wait_method", "document_wait_method("),
        )
        for change in (
            Change(DOCSTRINGS, f"\nfrom botocore.docs.{module} import {name}\n", "\n"),
            Change(
                DOCSTRINGS, f"        {call}", f"        from botocore.docs.{module} import {name}\n\n        {call}"
            ),
        )
    ),
    Change("pynamodb/attributes.py", "from inspect import getmembers\n", ""),
    Change(
        "pynamodb/attributes.py",
        "class AttributeContainerMeta(type):",
        f"{GETMEMBERS.lstrip()}class AttributeContainerMeta(type):",
    ),
    Change("pynamodb/indexes.py", "from inspect import getmembers\n", "from pynamodb.attributes import getmembers\n"),
    Change("pynamodb/models.py", "from inspect import getmembers\n", "from pynamodb.attributes import getmembers\n"),
)


def put_off(libraries: Path) -> None:
    """Change the libraries in a folder, those that are there; raises ToolFailed where a text is not as it was."""
    for file, text, instead in CHANGES:
        path = libraries / file
        if not (libraries / Path(file).parts[0]).exists():
            continue
        found = path.read_text() if path.exists() else ""
        # A line stands for itself: another that only begins alike is no second place.
        if len(re.findall(re.escape(text), found)) != 1:
            raise ToolFailed(f"{file} is another than the one that infra/package/late.py changes: {text.strip()!r}")
        path.write_text(found.replace(text, instead))
