"""A web client that is published, or not."""

from collections.abc import Iterator

import pytest

from tests.kit import heads


@pytest.fixture(params=["published", "not published"])
def shell(request: pytest.FixtureRequest) -> Iterator[str]:
    """Publish the web client, or not."""
    heads.publish(heads.SHELL if request.param == "published" else None)
    yield request.param
    heads.publish(None)
