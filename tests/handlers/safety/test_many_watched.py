"""Lists for moderators, with more rows than a list looks at, and asked for by what no row is named."""

from typing import Any

import pynamodb.connection.base
import pytest

from chalicelib.models.safety.staff import ALL, WatchedAccount
from chalicelib.services.safety import members
from tests.kit.staff import as_staff, make_staff

ACCOUNTS, REPORTS = "/api/v1/admin/accounts", "/api/v1/admin/reports"
LOG = "/api/rossgram/v1/moderation/actions"
LONG = "1" * 3000


def test_the_oldest_of_the_staff_is_listed_behind_many_watched_accounts():
    mo, later = make_staff(), make_staff("admin")
    with WatchedAccount.batch_write() as batch:
        for one in range(2001):
            batch.save(WatchedAccount(ALL, str(int(later.id) + 1 + one)))
    assert [one.id for one in members.staff()] == [later.id, mo.id]
    # Of the roles 1 is a moderator, and 2 an admin.
    found = as_staff(mo).get("/api/v2/admin/accounts?role_ids[]=1&role_ids[]=2").json()
    assert [one["id"] for one in found] == [later.id, mo.id]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/api/v1/admin/email_domain_blocks/{LONG[:1100]}", 404),
        (f"/api/v1/admin/canonical_email_blocks/{LONG[:1100]}", 404),
        (f"{ACCOUNTS}?username={LONG}", 200),
        (f"{ACCOUNTS}?display_name={LONG}", 200),
        (f"{REPORTS}?target_account_id={LONG}", 200),
        (f"{REPORTS}?account_id={LONG}", 200),
        (f"{LOG}?account_id={LONG}", 200),
    ],
)
def test_what_is_too_long_for_a_key_is_asked_of_no_table(monkeypatch: pytest.MonkeyPatch, path: str, status: int):
    asked: list[int] = []
    connection = pynamodb.connection.base.Connection
    call = connection._make_api_call

    def spy(self: Any, name: str, said: Any, *more: Any) -> Any:
        if name == "Query":
            asked.extend(len(str(next(iter(one.values())))) for one in said["ExpressionAttributeValues"].values())
        return call(self, name, said, *more)

    client = as_staff(make_staff())
    monkeypatch.setattr(connection, "_make_api_call", spy)
    answer = client.get(path)
    assert (answer.status_code, max(asked, default=0) <= 1024) == (status, True)
    if status == 200:
        assert answer.json() == []
