"""The small county for the tests of the portal, and a count of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from .small_county import county, fresh_faces, prose, publish, refresh_index

__all__ = ["county", "fresh_faces", "prose", "publish", "refresh_index"]


class Counter:
    """How many statements one request sends to the database."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, address: str) -> int:
        self.client.get(address)  # what a process reads once is not the page's cost
        sent: list[str] = []

        def note(execute: Any, sql: str, *rest: Any) -> Any:
            sent.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            answer = self.client.get(address)
        assert answer.status_code == 200, address
        return len(sent)


@pytest.fixture
def queries(client: Client) -> Counter:
    return Counter(client)
