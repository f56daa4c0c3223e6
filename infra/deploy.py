"""Deploy a stage to AWS: the resources, then the app, then CloudFront in front of it.

`python -m infra.deploy STAGE`, with the credentials that boto3 finds. The rehearsal runs this same code.
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

from infra import edge_keys, gateway_responses, payment_keys, pictures, stack, staging
from infra.package import build_folder, package
from infra.policies import Place
from infra.pythons import ROOT, ToolFailed
from infra.template import build


@dataclass
class Deployment:
    """A stage of Rossgram in one account and region.

    `home` is where Chalice's record of what it made stays between deployments (.chalice/deployed).
    """

    stage: str
    folder: Path
    home: Path = ROOT / ".chalice/deployed"
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask AWS whose account this is, and name the buckets after it: bucket names are global."""
        self.settings = staging.stage_settings(self.stage)
        self.region = boto3.session.Session().region_name or ""
        if not self.region:
            raise ToolFailed("No AWS region is set; AWS_DEFAULT_REGION or a profile names one.")
        account = str(boto3.client("sts").get_caller_identity()["Account"])
        self.settings.setdefault("ORIGINALS_BUCKET", f"{self.settings['PREFIX']}originals-{account}")
        self.settings.setdefault("RENDITIONS_BUCKET", f"{self.settings['PREFIX']}renditions-{account}")
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

    def deploy(self) -> str:
        """Bring everything up to date, and return the address that people type.

        The first time the app is deployed twice: only after the first does CloudFront have an address,
        which the app must know.
        """
        self._take_keys()
        package(self.stage, self.folder, self.settings, self.place)
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
        """Delete what Chalice made. The stack stays, with the tables and the photos in it."""
        self._chalice("delete")

    @property
    def api_id(self) -> str:
        """Return the id of the REST API, empty before there is one."""
        return next((made["rest_api_id"] for made in self.made() if made["resource_type"] == "rest_api"), "")

    def made(self) -> list[dict[str, Any]]:
        """Return what Chalice says it made."""
        record = self.home / f"{self.stage}.json"
        resources: list[dict[str, Any]] = json.loads(record.read_text())["resources"] if record.exists() else []
        return resources

    def _take_keys(self) -> None:
        # Chalice names the API's function after the app and the stage.
        deployed = payment_keys.deployed(boto3.client("lambda"), f"rossgram-{self.stage}")
        self.settings |= payment_keys.take(self.stage, self.settings, os.environ, deployed)
        self.settings |= edge_keys.take(staging.stage_settings(self.stage), os.environ, deployed)

    def _bring_up_resources(self) -> None:
        parameters = {
            "Prefix": self.place.prefix,
            "OriginalsBucket": self.place.originals_bucket,
            "RenditionsBucket": self.place.renditions_bucket,
            "AlarmTopic": self.settings.get("ALARM_TOPIC", ""),
            "ApiId": self.api_id,
            "EdgePublicKey": edge_keys.public(self.settings[edge_keys.PRIVATE_KEY]),
        }
        stack.bring_up(boto3.client("cloudformation"), self.stack_name, build(), parameters)

    def _learn_address(self) -> None:
        """Take the address from the stage's settings, or from CloudFront."""
        outputs = stack.outputs(boto3.client("cloudformation"), self.stack_name)
        if "PUBLIC_URL" not in staging.stage_settings(self.stage) and "PublicUrl" in outputs:
            # Behind CloudFront, the last address but one of X-Forwarded-For is the caller's.
            self.settings |= {"PUBLIC_URL": outputs["PublicUrl"], "TRUSTED_PROXIES": "1"}
        told = {edge_keys.KEY_ID: "EdgeKeyId", edge_keys.DISTRIBUTION: "DistributionId"}
        self.settings |= {name: outputs[output] for name, output in told.items() if output in outputs}

    def _deploy_app(self) -> None:
        self._chalice("deploy")
        config = json.loads((self.folder / "project/.chalice/config.json").read_text())
        gateway_responses.put(self.api_id, config["api_gateway_stage"])

    def _chalice(self, verb: str) -> None:
        project = self.folder / "project"
        staging.lay_out(self.stage, project, self.settings, self.place)
        shutil.rmtree(project / ".chalice/deployed", ignore_errors=True)
        if self.home.exists():
            shutil.copytree(self.home, project / ".chalice/deployed")
        try:
            staging.chalice(project, verb, "--stage", self.stage)
        finally:  # What a failed deployment has made must be known to the next one.
            if (project / ".chalice/deployed").exists():
                shutil.copytree(project / ".chalice/deployed", self.home, dirs_exist_ok=True)


def main() -> None:
    """Deploy the stage that the command line names, or delete its app where `delete` follows."""
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
