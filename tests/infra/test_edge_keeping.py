"""What CloudFront keeps, and the local front in its place: once a key, for seconds, and for nobody else."""

import io
import threading
from typing import Any, cast

from chalicelib.handlers import keeping
from infra import edge
from infra.template import build
from local.answers import Answer
from local.front import Front
from local.kept import Kept
from tests.kit.fronts import Origin

TEMPLATE: dict[str, Any] = build()["Resources"]
POLICY = TEMPLATE["BriefCache"]["Properties"]["CachePolicyConfig"]
PUBLIC = "/api/v1/timelines/public"


class App(Origin):
    """An app whose answers say who may keep them, and are numbered."""

    def __init__(self, told: str = keeping.BRIEFLY) -> None:
        super().__init__("app")
        self.told = told

    def answer(self, *request: Any) -> Answer:
        """Answer with the number of the request."""
        super().answer(*request)
        return Answer(200, [("Cache-Control", self.told)], [str(len(self.asked)).encode()])


class Clock:
    """A clock that stands still until it is moved."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


def front(app: App, clock: Clock) -> Front:
    """Return the local front before an app."""
    made = Front(cast("Any", app), cast("Any", Origin("photos")))
    made.kept = Kept(clock)
    return made


def get(front: Front, target: str = PUBLIC, method: str = "GET", **headers: str) -> bytes:
    """Return the body of what the front answers."""
    sent = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    environ = {"REQUEST_METHOD": method, "REQUEST_URI": target, "REMOTE_ADDR": "192.0.2.1", "wsgi.input": io.BytesIO()}
    return b"".join(front.answer({**environ, **sent}).body)


def test_a_thousand_readers_in_five_seconds_are_one_question():
    app, clock = App(), Clock()
    made = front(app, clock)
    for number in range(1_000):
        clock.time = number * 0.0049
        assert get(made) == b"1"
    assert len(app.asked) == 1
    clock.time = 5.0
    assert get(made) == b"2"


def test_many_at_once_are_one_question():
    app, clock = App(), Clock()
    made = front(app, clock)
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(get(made))) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, len(app.asked)) == ([b"1"] * 32, 1)


def test_nobody_gets_what_was_kept_for_others():
    app = App()
    made = front(app, Clock())
    ways: list[dict[str, Any]] = [
        {},
        {"authorization": "Bearer a"},
        {"authorization": "Bearer b"},
        {"cookie": "session=a"},
        {"target": f"{PUBLIC}?limit=1"},
        {"target": f"{PUBLIC}?limit=2"},
        {"method": "HEAD"},
    ]
    assert [get(made, **way) for way in ways] == [str(number).encode() for number in range(1, len(ways) + 1)]


def test_what_is_private_or_written_is_asked_for_each_time():
    app = App(keeping.NOWHERE)
    made = front(app, Clock())
    assert [get(made) for _ in range(3)] == [b"1", b"2", b"3"]
    app = App()
    made = front(app, Clock())
    assert [get(made, method="POST") for _ in range(3)] == [b"1", b"2", b"3"]
    # Paths that the table keeps nothing of.
    assert [get(made, "/oauth/authorize") for _ in range(2)] == [b"4", b"5"]
    assert [get(made, "/api/rossgram/v1/media/ticket/full.jpg") for _ in range(2)] == [b"6", b"7"]


def test_nothing_is_kept_for_longer_than_the_table_says():
    app, clock = App("public, s-maxage=3600"), Clock()
    made = front(app, clock)
    get(made)
    clock.time = edge.MOST_BRIEF_SECONDS
    assert get(made) == b"2"


def test_cloudfront_keeps_by_token_cookie_and_query_and_nothing_unless_it_is_told():
    assert (POLICY["MinTTL"], POLICY["DefaultTTL"], POLICY["MaxTTL"]) == (0, 0, edge.MOST_BRIEF_SECONDS)
    key = POLICY["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["HeadersConfig"] == {"HeaderBehavior": "whitelist", "Headers": ["Authorization"]}
    assert key["CookiesConfig"] == {"CookieBehavior": "all"}
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    behaviours = TEMPLATE["Front"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    kept = {one["PathPattern"] for one in behaviours if one["CachePolicyId"] == {"Ref": "BriefCache"}}
    assert kept == {"/api/*", "/.well-known/*"}
