"""Whatever a command of the operator stumbles over at AWS is told in a sentence, and no traceback is shown."""

import ast
import errno
import re

import boto3
import pytest
from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import NoCredentialsError, UnauthorizedSSOTokenError
from botocore.parsers import ResponseParserError

from infra import __main__, edge_proof, edge_signing, payment_keys
from infra.pythons import ROOT, ToolFailed
from infra.told import NO_ANSWER, in_a_sentence
from tests.infra.answering import refused

CLOCK, SIGN_IN = "The clock of this machine is wrong", "Your credentials have expired. Sign in again."
COMMANDS = {
    "deploy": lambda: __main__.main(["deploy", "dev"]),
    "unlock": lambda: __main__.main(["unlock", "dev"]),
    "proof": edge_proof.main,
    "signing": edge_signing.main,
    "secrets": payment_keys.main,
}


@pytest.mark.parametrize(
    "error",
    [
        NoCredentialsError(),
        refused("ExpiredToken"),
        ResponseParserError("<!doctype html>"),
        S3UploadFailedError("Failed to upload a layer"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_ends_in_a_traceback(monkeypatch: pytest.MonkeyPatch, command: str, error: Exception):
    def client(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(boto3, "client", client)
    monkeypatch.setattr("sys.argv", [command, "dev"])
    with pytest.raises(SystemExit, match=r"^It went wrong\."):
        COMMANDS[command]()


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (refused("RequestTimeTooSkewed", "The difference between the request time and … is too large."), CLOCK),
        (refused("SignatureDoesNotMatch", "Signature expired: 20261126T090000Z is now earlier than …"), CLOCK),
        (refused("InvalidSignatureException", "Signature not yet current: 20261126T120000Z is still later …"), CLOCK),
        (ToolFailed("`chalice deploy` ended with 1:\nRequestExpired: Request has expired."), CLOCK),
        (refused("ExpiredToken", "The provided token has expired."), SIGN_IN),
        (refused("ExpiredTokenException", "The security token included in the request is expired"), SIGN_IN),
        (ToolFailed("`chalice deploy` ended with 1:\n(ExpiredTokenException) when calling …"), SIGN_IN),
        (UnauthorizedSSOTokenError(), SIGN_IN),
        (OSError(errno.ENOSPC, "No space left on device", "build/dev/function.zip"), "The disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "The disk is full"),
        (OSError(errno.EFBIG, "File too large"), "The disk is full"),
        (ToolFailed("`pip install` ended with 1:\nOSError: [Errno 28] No space left on device"), "The disk is full"),
        (OSError(errno.EROFS, "Read-only file system", "build"), "cannot be written"),
    ],
)
def test_what_to_do_is_told_where_it_is_known(error: Exception, remedy: str):
    with pytest.raises(SystemExit) as told, in_a_sentence():
        raise error
    assert remedy in str(told.value)
    assert str(error) in str(told.value)


def test_an_error_of_aws_is_told_of_in_one_list():
    listed = {one.__name__ for one in NO_ANSWER}
    for path in (ROOT / "infra").rglob("*.py"):
        for handler in (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.ExceptHandler)):
            named = set(re.findall(r"\w+", ast.unparse(handler.type))) if handler.type else set()
            # One kind is looked into by its code; who takes two tells of a failure, and forgets a third.
            assert len(named & listed) < 2, f"{path}:{handler.lineno} lists errors of AWS: use told.NO_ANSWER"


def test_a_mistake_of_ours_keeps_its_traceback():
    with pytest.raises(KeyError), in_a_sentence():
        raise KeyError("ours")
