"""Run the local AWS without the rest of the stack: it starts in a second, and can be killed often."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from local.settings import ROOT
from tests.local.running import free_port, wait_for

TABLE, QUEUE, BUCKET = "rows", "line", "rossgram-things"


class Alone:
    """A local AWS with one table, one queue and one bucket."""

    def __init__(self, folder: Path, module: str = "local.aws") -> None:
        self.folder, self.module, self.port, self.said = folder, module, free_port(), ""
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MINISTACK_"))}
        environment |= {
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_HOST": "127.0.0.1",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.folder / "aws"),
            "MAILS_DIR": str(self.folder / "mails"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.folder / "s3"),
            "LOG_LEVEL": "WARNING",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "DOCKER_HOST": "unix:///nonexistent",
        }
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                cwd=ROOT,
                text=True,
            )
        self.said = self._first_words(process)
        return process

    def _first_words(self, process: "subprocess.Popen[str]") -> str:
        if self.module == "local.aws":
            assert process.stdout
            return process.stdout.readline().strip()
        # ministack prints nothing; it is ready when it accepts connections.
        wait_for(self._answers)
        return "ready"

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False

    @property
    def is_up(self) -> bool:
        """Tell whether it started."""
        return self.said == "ready"

    def kill(self) -> None:
        """Kill it; data that was written but not synced stays on disk, unlike in a power cut."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Stop it as `make run` does, and return the exit code."""
        self.process.terminate()
        return self.process.wait(120)

    def again(self) -> "Alone":
        """Restart it with the same folder and port."""
        self.process = self._start()
        return self

    def hear(self) -> str:
        """Return the next line of its output."""
        assert self.process.stdout
        return self.process.stdout.readline()

    def client(self, service: Any) -> Any:
        """Return a client without retries."""
        config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
        return boto3.client(
            service,
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            aws_session_token="",
            config=config,
        )

    def furnish(self) -> None:
        """Create the table, the queue and the bucket."""
        self.client("dynamodb").create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "part", "KeyType": "RANGE"}],
            AttributeDefinitions=[
                {"AttributeName": "id", "AttributeType": "S"},
                {"AttributeName": "part", "AttributeType": "S"},
            ],
            BillingMode="PAY_PER_REQUEST",
        )
        self.client("sqs").create_queue(QueueName=QUEUE)
        self.client("s3").create_bucket(Bucket=BUCKET)

    def send(self, text: str) -> None:
        """Send a message to the queue."""
        sqs = self.client("sqs")
        sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"], MessageBody=text)


def everything(aws: Alone) -> dict[str, Any]:
    """Return the observable state: tables with items, objects, and the queue's attributes."""
    dynamodb, s3, sqs = aws.client("dynamodb"), aws.client("s3"), aws.client("sqs")
    tables = {
        name: (dynamodb.describe_table(TableName=name)["Table"]["TableId"], dynamodb.scan(TableName=name)["Items"])
        for name in dynamodb.list_tables()["TableNames"]
    }
    objects = {one["Key"]: one["ETag"] for one in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])}
    names = ("ApproximateNumberOfMessages", "VisibilityTimeout")
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    queue = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return {"tables": tables, "objects": objects, "queue": queue}


def settle() -> None:
    """Wait until messages and resources, which are written twice a second, are on disk."""
    time.sleep(1.2)
