"""Draw the name that people type, where it is an operator's own and not CloudFront's."""

from typing import Any

# CloudFront lets the lowest TLS be chosen for a certificate of one's own alone.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
LOWEST_TLS = "TLSv1.2_2021"
# CloudFront takes certificates of this region.
CERTIFICATE = r"arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[0-9a-f-]+"
NAME = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"

PARAMETERS: dict[str, Any] = {
    "DomainName": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": f"|{NAME}",
        "Description": "The name that people type, as photos.example; empty for CloudFront's own.",
    },
    "CertificateArn": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": f"|{CERTIFICATE}",
        "Description": "A certificate for that name, in us-east-1.",
    },
}
CONDITIONS: dict[str, Any] = {"HasDomain": {"Fn::Not": [{"Fn::Equals": [{"Ref": "DomainName"}, ""]}]}}
NOTHING = {"Ref": "AWS::NoValue"}


def of_distribution() -> dict[str, Any]:
    """Return what a distribution is told of its name."""
    certificate = {
        "AcmCertificateArn": {"Ref": "CertificateArn"},
        "SslSupportMethod": "sni-only",
        "MinimumProtocolVersion": LOWEST_TLS,
    }
    return {
        "Aliases": {"Fn::If": ["HasDomain", [{"Ref": "DomainName"}], NOTHING]},
        "ViewerCertificate": {"Fn::If": ["HasDomain", certificate, NOTHING]},
    }


def address() -> dict[str, Any]:
    """Return the address that people type."""
    return {"Fn::If": ["HasDomain", {"Fn::Sub": "https://${DomainName}"}, {"Fn::Sub": "https://${Front.DomainName}"}]}
