"""Return what the template is told of a stage's edge: its choices, and its secrets, drawn where there are none yet."""

import re
from collections.abc import Mapping
from typing import Any

from infra import edge_proof, push_keys
from infra.pythons import ToolFailed
from infra.template import domain, wall

DOMAIN, CERTIFICATE, WALL_RATE, WALL_ARN = "DOMAIN_NAME", "CERTIFICATE_ARN", "WAF_RATE", "WAF_ARN"
LEAST_RATE = 10


def of_stage(store: Any, settings: Mapping[str, str], region: str) -> dict[str, str]:
    """Return the template's parameters of the edge, and draw the key of pushes too; `store` is SSM's client.

    Raises ToolFailed for choices that cannot be meant, before any secret is drawn.
    """
    chosen = choices(settings, region)
    push_keys.put(store, settings["SECRETS_PATH"])
    return {
        **chosen,
        "EdgeProof": edge_proof.put(store, settings["SECRETS_PATH"]),
    }


def choices(settings: Mapping[str, str], region: str) -> dict[str, str]:
    """Return the parameters that a stage's settings choose. Raises ToolFailed for those that cannot be meant."""
    name, certificate = settings.get(DOMAIN, ""), settings.get(CERTIFICATE, "")
    if bool(name) != bool(certificate):
        raise ToolFailed(f"{DOMAIN} and {CERTIFICATE} go together: set both, or none.")
    if name and not re.fullmatch(domain.NAME, name):
        raise ToolFailed(f"{DOMAIN} must be a name as photos.example, not {name!r}.")
    if certificate and not re.fullmatch(domain.CERTIFICATE, certificate):
        raise ToolFailed(f"{CERTIFICATE} must be the ARN of a certificate in us-east-1: CloudFront takes no others.")
    return {"DomainName": name, "CertificateArn": certificate, **_wall(settings, region)}


def _wall(settings: Mapping[str, str], region: str) -> dict[str, str]:
    rate, arn = settings.get(WALL_RATE, "0"), settings.get(WALL_ARN, "")
    if not rate.isdecimal() or 0 < int(rate) < LEAST_RATE:
        raise ToolFailed(f"{WALL_RATE} must be 0, or {LEAST_RATE} requests in five minutes or more, not {rate!r}.")
    if rate != "0" and region != "us-east-1" and not arn:
        raise ToolFailed(
            f"AWS makes a WAF for CloudFront in us-east-1 alone, and the stage is in {region}: make a web ACL there, "
            f"set {WALL_ARN} to its ARN, and leave {WALL_RATE} out."
        )
    return {"WallRate": rate, "WallArn": arn}


def price(parameters: Mapping[str, str]) -> str:
    """Return a sentence about what costs money while nothing happens, empty where nothing does."""
    if parameters["WallRate"] == "0":
        return ""
    if parameters["WallArn"]:
        return f"{WALL_ARN} names a web ACL of yours, so {WALL_RATE} makes none."
    return f"The WAF costs ${wall.DOLLARS_A_MONTH} a month while nothing happens, and $0.60 a million requests."
