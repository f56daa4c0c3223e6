"""CloudFront learns from S3 that a file is missing, and shows nobody what there is."""

from infra import edge
from infra.template import build, front

RESOURCES = build()["Resources"]


def test_cloudfront_is_told_that_a_file_is_missing_and_lists_nothing():
    drawn = RESOURCES["Front"]["Properties"]["DistributionConfig"]
    for name in ("Originals", "Renditions"):
        statements = RESOURCES[f"{name}Policy"]["Properties"]["PolicyDocument"]["Statement"]
        allowed = [one["Fn::If"][1] for one in statements if "Fn::If" in one]
        assert [one["Action"] for one in allowed] == ["s3:GetObject", "s3:ListBucket"]
        assert allowed[1]["Resource"] == [{"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::${{{name}Bucket}}"}]
        for one in allowed:
            assert one["Principal"] == {"Service": "cloudfront.amazonaws.com"}
            assert one["Condition"] == allowed[0]["Condition"]
            assert one["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"].endswith("distribution/${Front}")
    # S3 lists at the root of a bucket alone, and by what stands in the query.
    for one in (*drawn["CacheBehaviors"], drawn["DefaultCacheBehavior"]):
        if one["TargetOriginId"] == edge.API:
            continue
        assert one["OriginRequestPolicyId"] == front.CORS_S3_ORIGIN
        kept = one["CachePolicyId"]
        if isinstance(kept, dict):
            config_of_cache = RESOURCES[kept["Ref"]]["Properties"]["CachePolicyConfig"]
            counted = config_of_cache["ParametersInCacheKeyAndForwardedToOrigin"]["QueryStringsConfig"]
            assert counted == {"QueryStringBehavior": "none"}
        else:
            assert kept in {front.CACHING_OPTIMIZED, front.CACHING_DISABLED}
        assert len(one.get("PathPattern", "/*/*").split("/")) > 2
    assert edge.DEFAULT.origin == edge.WEB
    assert "FunctionAssociations" in drawn["DefaultCacheBehavior"]
