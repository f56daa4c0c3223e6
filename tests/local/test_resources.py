"""`resources.create` creates what the models and the template define."""

import json

import boto3

from chalicelib import config
from infra.tables import tables
from local import resources
from tests.kit.events import LAMBDAS

PRIVATE = {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"}


def test_each_table_has_its_models_keys_and_indexes():
    client = boto3.client("dynamodb")
    for model in tables():
        schema = model._get_schema()
        made = client.describe_table(TableName=model.Meta.table_name)["Table"]
        by_name = {index["IndexName"]: index for index in made.get("GlobalSecondaryIndexes", [])}
        wanted = {index["index_name"]: index for index in schema["global_secondary_indexes"]}
        assert {key["AttributeName"] for key in made["KeySchema"]} == {
            key["AttributeName"] for key in schema["key_schema"]
        }
        assert set(by_name) == set(wanted)
        for name, index in wanted.items():
            assert by_name[name]["Projection"]["ProjectionType"] == index["projection"]["ProjectionType"]


def test_a_table_whose_items_expire_lets_them():
    client = boto3.client("dynamodb")
    for model in tables():
        attribute = model._ttl_attribute()
        made = client.describe_time_to_live(TableName=model.Meta.table_name)["TimeToLiveDescription"]
        assert made.get("AttributeName") == (attribute.attr_name if attribute else None)


def test_the_buckets_are_private():
    s3 = boto3.client("s3")
    for bucket in (config.ORIGINALS_BUCKET, config.RENDITIONS_BUCKET):
        blocked = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
        assert {name for name, is_on in blocked.items() if is_on} == PRIVATE


def test_an_original_that_arrives_is_announced_and_nothing_else_is():
    s3, sqs = boto3.client("s3"), boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=f"{config.PREFIX}originals")["QueueUrl"]
    s3.put_object(Bucket=config.ORIGINALS_BUCKET, Key="elsewhere/1", Body=b"x")
    s3.put_object(Bucket=config.ORIGINALS_BUCKET, Key="originals/1", Body=b"x")

    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    told = [json.loads(message["Body"]) for message in messages]
    records = [record for body in told for record in body.get("Records", [])]
    assert [record["s3"]["object"]["key"] for record in records] == ["originals%2F1"]


def test_each_queue_gives_up_to_its_dead_letter_queue():
    sqs = boto3.client("sqs")
    for name in LAMBDAS:
        url = sqs.get_queue_url(QueueName=config.PREFIX + name)["QueueUrl"]
        made = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert json.loads(made["RedrivePolicy"])["deadLetterTargetArn"].endswith(f":{config.PREFIX}{name}-dead")


def test_what_exists_is_left_as_it_is():
    boto3.client("s3").put_object(Bucket=config.RENDITIONS_BUCKET, Key="media/kept/full.jpg", Body=b"photo")

    resources.create()

    kept = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key="media/kept/full.jpg")
    assert kept["Body"].read() == b"photo"
