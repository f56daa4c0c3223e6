"""Turn what a command stumbles over into a sentence to the operator, in place of a traceback; all commands do it here.

What AWS says of a failure is told as it says it. What to do is added where the failure is known by a word in it, which
also a tool's own output may have, as that of Chalice.
"""

import errno
import re
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
# There is no room, or a file would be larger than this user or this disk may have one; or nothing may be written.
FULL, CLOSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG), (errno.EROFS, errno.EACCES, errno.EPERM)
LATER = "What was begun is finished by the next run."
# S3 says it by a code, and the others in their message:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
CLOCK = (
    "The clock of this machine is wrong, and AWS takes requests of the last few minutes alone. Set it (on Linux: "
    "`timedatectl set-ntp true`), and try again."
)
REMEDIES = {
    r"RequestTimeTooSkewed|RequestExpired|RequestInTheFuture|Signature expired|Signature not yet current": CLOCK,
    r"Expired ?Token|([Tt]oken|session) .*(is|has) expired": f"Your credentials have expired. Sign in again. {LATER}",
    r"No space left on device|Disk quota exceeded|File too large": (
        f"The disk is full. Make room: `build` and `.cache` can be deleted at any time. {LATER}"
    ),
    r"Stack with id \S+ does not exist": (
        "The stage is not deployed whole in this account and region: make deploy finishes what was begun there."
    ),
    r"Read-only file system": "This folder cannot be written. Deploy from a copy of it that can.",
}


def sentence(error: Exception) -> str:
    """Return what went wrong, and what to do where that is known."""
    said = f"It went wrong. {'AWS says: ' if isinstance(error, NO_ANSWER) else ''}{error}".rstrip()
    return f"{said}{'' if said.endswith('.') else '.'} {remedy(said)}".rstrip()


def remedy(said: str) -> str:
    """Return what to do about a failure that is known by what is said of it, and else nothing."""
    return next((told for sign, told in REMEDIES.items() if re.search(sign, said)), "")


@contextmanager
def in_a_sentence(*others: type[Exception], code: int = 1) -> Iterator[None]:
    """Exit with what went wrong where a block raises ToolFailed, StackFailed or `others`, or a file cannot be written.

    So it does where AWS gives no answer. What was not foreseen keeps its traceback.
    """
    try:
        yield
    except Exception as error:
        is_known = isinstance(error, (ToolFailed, StackFailed, *NO_ANSWER, *others))
        if not is_known and getattr(error, "errno", None) not in {*FULL, *CLOSED}:
            raise
        _exit(error, code)


def _exit(error: Exception, code: int) -> None:
    if code == 1:
        sys.exit(sentence(error))
    print(sentence(error), file=sys.stderr)
    sys.exit(code)
