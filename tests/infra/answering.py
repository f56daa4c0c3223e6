"""Clients of AWS that answer as they are told to, where moto cannot be in the state that is meant."""

from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError


def refused(code: str, message: str = "", **headers: str) -> ClientError:
    told: Any = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPHeaders": headers}}
    return ClientError(told, "Operation")


def answering(**answers: Any) -> Any:
    """Return a client whose methods answer so, or raise."""

    def method(answer: Any) -> Any:
        def call(**_: Any) -> Any:
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call

    meta = SimpleNamespace(region_name="eu-west-1")
    return SimpleNamespace(meta=meta, **{name: method(answer) for name, answer in answers.items()})


def said(findings: Any) -> tuple[bool, str]:
    (found,) = list(findings)
    return found.stops, found.text
