"""Create the template's resources by calling each service: for moto, whose CloudFormation is incomplete."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

import boto3
from botocore.exceptions import ClientError

# moto's account id.
ACCOUNT = "123456789012"


def create(template: dict[str, Any]) -> None:
    """Create every table, queue and bucket of a template, with their settings."""
    clients = {service: boto3.client(service) for service in ("dynamodb", "s3", "sqs")}
    resolve = _Resolver(template, clients["sqs"])
    for kind, (service, make) in KINDS.items():
        for resource in template["Resources"].values():
            if resource["Type"] == kind:
                make(clients[service], resolve(resource["Properties"]))


class _Resolver:
    """Resolve Ref, Fn::GetAtt, Fn::Sub and Fn::If."""

    def __init__(self, template: dict[str, Any], sqs: Any) -> None:
        self.resources = template["Resources"]
        self.sqs = sqs
        self.region = sqs.meta.region_name
        self.values = {name: parameter["Default"] for name, parameter in template["Parameters"].items()}
        self.values |= {"AWS::AccountId": ACCOUNT, "AWS::Partition": "aws", "AWS::Region": self.region}

    def __call__(self, value: Any) -> Any:
        """Return a part of the template with its functions resolved; values that resolve to nothing are left out."""
        if isinstance(value, list):
            return [found for found in map(self, value) if found is not None]
        if not isinstance(value, dict):
            return value
        if len(value) == 1 and (name := next(iter(value))) in self.FUNCTIONS:
            return self.FUNCTIONS[name](self, value[name])
        return {name: found for name, part in value.items() if (found := self(part)) is not None}

    def _ref(self, name: str) -> str | None:
        if name == "AWS::NoValue":
            return None
        return self.values[name] if name in self.values else self._queue_url(name)

    def _sub(self, text: str) -> str:
        for name, value in self.values.items():
            text = text.replace(f"${{{name}}}", value)
        return text

    def _attribute(self, path: list[str]) -> str:
        name = self(self.resources[path[0]]["Properties"]["QueueName"])
        return f"arn:aws:sqs:{self.region}:{ACCOUNT}:{name}" if path[1] == "Arn" else str(name)

    def _if(self, parts: list[Any]) -> Any:
        """Return the second branch: all conditions test whether a parameter is set, and for moto none is."""
        return self(parts[2])

    def _queue_url(self, name: str) -> str:
        return str(self.sqs.get_queue_url(QueueName=self._attribute([name, "QueueName"]))["QueueUrl"])

    FUNCTIONS: ClassVar[dict[str, Callable[..., Any]]] = {
        "Ref": _ref,
        "Fn::Sub": _sub,
        "Fn::GetAtt": _attribute,
        "Fn::If": _if,
    }


def _table(dynamodb: Any, wanted: dict[str, Any]) -> None:
    name = wanted["TableName"]
    expiry = wanted.pop("TimeToLiveSpecification", None)
    recovery = wanted.pop("PointInTimeRecoverySpecification")
    _once(lambda: dynamodb.create_table(**wanted), "ResourceInUseException")
    if expiry:
        _once(
            lambda: dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry), "ValidationException"
        )
    dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery)


def _queue(sqs: Any, wanted: dict[str, Any]) -> None:
    name = wanted.pop("QueueName")
    attributes = {key: value if isinstance(value, str) else json.dumps(value) for key, value in wanted.items()}
    sqs.create_queue(QueueName=name, Attributes=attributes)


def _queue_policy(sqs: Any, wanted: dict[str, Any]) -> None:
    for url in wanted["Queues"]:
        policy = json.dumps(wanted["PolicyDocument"])
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})


def _bucket(s3: Any, wanted: dict[str, Any]) -> None:
    name = wanted["BucketName"]
    _once(lambda: s3.create_bucket(Bucket=name), "BucketAlreadyOwnedByYou")
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=wanted["PublicAccessBlockConfiguration"])
    s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=wanted["OwnershipControls"])
    rules = wanted["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    rules = [{"ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"]} for rule in rules]
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
    # moto lets nothing grow old; the other rules have another shape in S3's own API.
    rules = [rule for rule in wanted["LifecycleConfiguration"]["Rules"] if "AbortIncompleteMultipartUpload" in rule]
    lifecycle = [{"Filter": {}, "ID": rule.pop("Id"), **rule} for rule in rules]
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": lifecycle})
    _bucket_extras(s3, name, wanted)


def _bucket_extras(s3: Any, name: str, wanted: dict[str, Any]) -> None:
    if cors := wanted.get("CorsConfiguration"):
        rules = [
            {"MaxAgeSeconds": rule.pop("MaxAge"), "ExposeHeaders": rule.pop("ExposedHeaders"), **rule}
            for rule in cors["CorsRules"]
        ]
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": rules})
    if told := wanted.get("NotificationConfiguration"):
        targets = [
            {
                "QueueArn": target["Queue"],
                "Events": [target["Event"]],
                "Filter": {"Key": {"FilterRules": target["Filter"]["S3Key"]["Rules"]}},
            }
            for target in told["QueueConfigurations"]
        ]
        s3.put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration={"QueueConfigurations": targets}
        )


def _once(call: Callable[[], Any], code: str) -> None:
    """Make a call that may have been made before, and ignore that the resource exists."""
    try:
        call()
    except ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise


# In the order of their dependencies.
KINDS: dict[str, tuple[str, Callable[[Any, dict[str, Any]], None]]] = {
    "AWS::DynamoDB::Table": ("dynamodb", _table),
    "AWS::SQS::Queue": ("sqs", _queue),
    "AWS::SQS::QueuePolicy": ("sqs", _queue_policy),
    "AWS::S3::Bucket": ("s3", _bucket),
}
