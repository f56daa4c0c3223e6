"""Deploy a stage to AWS: what it stands on, then the app.

Whatever is cut is finished by the next run: what is there is looked up at AWS, and made only where it is missing.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import boto3

from infra import (
    artifacts,
    edge_keys,
    edge_parameters,
    gateway_responses,
    parameters,
    payment_keys,
    pictures,
    publishing,
    record,
    rest_api,
    sealing,
    stack,
    staging,
    throttles,
    upgrade,
    whereabouts,
)
from infra.lock import Lock
from infra.package import layers, weights
from infra.package.build import Package, package
from infra.policies import Place
from infra.pythons import ROOT, ToolFailed, environment
from infra.sending import MEGA, PATIENT, Line
from infra.stages import base, functions
from infra.template import build


@dataclass
class Deployment:
    """A stage of Rossgram in one account and region.

    `folder` is where it is packaged; `root` is the project in which plain `chalice deploy` is to work.
    """

    stage: str
    folder: Path
    root: Path = ROOT
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the AWS account, and name the buckets after it: bucket names are global."""
        self.settings = staging.stage_settings(self.stage)
        self.region = boto3.session.Session().region_name or ""
        if not self.region:
            raise ToolFailed("No AWS region is set; AWS_DEFAULT_REGION or a profile names one.")
        account = staging.name_buckets(self.settings)
        self.place = Place(
            self.settings["PREFIX"],
            self.settings["ORIGINALS_BUCKET"],
            self.settings["RENDITIONS_BUCKET"],
            self.region,
            account,
        )
        self.line = Line(boto3.client("s3", config=PATIENT), self.artifacts_bucket)
        self.lock = Lock(boto3.client("s3"), self.artifacts_bucket, self.stage)

    @property
    def stack_name(self) -> str:
        """Return the name of the CloudFormation stack."""
        return staging.stack_name(self.settings)

    @property
    def artifacts_bucket(self) -> str:
        """Return the name of the bucket of what is sent to AWS to be deployed."""
        return staging.artifacts_bucket(self.settings, self.place.account)

    @property
    def api_id(self) -> str:
        """Return the id of the stage's REST API, empty where there is none."""
        name = record.lambda_name(self.stage, record.API)
        return rest_api.find(boto3.client("apigateway"), boto3.client("lambda"), name)

    def bring_up(self) -> str:
        """Bring up what the app stands on, write what plain `chalice deploy` reads, and return the public address."""
        keys = self._keys()
        artifacts.bring_up(boto3.client("s3"), self.artifacts_bucket, self.region)
        with self.lock.held():
            self._bring_up(keys)
        return self.address

    def package(self) -> Package:
        """Build what is sent, and have the gates look at it; AWS is not asked."""
        return package(self.stage, self.folder, self.settings, self.place)

    def deploy(self, made: Package, last: Callable[[], None] = lambda: None) -> str:
        """Deploy or update everything, do what comes last while nobody else deploys, and return the public address."""
        keys = self._keys()
        artifacts.bring_up(boto3.client("s3"), self.artifacts_bucket, self.region)
        with self.lock.held():
            arns = self._bring_up(keys)
            self._deploy_app(made, arns)
            self.lock.renew()
            last()
        print(f"Sent {self.tells(made) / MEGA:.1f} MiB.")
        return self.address

    def delete_app(self) -> None:
        """Delete what Chalice deployed, and the layers. The stack remains, with its tables and photos."""
        project = self.folder / "project"
        whereabouts.look(boto3.client("s3"), self.artifacts_bucket, self.stage)
        with self.lock.held():
            staging.copy_app(project)
            staging.configure(self.stage, project, self.settings, self.place, self._any_layers())
            record.write(self.stage, project)
            staging.chalice(project, "delete", "--stage", self.stage, shown=True)
            names = (layers.LIBRARIES, *layers.APART, layers.CODE)
            publishing.delete(boto3.client("lambda"), self.place.prefix, names)
            record.write(self.stage, self.root)

    @property
    def address(self) -> str:
        """Return the public address, or where it is set."""
        return self.settings.get("PUBLIC_URL", "an address of your own: set PUBLIC_URL in .chalice/base.json")

    def _keys(self) -> dict[str, str]:
        secrets, path = boto3.client("ssm"), self.settings["SECRETS_PATH"]
        return payment_keys.take(self.stage, self.settings, os.environ, parameters.known(secrets, path))

    def _bring_up(self, keys: dict[str, str]) -> dict[str, str]:
        secrets, path = boto3.client("ssm"), self.settings["SECRETS_PATH"]
        payment_keys.keep(secrets, path, keys)
        self.edge = edge_parameters.of_stage(secrets, self.settings, self.region)
        self.public_keys = edge_keys.public_keys(secrets, path, os.environ)
        sealing.put(secrets, path)
        if price := edge_parameters.price(self.edge):
            print(price)
        libraries = layers.libraries(environment() / "bin/python")
        arns = publishing.publish(boto3.client("lambda"), self.line, self.place.prefix, libraries.values())
        told = base()
        named = record.lambda_name(self.stage, record.API), told["app_name"], told["api_gateway_endpoint_type"]
        api = rest_api.bring_up(boto3.client("apigateway"), boto3.client("lambda"), *named)
        self.lock.renew()
        self._bring_up_resources(api)
        pictures.put(self.place.renditions_bucket)
        self.settings |= staging.learned(self.settings, self.stage)
        self._write(self.root, arns)
        staging.put_empty_layer(self.root)
        return arns

    def _bring_up_resources(self, api: str) -> None:
        print(
            f"The stack {self.stack_name}: a first one takes some ten minutes, most of them for CloudFront.", flush=True
        )
        parameters = {
            "Prefix": self.place.prefix,
            "OriginalsBucket": self.place.originals_bucket,
            "RenditionsBucket": self.place.renditions_bucket,
            "Functions": f"rossgram-{self.stage}",
            "Protected": self.settings.get("PROTECTED", "1"),
            "AlarmTopic": self.settings.get("ALARM_TOPIC", ""),
            "AlarmEmail": self.settings.get("ALARM_EMAIL", ""),
            "MonthlyBudget": self.settings.get("MONTHLY_BUDGET", "0"),
            "Dashboard": self.settings.get("DASHBOARD", "0"),
            "ApiId": api,
            **self.edge,
        }
        client = boto3.client("cloudformation")
        for template in upgrade.steps(upgrade.deployed(client, self.stack_name), build(self.public_keys)):
            source = {"TemplateURL": artifacts.put_template(boto3.client("s3"), self.artifacts_bucket, template)}
            # A creation that fails takes away what it made, which DynamoDB refuses of tables that are protected.
            stack.bring_up(client, self.stack_name, source, parameters, {"Protected": "0"})
            self.lock.renew()

    def _deploy_app(self, made: Package, arns: dict[str, str]) -> None:
        code = publishing.publish(boto3.client("lambda"), self.line, self.place.prefix, [made.layers[layers.CODE]])
        self.lock.renew()
        self._write(self.folder / "project", arns | code)
        staging.chalice(self.folder / "project", "deploy", "--stage", self.stage, shown=True)
        gateway_responses.put(self.api_id, base()["api_gateway_stage"])
        throttles.put(self.api_id, base()["api_gateway_stage"], self.settings)
        record.write(self.stage, self.root)

    def _write(self, folder: Path, arns: dict[str, str]) -> None:
        staging.configure(self.stage, folder, self.settings, self.place, arns)
        record.write(self.stage, folder)

    def _any_layers(self) -> dict[str, str]:
        return dict.fromkeys((layers.LIBRARIES, *layers.APART), "arn:aws:lambda:us-east-1:000000000000:layer:none:1")

    def tells(self, made: Package) -> int:
        """Return how many bytes went over the line: layers as they were counted, functions as Chalice sends them."""
        return self.line.sent + weights.in_requests(made.function, len(functions()))
