"""What is text comes compressed to those who take it, on this machine as from CloudFront, and photos as they are."""

import gzip
from typing import Any

import pytest

from infra import edge
from infra.template import build
from local.answers import Answer
from local.compression import compressed
from tests.kit.fronts import of

TEXT = b"a page of words, " * 200
PAGE, API, DOOR, PHOTO = (edge.behaviour_of(path) for path in ("/@anna", "/api/v1/x", "/oauth/token", "/media/a/b.jpg"))


def answer(kind: str = "text/html; charset=utf-8", body: bytes = TEXT, status: int = 200, **headers: str) -> Answer:
    told = {"Content-Type": kind, "Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, list(told.items()), [body])


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "image/svg+xml", "text/javascript"])
def test_text_is_compressed_for_those_who_take_it(kind: str):
    for behaviour in (PAGE, API):
        packed = compressed(answer(kind, ETag='"a"'), behaviour, "gzip, deflate, br")
        [body] = packed.body
        assert gzip.decompress(body) == TEXT
        assert of(packed, "Content-Length") == str(len(body))
        assert (of(packed, "Content-Encoding"), of(packed, "Vary")) == ("gzip", "Accept-Encoding")
        assert of(packed, "ETag") == 'W/"a"'


def test_what_the_answer_depends_on_is_still_said():
    assert of(compressed(answer(Vary="Origin"), API, "gzip"), "Vary") == "Origin, Accept-Encoding"


@pytest.mark.parametrize(
    ("given", "behaviour", "asked"),
    [
        (answer(), PAGE, ""),
        (answer(), PAGE, "br"),
        (answer(body=b"short"), PAGE, "gzip"),
        (answer(status=206), PAGE, "gzip"),
        (answer("image/jpeg"), API, "gzip"),
        (answer(Content_Encoding="br"), API, "gzip"),
        # What CloudFront does not keep it does not compress either, and a photo is compressed as it is.
        (answer(), DOOR, "gzip"),
        (answer(), PHOTO, "gzip"),
    ],
)
def test_everything_else_stays_as_it_is(given: Answer, behaviour: edge.Behaviour, asked: str):
    assert compressed(given, behaviour, asked) is given


def test_cloudfront_compresses_what_is_text():
    drawn: dict[str, Any] = build()["Resources"]["Front"]["Properties"]["DistributionConfig"]
    assert drawn["DefaultCacheBehavior"]["Compress"] is True
    assert {one["PathPattern"] for one in drawn["CacheBehaviors"] if not one["Compress"]} == {
        *(edge.MEDIA_PATH, *edge.SIGNED_PATHS, edge.ORIGINALS_PATH)
    }
