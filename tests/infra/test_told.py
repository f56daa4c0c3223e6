"""Whatever a command of the operator stumbles over at AWS is told in a sentence, and no traceback is shown."""

import boto3
import pytest
from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import NoCredentialsError
from botocore.parsers import ResponseParserError

from infra import __main__, edge_proof, edge_signing, payment_keys
from infra.told import in_a_sentence
from tests.infra.answering import refused

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


def test_a_mistake_of_ours_keeps_its_traceback():
    with pytest.raises(KeyError), in_a_sentence():
        raise KeyError("ours")
