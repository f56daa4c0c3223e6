"""Say what came of the clients' calls: figures, what is refused with its reason, and what is not as it should be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.clients.calls import FAULT, LOCAL, REFUSED, SERVED, Call, Run

DOCUMENT = Path(__file__).parents[2] / "docs" / "clients.md"
HEAD = """# Other people's clients

`make clients` takes clients from their registries, unmodified, calls each of their public methods against a running
server with an argument for each parameter by its name, runs toot's own tests, and writes this page.

"""
# Tests of toot that ask for what is not there, by the beginnings of their names, and why.
EXPECTED = {
    "test_post.py::test_post_scheduled_at_error": "It wants the words of Mastodon, which do not say what is wrong.",
    "test_post.py::test_post_visibility": "It sends a direct message to nobody.",
    "test_post.py::test_media_thumbnail": "It uploads a video, and only photos are taken.",
    "test_read.py::test_search_hashtag": "A new hashtag is found a moment later: a queue indexes it.",
}
Tooted = Mapping[str, Sequence[str]]


def write(runs: Sequence[Run], tooted: Tooted) -> None:
    """Write the document."""
    DOCUMENT.write_text(HEAD + "\n".join([*_table(runs, tooted), "", *_refusals(runs), "", *_of_toot(tooted), ""]))


def figures(runs: Sequence[Run], tooted: Tooted) -> list[str]:
    """Return a line for each client."""
    lines = [
        f"{run.client}: {run.count(SERVED)} served, {run.count(REFUSED)} refused with a reason, "
        f"{run.count(LOCAL)} of its own, {run.count(FAULT)} faults"
        for run in runs
    ]
    return [*lines, f"toot's own tests: {len(tooted['passed'])} passed, {len(tooted['failed'])} failed"]


def faults(runs: Sequence[Run]) -> list[str]:
    """Return a line for each call that is not as it should be."""
    return [f"{run.client}: {_told(call)}" for run in runs for call in run.faults]


def unexpected(tooted: Tooted) -> list[str]:
    """Return a line for each of toot's tests that failed without a reason."""
    return [f"toot: {name} failed" for name in tooted["failed"] if why(name) is None]


def why(name: str) -> str | None:
    """Return why one of toot's tests cannot pass, where that is known."""
    return next((reason for beginning, reason in EXPECTED.items() if name.startswith(beginning)), None)


def _told(call: Call) -> str:
    verb, path, status = call.requests[-1]
    return f"{call.name}: {verb} {path} answered {status}: {call.error}"


def _table(runs: Sequence[Run], tooted: Tooted) -> Iterator[str]:
    yield "| client | methods called | served | refused, with a reason below | ask nothing of a server | faults |"
    yield "|---|---|---|---|---|---|"
    for run in runs:
        numbers = [len(run.calls), *(run.count(verdict) for verdict in (SERVED, REFUSED, LOCAL, FAULT))]
        yield f"| {run.client} | {' | '.join(map(str, numbers))} |"
    passed, failed = len(tooted["passed"]), len(tooted["failed"])
    yield ""
    yield f"toot's own tests of a server: {passed + failed}, of which {passed} pass; below is why the others do not."


def _refusals(runs: Sequence[Run]) -> Iterator[str]:
    methods: defaultdict[str, set[str]] = defaultdict(set)
    for run in runs:
        for call in run.calls:
            if call.why:
                methods[call.why].add(f"{run.client.split(maxsplit=1)[0].rstrip(',')} `{call.name}`")
    yield "| not served, because | methods |"
    yield "|---|---|"
    for reason, names in sorted(methods.items()):
        yield f"| {reason} | {', '.join(sorted(names))} |"


def _of_toot(tooted: Tooted) -> Iterator[str]:
    tests: defaultdict[str, list[str]] = defaultdict(list)
    for name in tooted["failed"]:
        tests[why(name) or "It is a fault."].append(f"`{name.rpartition('::')[2]}`")
    yield "| toot's test fails, because | tests |"
    yield "|---|---|"
    for reason, names in sorted(tests.items()):
        yield f"| {reason} | {', '.join(sorted(names))} |"
