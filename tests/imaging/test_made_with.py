"""What is made of a photo changes with MADE_WITH alone, so that stored photos are made anew."""

import pytest

from chalicelib.imaging import pipeline, renditions
from chalicelib.imaging.ladder import MADE_WITH
from tests.imaging.made import differences, made, read

HINT = "raise MADE_WITH, then `python -m tests.imaging.made`"


def test_what_is_made_of_a_photo_is_what_its_version_says():
    made_with, drawn = read()
    assert (made_with, differences(drawn, made())) == (MADE_WITH, []), HINT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SOFT", renditions.Manner("4:2:0", 78, 65, 9)),
        ("SOFT", renditions.Manner("4:2:0", 82, 58, 9)),
        ("EDGED", renditions.Manner("4:2:0", 62, 65, 7)),
        ("WORTH_SCANS", 0),
    ],
)
def test_a_change_of_what_is_made_is_seen(name: str, value: object, monkeypatch: pytest.MonkeyPatch):
    if name in {"SOFT", "EDGED"}:
        monkeypatch.setattr(pipeline, "manner_of", lambda _: value)
    else:
        monkeypatch.setattr(renditions, name, value)
    assert differences(read()[1], made()) != []
