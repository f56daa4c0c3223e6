"""Stand in for what a stack makes of CloudFront: what it sends to its origins, and whose signature it takes.

moto's CloudFormation makes no distribution. The template says what one would be, and its configuration is told by
GetDistributionConfig as AWS tells it.
https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistributionConfig.html
"""

import hashlib
from typing import Any
from xml.sax.saxutils import escape

DISTRIBUTION = "E1"
PATH = f"/2020-05-31/distribution/{DISTRIBUTION}/config"
PUBLIC_URL = "https://front.example"
NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/"


class CloudFront:
    """The distribution and the group of keys of the last template that was carried out.

    `headers` are what each origin is sent in addition; `keys` are the public keys, by their ids.
    """

    def __init__(self) -> None:
        self.headers: dict[str, dict[str, str]] = {}
        self.keys: dict[str, str] = {}

    def learn(self, template: dict[str, Any], parameters: dict[str, str]) -> None:
        """Become what a template says."""
        resources = template["Resources"]
        origins = resources["Front"]["Properties"]["DistributionConfig"]["Origins"]
        self.headers = {one["Id"]: _headers(one["OriginCustomHeaders"], parameters) for one in origins}
        items = resources["EdgeKeys"]["Properties"]["KeyGroupConfig"]["Items"]
        self.keys = {
            key_id(one["Ref"]): resources[one["Ref"]]["Properties"]["PublicKeyConfig"]["EncodedKey"] for one in items
        }

    def config(self) -> tuple[bytes, str]:
        """Return the distribution's configuration, as far as origins go, and its ETag."""
        origins = "".join(_origin(name, headers) for name, headers in self.headers.items())
        text = (
            f'<?xml version="1.0"?><DistributionConfig xmlns="{NAMESPACE}"><CallerReference>1</CallerReference>'
            f"<Comment></Comment><Enabled>true</Enabled>"
            f"<Origins><Quantity>{len(self.headers)}</Quantity><Items>{origins}</Items></Origins></DistributionConfig>"
        )
        return text.encode(), hashlib.sha256(text.encode()).hexdigest()[:14].upper()


def outputs(template: dict[str, Any]) -> dict[str, str]:
    """Return what a stack tells of CloudFront by the names of its outputs."""
    keys = {
        name: key_id(one["Value"]["Ref"]) for name, one in template["Outputs"].items() if name.startswith("EdgeKey")
    }
    return {"PublicUrl": PUBLIC_URL, "FrontDomain": "d1.example", "DistributionId": DISTRIBUTION, **keys}


def key_id(logical: str) -> str:
    """Return the id that CloudFront gives the public key of a resource."""
    return f"K{logical.removeprefix('EdgeKey').upper()}"


def _headers(drawn: Any, parameters: dict[str, str]) -> dict[str, str]:
    if isinstance(drawn, dict):  # Fn::If, of which the stage's proof is the condition.
        drawn = drawn["Fn::If"][1] if parameters.get("EdgeProof") else []
    values = {one["HeaderName"]: one["HeaderValue"] for one in drawn}
    return {name: parameters[told["Ref"]] if isinstance(told, dict) else told for name, told in values.items()}


def _origin(name: str, headers: dict[str, str]) -> str:
    items = "".join(
        f"<OriginCustomHeader><HeaderName>{header}</HeaderName><HeaderValue>{escape(value)}</HeaderValue></OriginCustomHeader>"
        for header, value in headers.items()
    )
    told = f"<CustomHeaders><Quantity>{len(headers)}</Quantity><Items>{items}</Items></CustomHeaders>"
    return f"<Origin><Id>{name}</Id><DomainName>{name}.example</DomainName>{told}</Origin>"
