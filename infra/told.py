"""Turn what a command stumbles over into one sentence to the operator, in place of a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from infra.pythons import ToolFailed
from infra.stack import StackFailed

# AWS refuses, cannot be reached, or something on the way answers in its place: a proxy with a page of its own.
# An upload in parts that is refused or cut has an error of its own, which is of neither kind.
NO_ANSWER = (ClientError, BotoCoreError, Boto3Error, ResponseParserError)


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """Exit with what went wrong where a block raises ToolFailed or StackFailed, or AWS gives no answer."""
    try:
        yield
    except (ToolFailed, StackFailed, *NO_ANSWER) as error:
        sys.exit(f"It went wrong. {error}")
