"""Rehearse a deployment: `python -m infra.rehearse`."""

import sys

from infra.pythons import ToolFailed
from infra.rehearse import rehearse
from infra.rehearse.checks import WentWrong
from infra.stack import StackFailed

try:
    print(rehearse())
except (WentWrong, ToolFailed, StackFailed) as error:
    sys.exit(f"The rehearsal went wrong. {error}")
