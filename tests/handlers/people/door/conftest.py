"""Begin each test with no mail sent."""

import pytest

from tests.kit.mails import forget_mails


@pytest.fixture(autouse=True)
def _no_mails() -> None:
    forget_mails()
