"""The tables of the annual report as queries over cases, documents and figures.

A case is counted as received in the year of its statutory receipt (one that ended before it was
received, in the year it ended), as handled in the year it ended, and as carried over by where it
stood on 31 December. So no case is counted twice or lost between two years.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from gongkai.applications.models import Application, Dispute, Letter, LetterKind
from gongkai.applications.rules import disputes
from gongkai.applications.writing import charge_of, told_of
from gongkai.bodies.models import Body
from gongkai.documents.models import Document, Relation
from gongkai.documents.models import Kind as DocumentKind
from gongkai.documents.models import State as DocumentState
from gongkai.documents.rules.attribute import Attribute
from gongkai.reports.models import Chapter, Figure
from gongkai.reports.rules.annual import (
    BLOCKS,
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    LEAVES,
    NEW,
    RESULTS,
    ROWS,
    TOTAL,
)
from gongkai.reports.rules.chapters import TITLES, fields, written

NORMATIVE = "行政规范性文件"
Table = dict[str, dict[str, int | float]]


def covered(body: Body, *, below: bool) -> QuerySet[Body]:
    """Return the bodies that a report is about: one, or it and everything below it."""
    return Body.objects.under(body) if below else Body.objects.filter(pk=body.pk)


def cases(bodies: QuerySet[Body], year: int, row: str) -> QuerySet[Application]:
    """Return the cases behind a row of table three."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Application.objects.filter(body__in=bodies).annotate(
        counted_on=Coalesce("received_on", "closed_on")
    )
    known = rows.filter(counted_on__lte=last)
    if row == NEW:
        return known.filter(counted_on__gte=first)
    if row == CARRIED_IN:
        open_then = Q(closed_on=None) | Q(closed_on__gte=first)
        return known.filter(open_then, counted_on__lt=first)
    if row == CARRIED_OUT:
        return known.filter(Q(closed_on=None) | Q(closed_on__gt=last))
    handled = known.filter(closed_on__range=(first, last))
    return handled if row == HANDLED else handled.filter(outcome=row)


def table_three(bodies: QuerySet[Body], year: int) -> Table:
    """Return table three: four queries, whatever the number of cases."""
    table: Table = {row: dict.fromkeys(COLUMNS, 0) for row in ROWS}
    for row in (NEW, CARRIED_IN, CARRIED_OUT):
        for kind, count in _by_kind(cases(bodies, year, row)):
            table[row][kind] = count
    handled = cases(bodies, year, HANDLED).order_by().values_list("outcome", "kind")
    for outcome, kind, count in handled.annotate(count=Count("pk")):
        table[outcome][kind] = count
        table[HANDLED][kind] += count
    for cells in table.values():
        cells[TOTAL] = sum(cells[column] for column in COLUMNS if column != TOTAL)
    assert set(table) == {NEW, CARRIED_IN, *LEAVES, HANDLED, CARRIED_OUT}
    return table


def _by_kind(rows: QuerySet[Application]) -> list[tuple[str, int]]:
    return list(rows.order_by().values_list("kind").annotate(count=Count("pk")))


def normative(bodies: QuerySet[Body], year: int) -> dict[str, QuerySet[Document]]:
    """Return the normative documents behind the cells of table two, by column.

    A draft that is to be public counts once it is; what is not to be public stays a draft in the
    library and counts as soon as it is dated.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    issued = Document.objects.filter(owner__in=bodies, kind=DocumentKind.NORMATIVE).exclude(
        Q(state=DocumentState.DRAFT) & ~Q(attribute__in=(Attribute.CLOSED, Attribute.ON_REQUEST))
    )
    undone = Relation.objects.filter(
        kind__in=(Relation.Kind.REPEALS, Relation.Kind.REPLACES), document__made_on__lte=last
    )
    gone = Q(pk__in=undone.values("other")) | Q(expires_on__lte=last)
    # A text that lapsed in one year and was replaced in the next ended once, in the first.
    gone_before = Q(pk__in=undone.filter(document__made_on__lt=first).values("other"))
    ended = issued.filter(
        Q(pk__in=undone.filter(document__made_on__gte=first).values("other"))
        | Q(expires_on__range=(first, last))
    ).exclude(gone_before | Q(expires_on__lt=first))
    return {
        "made": issued.filter(made_on__range=(first, last)),
        "repealed": ended.distinct(),
        "in_force": issued.filter(made_on__lte=last).exclude(gone).distinct(),
    }


def table_two(bodies: QuerySet[Body], year: int) -> dict[str, Any]:
    """Return table two: documents as they stand in the library, the rest as entered."""
    figures = _figures(bodies, year)
    return {
        "规章": {
            "made": figures.get("rules_made", 0),
            "repealed": figures.get("rules_repealed", 0),
            "in_force": figures.get("rules_in_force", 0),
        },
        NORMATIVE: {column: rows.count() for column, rows in normative(bodies, year).items()},
        "行政许可": figures.get("licences", 0),
        "行政处罚": figures.get("penalties", 0),
        "行政强制": figures.get("coercions", 0),
        "行政事业性收费_万元": figures.get("fees", 0),
    }


def _figures(bodies: QuerySet[Body], year: int) -> dict[str, int | float]:
    found: dict[str, int | float] = {}
    for name, value in Figure.objects.filter(body__in=bodies, year=year).values_list(
        "name", "value"
    ):
        amount = found.get(name, 0) + float(value)
        found[name] = int(amount) if amount == int(amount) else amount
    return found


def disputed(bodies: QuerySet[Body], year: int) -> QuerySet[Dispute]:
    """Return the reconsiderations and suits that a year's table four counts."""
    rows = Dispute.objects.filter(
        application__body__in=bodies, counted=True, begun_on__lte=date(year, 12, 31)
    )
    return rows.filter(Q(ended_on=None) | Q(ended_on__gte=date(year, 1, 1)))


def disputed_in(bodies: QuerySet[Body], year: int, block: str, column: str) -> QuerySet[Dispute]:
    """Return the disputes behind a cell of table four; a case may have several."""
    rows = disputed(bodies, year).filter(block=block)
    keys = [
        key
        for key, begun, result, ended in rows.values_list("pk", "begun_on", "result", "ended_on")
        if column == TOTAL
        or disputes.result_in(
            disputes.Fact(disputes.Block(block), begun, disputes.Result(result), ended), year
        )
        == column
    ]
    return Dispute.objects.filter(pk__in=keys)


def table_four(bodies: QuerySet[Body], year: int) -> Table:
    """Return table four: the disputes of cases, and figures entered such as `review_upheld`.

    A suit in which the body was only co-defendant is counted by the organ that acted first
    (国办公开办函〔2016〕201号), so it is not counted here.
    """
    figures = _figures(bodies, year)
    rows = disputed(bodies, year).values_list("block", "begun_on", "result", "ended_on")
    counted = disputes.table(
        (
            disputes.Fact(disputes.Block(block), begun, disputes.Result(result), ended)
            for block, begun, result, ended in rows
        ),
        year,
    )
    table: Table = {}
    for block in BLOCKS:
        row = {
            result: counted[block][result] + figures.get(f"{block}_{result}", 0)
            for result in RESULTS
        }
        table[block] = row | {TOTAL: sum(row.values())}
    return table


def fees_of(bodies: QuerySet[Body], year: int) -> tuple[int, int]:
    """Return how many fee notices went out in a year and the yuan they named (chapter six)."""
    sent = Letter.objects.filter(
        body__in=bodies,
        kind=LetterKind.FEE,
        stage=Letter.Stage.SENT,
        dispatched_on__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    charges = [charge_of(told_of(letter)) for letter in sent]
    known = [charge.yuan for charge in charges if charge is not None]
    return len(known), sum(known)


def values_of(body: Body, year: int, *, below: bool) -> dict[str, str]:
    """Return every number that the chapters of a report may name."""
    bodies = covered(body, below=below)
    table2 = table_two(bodies, year)
    return _values(body, year, table2, table_three(bodies, year), table_four(bodies, year), bodies)


def _values(
    body: Body,
    year: int,
    table2: dict[str, Any],
    table3: Table,
    table4: Table,
    bodies: QuerySet[Body],
) -> dict[str, str]:
    documents = {name: row for name, row in table2.items() if isinstance(row, dict)}
    count, yuan = fees_of(bodies, year)
    values = fields(body.name, year, documents, table3, table4)
    return values | {"fee_notices": str(count), "fee_yuan": str(yuan)}


def annual_report(body: Body, year: int, *, below: bool) -> dict[str, Any]:
    """Return a year's report of a body, in the shape that `check_annual_report` reads.

    Raises:
        UnknownFieldError: A chapter names a number that no table has.
    """
    bodies = covered(body, below=below)
    table2, table3 = table_two(bodies, year), table_three(bodies, year)
    table4 = table_four(bodies, year)
    texts = dict(Chapter.objects.filter(body=body, year=year).values_list("number", "text"))
    chapters = written(texts, _values(body, year, table2, table3, table4, bodies))
    return {
        "id": f"{body.code}-{year}",
        "title": f"{body.name}{year}年政府信息公开工作年度报告",
        "level": body.tier,
        "year": year,
        "format": "2021",
        "table2": table2,
        "table3": table3,
        "table4": table4,
        "chapters": dict(zip(TITLES, chapters, strict=True)),
    }
