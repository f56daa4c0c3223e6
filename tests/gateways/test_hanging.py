"""A store that hangs, however it does, makes a request end in Unavailable by its deadline, and nothing begins after it.

No test looks at a clock: the servers would answer well if only one waited longer, so waiting too long is a success.
"""

import datetime
import ipaddress
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib import config, deadline
from chalicelib.deadline import sockets
from chalicelib.errors import Unavailable
from tests.kit.silence import slow
from tests.local.running import free_port

Settings = Callable[[str, Any], None]
KEY = {"id": {"S": "1"}}
BUSY = (400, {"__type": "com.amazonaws.dynamodb#ProvisionedThroughputExceededException", "message": "busy"})
REFUSED = (400, {"__type": "com.amazonaws.dynamodb#ConditionalCheckFailedException", "message": "no"})


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the deadlines those of a test."""
    monkeypatch.setattr(config, "DEADLINE_SECONDS", 1.5)
    monkeypatch.setattr(config, "STRIPE_DEADLINE_SECONDS", 2.0)
    monkeypatch.setattr(sockets, "LEAST_TRY", 0.3)


def aws(url: str, service: Any = "dynamodb", tries: int = 2) -> Any:
    retries: Any = {"total_max_attempts": tries, "mode": "standard"}
    waiting = Config(connect_timeout=30, read_timeout=30, retries=retries, s3={"addressing_style": "path"})
    client = boto3.client(service, endpoint_url=url, config=waiting, region_name="us-east-1", verify=False)
    sockets.obey(client, tries)
    return client


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Return the file of a key and a certificate that it signed itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + datetime.timedelta(days=1))
    loopback = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = builder.add_extension(loopback, critical=False).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


CALLS: dict[str, Callable[[Any], Any]] = {
    "dynamodb": lambda client: client.get_item(TableName="t", Key=KEY),
    "s3": lambda client: client.put_object(Bucket="b", Key="k", Body=b"x" * 3_000_000),
    "sqs": lambda client: client.get_queue_url(QueueName="q"),
    "sesv2": lambda client: client.get_account(),
}


@pytest.mark.parametrize("way", ["late", "dripping", "dripping_body"])
@pytest.mark.parametrize("service", CALLS)
def test_a_store_that_hangs_is_unavailable(way: str, service: str):
    with slow(way, (200, {"QueueUrl": "x" * 50})) as server:
        client = aws(server.url, service)
        with deadline.of_request(), pytest.raises(Unavailable):
            CALLS[service](client)
        assert server.asked


@pytest.mark.parametrize("way", ["late", "dripping"])
def test_a_store_that_hangs_behind_tls_is_unavailable(way: str, certificate: Path):
    with slow(way, certificate=certificate) as server:
        client = aws(server.url)
        with deadline.of_request(), pytest.raises(Unavailable):
            client.get_item(TableName="t", Key=KEY)
        assert server.asked


def test_what_is_asked_outside_a_request_takes_its_time():
    with slow("late") as server:
        assert aws(server.url).get_item(TableName="t", Key=KEY)["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_many_answers_that_are_a_little_late_share_one_deadline():
    def read_often(client: Any) -> None:
        for _ in range(20):
            client.get_item(TableName="t", Key=KEY)

    with slow("a_little_late") as server:
        client = aws(server.url)
        with deadline.of_request():
            with pytest.raises(Unavailable):
                read_often(client)
            assert 1 < len(server.bodies) < 20
            begun = len(server.bodies)
            with pytest.raises(Unavailable):
                client.put_item(TableName="t", Item=KEY)
            assert len(server.bodies) == begun


def test_the_next_request_of_a_thread_has_a_deadline_of_its_own():
    with slow("late") as hung:
        client = aws(hung.url)
        with deadline.of_request(), pytest.raises(Unavailable):
            client.get_item(TableName="t", Key=KEY)
    with slow("at_once") as server:
        client = aws(server.url)
        for _ in range(3):
            with deadline.of_request():
                client.get_item(TableName="t", Key=KEY)
        client.get_item(TableName="t", Key=KEY)


def test_a_transaction_is_tried_again_with_the_same_token(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "DEADLINE_SECONDS", 3.5)
    put = {"Put": {"TableName": "t", "Item": KEY}}
    with slow("hanging_up") as server:
        client = aws(server.url)
        with deadline.of_request(), pytest.raises(Unavailable):
            client.transact_write_items(TransactItems=[put])
    tokens = {json.loads(body)["ClientRequestToken"] for body in server.bodies}
    assert len(server.bodies) == 2
    assert len(tokens) == 1


@pytest.mark.parametrize("answer", [BUSY, (500, {}), (503, {})])
def test_a_store_that_stays_busy_is_unavailable_in_requests_and_events(answer: Any):
    with slow("at_once", answer) as server:
        client = aws(server.url)
        with pytest.raises(Unavailable):
            client.put_item(TableName="t", Item=KEY)
        assert len(server.bodies) == 2
        with deadline.of_request(), pytest.raises(Unavailable):
            client.put_item(TableName="t", Item=KEY)
        assert len(server.bodies) > 2


def test_a_store_that_is_not_there_is_unavailable():
    client = aws(f"http://127.0.0.1:{free_port()}")
    with deadline.of_request(), pytest.raises(Unavailable):
        client.get_item(TableName="t", Key=KEY)
    with pytest.raises(Unavailable):
        client.get_item(TableName="t", Key=KEY)


def test_a_condition_that_does_not_hold_is_no_trouble_of_the_store():
    with slow("at_once", REFUSED) as server:
        client = aws(server.url)
        with deadline.of_request(), pytest.raises(ClientError) as failed:
            client.put_item(TableName="t", Item=KEY)
    assert failed.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
