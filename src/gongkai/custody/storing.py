"""Rows stored by thousands, as the imports of sealed records do."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField, Model, UUIDField


def insert(model: type[Model], columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows without building objects: an import stores hundreds of thousands of them.

    Every value is of its column's own type; constraints and defaults are the database's.
    """
    if connection.vendor == "sqlite":
        rows = _for_sqlite(model, columns, rows)
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        # Table and columns are named in the program; values are parameters.
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def _for_sqlite(
    model: type[Model], columns: Sequence[str], rows: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Return rows with keys and times as SQLite keeps them: as texts."""
    by_name: dict[str | None, Any] = {field.column: field for field in model._meta.concrete_fields}
    kept_as: list[tuple[int, Any]] = []
    for place, column in enumerate(columns):
        kind = by_name[column].target_field if by_name[column].is_relation else by_name[column]
        if isinstance(kind, UUIDField):
            kept_as.append((place, _hex))
        elif isinstance(kind, DateTimeField):
            kept_as.append((place, connection.ops.adapt_datetimefield_value))
        elif isinstance(kind, DateField):
            kept_as.append((place, date.isoformat))
    found = []
    for row in rows:
        values = list(row)
        for place, written in kept_as:
            if values[place] is not None:
                values[place] = written(values[place])
        found.append(tuple(values))
    return found


def _hex(key: UUID) -> str:
    return key.hex
