"""Turn what a command stumbles over into one sentence to the operator, in place of a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from infra.pythons import ToolFailed
from infra.stack import StackFailed

# AWS refuses, cannot be reached, or something on the way answers in its place: a proxy with a page of its own.
NO_ANSWER = (ClientError, BotoCoreError, ResponseParserError)


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """Exit with what went wrong where a block raises ToolFailed or StackFailed, or AWS gives no answer."""
    try:
        yield
    except (ToolFailed, StackFailed, *NO_ANSWER) as error:
        sys.exit(f"It went wrong. {error}")
