"""Ben, who follows Anna and Eve."""

from typing import Any

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_token


@pytest.fixture
def stage() -> dict[str, Any]:
    ben, anna, eve = make_account("ben"), make_account("anna"), make_account("eve")
    make_follow(ben, anna)
    make_follow(ben, eve)
    return {"ben": ben, "anna": anna, "eve": eve, "client": Client(make_token(ben))}
