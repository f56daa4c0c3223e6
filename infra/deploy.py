"""Deploy a stage to AWS: the resources, then the app, then CloudFront in front of it.

`python -m infra.deploy STAGE`, with the credentials that boto3 finds. The rehearsal runs the same code.
"""

import json
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra import (
    artifacts,
    edge_keys,
    edge_parameters,
    gateway_responses,
    payment_keys,
    pictures,
    stack,
    staging,
    throttles,
)
from infra.package import build_folder, package
from infra.policies import Place
from infra.pythons import ROOT, ToolFailed
from infra.template import build


@dataclass
class Deployment:
    """A stage of Rossgram in one account and region.

    `home` is the folder of Chalice's record of the resources it deployed, which is kept between deployments.
    """

    stage: str
    folder: Path
    home: Path = ROOT / ".chalice/deployed"
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

    @property
    def stack_name(self) -> str:
        """Return the name of the CloudFormation stack."""
        return f"{self.place.prefix}resources"

    @property
    def artifacts_bucket(self) -> str:
        """Return the name of the bucket of what is sent to AWS to be deployed."""
        return f"{self.place.prefix}deploy-{self.place.account}"

    def deploy(self) -> str:
        """Deploy or update everything, and return the public address.

        The first deployment deploys the app twice: CloudFront, whose address the app must know, needs the app's API.
        """
        secrets, path = boto3.client("ssm"), self.settings["SECRETS_PATH"]
        keys = payment_keys.take(self.stage, self.settings, os.environ, payment_keys.stored(secrets, path))
        package(self.stage, self.folder, self.settings, self.place)
        artifacts.bring_up(boto3.client("s3"), self.artifacts_bucket, self.region)
        payment_keys.keep(secrets, path, keys)
        self.edge = edge_parameters.of_stage(secrets, self.settings, self.region)
        self.public_keys = edge_keys.public_keys(secrets, path, os.environ)
        if price := edge_parameters.price(self.edge):
            print(price)
        self._bring_up_resources()
        pictures.put(self.place.renditions_bucket)
        if self.api_id:
            self._learn_address()
        self._deploy_app()
        before = dict(self.settings)
        self._bring_up_resources()
        self._learn_address()
        if self.settings != before:
            self._deploy_app()
        return self.settings.get("PUBLIC_URL", "an address of your own: set PUBLIC_URL in .chalice/config.json")

    def delete_app(self) -> None:
        """Delete what Chalice deployed. The stack remains, with its tables and photos."""
        self._chalice("delete")

    @property
    def api_id(self) -> str:
        """Return the id of the REST API, empty before the first deployment."""
        return next((made["rest_api_id"] for made in self.made() if made["resource_type"] == "rest_api"), "")

    def made(self) -> list[dict[str, Any]]:
        """Return the resources in Chalice's record."""
        record = self.home / f"{self.stage}.json"
        resources: list[dict[str, Any]] = json.loads(record.read_text())["resources"] if record.exists() else []
        return resources

    def _bring_up_resources(self) -> None:
        parameters = {
            "Prefix": self.place.prefix,
            "OriginalsBucket": self.place.originals_bucket,
            "RenditionsBucket": self.place.renditions_bucket,
            "Functions": f"rossgram-{self.stage}",
            "AlarmTopic": self.settings.get("ALARM_TOPIC", ""),
            "AlarmEmail": self.settings.get("ALARM_EMAIL", ""),
            "MonthlyBudget": self.settings.get("MONTHLY_BUDGET", "0"),
            "Dashboard": self.settings.get("DASHBOARD", "0"),
            "ApiId": self.api_id,
            **self.edge,
        }
        template = build(self.public_keys)
        source = {"TemplateURL": artifacts.put_template(boto3.client("s3"), self.artifacts_bucket, template)}
        stack.bring_up(boto3.client("cloudformation"), self.stack_name, source, parameters)

    def _learn_address(self) -> None:
        """Read the public address from the stage's settings, or from CloudFront."""
        outputs = stack.outputs(boto3.client("cloudformation"), self.stack_name)
        if "PUBLIC_URL" not in staging.stage_settings(self.stage) and "PublicUrl" in outputs:
            self.settings["PUBLIC_URL"] = outputs["PublicUrl"]
        told = {edge_keys.KEY_ID: "EdgeKeyId", edge_keys.DISTRIBUTION: "DistributionId"}
        self.settings |= {name: outputs[output] for name, output in told.items() if output in outputs}

    def _deploy_app(self) -> None:
        self._chalice("deploy")
        config = json.loads((self.folder / "project/.chalice/config.json").read_text())
        gateway_responses.put(self.api_id, config["api_gateway_stage"])
        throttles.put(self.api_id, config["api_gateway_stage"], self.settings)

    def _chalice(self, verb: str) -> None:
        project = self.folder / "project"
        staging.lay_out(self.stage, project, self.settings, self.place)
        shutil.rmtree(project / ".chalice/deployed", ignore_errors=True)
        if self.home.exists():
            shutil.copytree(self.home, project / ".chalice/deployed")
        try:
            staging.chalice(project, verb, "--stage", self.stage)
        finally:  # The next deployment must know what a failed one created.
            if (project / ".chalice/deployed").exists():
                shutil.copytree(project / ".chalice/deployed", self.home, dirs_exist_ok=True)


def main() -> None:
    """Deploy the stage that the command line names; with `delete` after it, delete its app."""
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["delete"]):
        sys.exit("Say which stage: make deploy STAGE=dev")
    stage = sys.argv[1]
    try:
        deployment = Deployment(stage, build_folder(stage))
        if sys.argv[2:]:
            deployment.delete_app()
            print(f"The functions and the API of {stage} are deleted; the stack {deployment.stack_name} stays.")
        else:
            print(f"Rossgram is at {deployment.deploy()}")
    except (ToolFailed, stack.StackFailed, BotoCoreError, ClientError) as error:
        sys.exit(f"It went wrong. {error}")


if __name__ == "__main__":
    main()
