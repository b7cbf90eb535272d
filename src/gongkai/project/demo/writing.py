"""The documents of the demo county, written from its tables: pure, and the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from gongkai.calendars.rules.workdays import Workdays
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import Days
from gongkai.project.demo.genres import buying, figures, interpretation, reporting, ruling
from gongkai.project.demo.planning import DemoFile, DemoRelation, Placed, Plan, Shelf, place
from gongkai.project.demo.series import (
    accounts,
    areas,
    economy,
    meetings,
    monthly,
    openness,
    reports,
    results,
    singles,
    townships,
)
from gongkai.project.demo.subjects import subjects

__all__ = ["DemoDocument", "DemoFile", "DemoRelation", "write_documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDocument:
    """A document with everything the catalogue of papers asks for.

    Attributes:
        key: Its name within the demo; the same every time.
        owner: Code of the body that keeps it.
        kind: As in `documents.models.Kind`.
        attribute: Whom it is for: open, on_request or closed; the last two have a ground and a
            reason in words (`documents.rules.attribute`).
        state: As in `planning.Plan`.
        withdrawal: Reason (`documents.models.WithdrawalReason`) and note of a withdrawn one.
        publish_at: Instant at which a scheduled one is due.
    """

    key: str
    owner: str
    kind: str
    title: str
    issuer: str
    topic: str
    body: str
    summary: str
    keywords: tuple[str, ...]
    group_category: str
    index_number: str
    document_number: str
    made_on: date
    published_on: date | None
    effective_on: date | None
    expires_on: date | None
    standing: str
    attribute: str
    ground: str
    attribute_reason: str
    state: str
    withdrawal: tuple[str, str] | None
    publish_at: datetime | None
    relations: tuple[DemoRelation, ...]
    form: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[DemoFile, ...]


def write_documents(workdays: Workdays) -> tuple[DemoDocument, ...]:
    """Return every document of the demo county, oldest first.

    Args:
        workdays: The entered holiday notices; years without one count Monday to Friday.
    """
    shelf = place(_plans(), Days(workdays))
    return tuple(_write(shelf, paper) for paper in shelf.papers.values())


def _plans() -> Iterator[Plan]:
    writers = (ruling, interpretation, reporting, buying, figures)
    for subject in subjects():
        yield from chain.from_iterable(writer.plans(subject) for writer in writers)
    for series in (
        accounts,
        areas,
        economy,
        meetings,
        monthly,
        openness,
        reports,
        results,
        singles,
        townships,
    ):
        yield from series.plans()


def _write(shelf: Shelf, paper: Placed) -> DemoDocument:
    plan = paper.plan
    return DemoDocument(
        key=plan.key,
        owner=plan.owner or plan.by,
        kind=plan.kind,
        title=plan.title,
        issuer=plan.issuer or by_code()[plan.by].name,
        topic=plan.topic,
        body=plan.render(shelf, paper),
        summary=plan.summary,
        keywords=tuple(dict.fromkeys(plan.keywords)),
        group_category=plan.category,
        index_number=paper.index_number,
        document_number=paper.document_number,
        made_on=paper.made_on,
        published_on=paper.published_on,
        effective_on=paper.effective_on,
        expires_on=paper.expires_on,
        standing=plan.standing,
        attribute=plan.attribute[0],
        ground=plan.attribute[1],
        attribute_reason=plan.attribute[2],
        state=plan.state,
        withdrawal=plan.withdrawal,
        publish_at=plan.publish_at,
        relations=plan.relations,
        form=plan.form,
        facts=plan.facts,
        files=plan.files,
    )
