"""A local Stripe of their own for the tests of campaigns: others move the clock of theirs past a page's end."""

from collections.abc import Iterator

import pytest

from tests.local_stripe.running import Local


@pytest.fixture(scope="package")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()
