"""All tables are reached by one client, made from the session that every client of AWS comes from."""

from typing import Any

import pytest
from botocore.session import Session

from chalicelib.deadline import clients
from chalicelib.gateways import queue
from chalicelib.models.connections import connection
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from infra.tables import tables


def test_every_table_is_reached_by_the_client_that_transactions_use():
    found = {id(table._get_connection().connection.client) for table in tables()}
    assert found == {id(connection().client)}


def test_no_table_makes_a_client_of_its_own(monkeypatch: pytest.MonkeyPatch):
    shared, made = connection(), list[str]()
    real = Session.create_client

    def create(session: Session, service: str, *args: Any, **named: Any) -> Any:
        made.append(service)
        return real(session, service, *args, **named)

    monkeypatch.setattr(Session, "create_client", create)
    monkeypatch.setattr(shared, "_client", None)
    for table in (Account, Post):
        monkeypatch.setattr(table, "_connection", None)
        with pytest.raises(table.DoesNotExist):
            table.get("115000000000000000")
    assert made == ["dynamodb"]


def test_queues_and_tables_share_a_session_and_obey_the_deadline():
    assert connection().session is clients.session()
    assert all(getattr(client, "obeys_deadline", False) for client in (connection().client, queue.client()))
