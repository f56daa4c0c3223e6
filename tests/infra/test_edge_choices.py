"""What an operator may choose of the edge: a name, a WAF, throttles. What is off is not made and costs nothing."""

import json
from typing import Any

import boto3
import pytest

from infra import edge, edge_parameters, throttles
from infra.pythons import ToolFailed
from infra.template import build, domain

TEMPLATE = build()
DISTRIBUTION: dict[str, Any] = TEMPLATE["Resources"]["Front"]["Properties"]["DistributionConfig"]
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-00000000abcd"
NAMED = {"DOMAIN_NAME": "photos.example", "CERTIFICATE_ARN": CERTIFICATE}
OFF = {"DomainName": "", "CertificateArn": "", "WallRate": "0", "WallArn": ""}


def test_what_nobody_chose_is_off_and_costs_nothing():
    chosen = edge_parameters.choices({}, "eu-central-1")
    assert chosen == OFF
    assert edge_parameters.price(chosen) == ""
    # The template's own defaults are the same.
    assert {name: TEMPLATE["Parameters"][name]["Default"] for name in OFF} == OFF


def test_a_name_comes_with_a_certificate_and_the_lowest_tls_and_is_the_public_address():
    assert edge_parameters.choices(NAMED, "eu-central-1") == {
        **OFF,
        "DomainName": "photos.example",
        "CertificateArn": CERTIFICATE,
    }
    _, aliases, none = DISTRIBUTION["Aliases"]["Fn::If"]
    assert (aliases, none) == ([{"Ref": "DomainName"}], domain.NOTHING)
    _, certificate, none = DISTRIBUTION["ViewerCertificate"]["Fn::If"]
    assert (certificate["MinimumProtocolVersion"], none) == ("TLSv1.2_2021", domain.NOTHING)
    condition, address, own = TEMPLATE["Outputs"]["PublicUrl"]["Value"]["Fn::If"]
    assert (condition, address, own) == (
        "HasDomain",
        {"Fn::Sub": "https://${DomainName}"},
        {"Fn::Sub": "https://${Front.DomainName}"},
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"DOMAIN_NAME": "photos.example"}, "go together"),
        ({"CERTIFICATE_ARN": CERTIFICATE}, "go together"),
        ({**NAMED, "CERTIFICATE_ARN": CERTIFICATE.replace("us-east-1", "eu-central-1")}, "us-east-1"),
        ({**NAMED, "CERTIFICATE_ARN": "mine"}, "us-east-1"),
        ({**NAMED, "DOMAIN_NAME": "https://photos.example"}, "name as photos.example"),
        ({**NAMED, "DOMAIN_NAME": "photos"}, "name as photos.example"),
        ({"WAF_RATE": "5"}, "10 requests"),
        ({"WAF_RATE": "many"}, "10 requests"),
        ({"WAF_RATE": "2000"}, "us-east-1 alone"),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_is_made(settings: dict[str, str], said: str):
    with pytest.raises(ToolFailed, match=said):
        edge_parameters.choices(settings, "eu-central-1")


def test_a_waf_says_what_it_costs_and_stands_before_cloudfront():
    chosen = edge_parameters.choices({"WAF_RATE": "2000"}, "us-east-1")
    assert "$6 a month" in edge_parameters.price(chosen)
    # A web ACL of the operator's own is theirs to pay, and is taken in any region.
    own = edge_parameters.choices({"WAF_ARN": "arn:x"}, "eu-central-1")
    assert edge_parameters.price(own) == ""
    both = edge_parameters.choices({"WAF_ARN": "arn:x", "WAF_RATE": "2000"}, "us-east-1")
    assert edge_parameters.price(both) == "WAF_ARN names a web ACL of yours, so WAF_RATE makes none."
    assert {"Fn::Equals": [{"Ref": "WallArn"}, ""]} in TEMPLATE["Conditions"]["HasWall"]["Fn::And"]
    wall = TEMPLATE["Resources"]["Wall"]
    assert wall["Condition"] == "HasWall"
    (rule,) = wall["Properties"]["Rules"]
    assert rule["Statement"]["RateBasedStatement"]["Limit"] == {"Ref": "WallRate"}
    ours = {"Fn::If": ["HasWall", {"Fn::GetAtt": ["Wall", "Arn"]}, {"Ref": "AWS::NoValue"}]}
    assert DISTRIBUTION["WebACLId"] == {"Fn::If": ["HasWallOfYours", {"Ref": "WallArn"}, ours]}


def test_who_comes_too_often_is_told_in_the_apps_words_and_stripe_never_is():
    (rule,) = TEMPLATE["Resources"]["Wall"]["Properties"]["Rules"]
    refusal = rule["Action"]["Block"]["CustomResponse"]
    bodies = TEMPLATE["Resources"]["Wall"]["Properties"]["CustomResponseBodies"]
    assert refusal["ResponseCode"] == 429
    assert json.loads(bodies[refusal["CustomResponseBodyKey"]]["Content"]) == {"error": "Too many requests"}
    headers = {one["Name"]: one["Value"] for one in refusal["ResponseHeaders"]}
    assert headers["Access-Control-Allow-Origin"] == "*"
    spared = rule["Statement"]["RateBasedStatement"]["ScopeDownStatement"]["NotStatement"]["Statement"]
    assert spared["ByteMatchStatement"]["SearchString"] == "/webhooks/"


def test_a_stage_is_throttled_and_may_say_how_much():
    gateway: Any = boto3.client("apigateway")
    api = gateway.create_rest_api(name="x")["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    gateway.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
    gateway.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK")
    gateway.create_deployment(restApiId=api, stageName="api")

    def throttle(**settings: str) -> tuple[float, int]:
        throttles.put(api, "api", settings)
        kept = gateway.get_stage(restApiId=api, stageName="api")["methodSettings"]["*/*"]
        return kept["throttlingRateLimit"], kept["throttlingBurstLimit"]

    assert throttle() == (edge.API_RATE, edge.API_BURST)
    assert throttle(API_RATE="50", API_BURST="80") == (50, 80)
    with pytest.raises(ToolFailed, match="API_RATE"):
        throttle(API_RATE="none")
