"""Persist the resources of the local AWS: tables without items, queues without messages, buckets, stacks.

They are small and rarely change, so they are written to one file atomically: a kill never leaves a CloudFormation
stack whose tables are missing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ministack import app as ministack
from ministack.core import persistence

from local.store import lines
from local.store.lines import Damaged

# The services whose resources may change while the stack runs.
USED = {"cloudformation", "cloudwatch", "dynamodb", "s3", "sqs"}


class Shape:
    """The file with the state of each service."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "shape.json"
        self._texts: dict[str, str] = {}

    def restore(self) -> None:
        """Load each service's state, from this file or from the files of older versions. Raises Damaged."""
        for service, state in self._read() if self.file.exists() else self._read_old():
            # ministack's version is pinned, and the tests restore state: they fail if these private names change.
            module = ministack._get_module(ministack._state_map[service])  # noqa: SLF001
            try:
                module.load_persisted_state(state)
            except (LookupError, TypeError, ValueError, AttributeError) as error:
                raise Damaged(f"what {self.folder} says of {service} makes no sense") from error

    def save(self, *, everything: bool = False) -> None:
        """Write the state of the services in USED, or of all services that were called. Raises OSError."""
        states: Mapping[str, Callable[[], Any]] = ministack._build_persistence_save_dict()  # noqa: SLF001
        texts = dict(self._texts)
        for service in sorted(states):
            if (everything or service in USED) and (state := states[service]()) is not None:
                version = persistence._state_format_version(service)  # noqa: SLF001
                texts[service] = json.dumps({"format": version, "state": state}, default=persistence._json_default)  # noqa: SLF001
        if texts != self._texts or not self.file.exists():
            self._write(texts)
            self._texts = texts

    def forget_old(self) -> None:
        """Delete the files of older versions, once this file and the journal exist."""
        for service in ministack._state_map:  # noqa: SLF001
            (self.folder / f"{service}.json").unlink(missing_ok=True)

    def _write(self, texts: Mapping[str, str]) -> None:
        part = self.file.with_suffix(".part")
        part.write_text("{" + ",\n".join(f"{json.dumps(name)}: {text}" for name, text in texts.items()) + "}")
        lines.put_in_place(part, self.file)

    def _read(self) -> Iterator[tuple[str, Any]]:
        try:
            found = json.loads(self.file.read_text())
            self._texts = {str(service): json.dumps(part) for service, part in found.items()}
            versions = {service: int(part["format"]) for service, part in found.items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(f"{self.file} cannot be read") from error
        for service, text in self._texts.items():
            if versions[service] > persistence._state_format_version(service):  # noqa: SLF001
                raise Damaged(f"{self.file} was written by a newer version")
            state = json.loads(text, object_hook=persistence._json_object_hook)["state"]  # noqa: SLF001
            if state and service in ministack._state_map:  # noqa: SLF001
                yield service, state

    def _read_old(self) -> Iterator[tuple[str, Any]]:
        for service in ministack._state_map:  # noqa: SLF001
            file = self.folder / f"{service}.json"
            state = persistence.load_state(service)
            if state is None and file.exists():
                raise Damaged(f"{file} cannot be read")
            if state:
                yield service, state
