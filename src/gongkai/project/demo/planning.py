"""From plans to placed papers: each gets its working days, its document and its index number.

A plan knows what a paper is and how its text is written; the text may speak of other papers, so
it is written only when all of them have their dates and numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from gongkai.project.demo.chance import between, number
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import Days

LAST_DAY = date(2026, 11, 20)  # the last working day on which the demo publishes

ISSUED = frozenset({"published", "withdrawn", "reviewed"})  # states of a paper with its numbers


@dataclass(frozen=True, slots=True)
class DemoFile:
    """An attachment: its name and its bytes are written when the demo is loaded."""

    name: str
    write: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class DemoRelation:
    """What a document does to another; kinds as in `documents.models.Relation.Kind`."""

    kind: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A paper before it has its place.

    Attributes:
        by: Code of the issuing body.
        owner: Code of the body that keeps it, when that is not the issuer.
        numbering: What follows the issuer's prefix in the number (发, 规, 办发); None for papers
            without a document number.
        lag: Working days from making to publication; None takes one to eight.
        follows: Key of the paper that this one comes after; it is then made and published `lag`
            working days after that one's publication.
        years: Years in force; None sets no end.
        binding: Whether it takes effect on a day of its own.
        form: How an interpretation is told (`documents.models.FormChoice`).
        facts: Key facts of an interpretation, each with what it tells.
        attribute: Whom it is for, the ground and the reason when it is not open.
        state: published, draft, scheduled or withdrawn; reviewed (passed by all, to be published
            on the day of loading), reviewing (half way) or returned (sent back with remarks).
        withdrawal: Reason and note, for a withdrawn paper.
    """

    key: str
    kind: str
    title: str
    by: str
    made: date
    topic: str
    render: Callable[["Shelf", "Placed"], str]
    owner: str = ""
    issuer: str = ""
    numbering: str | None = None
    lag: int | None = None
    follows: str = ""
    published: date | None = None
    years: int | None = None
    binding: bool = False
    standing: str = "in_force"
    category: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    relations: tuple[DemoRelation, ...] = ()
    form: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    files: tuple[DemoFile, ...] = ()
    attribute: tuple[str, str, str] = ("open", "", "")
    state: str = "published"
    withdrawal: tuple[str, str] | None = None
    publish_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A plan with its dates and numbers."""

    plan: Plan
    made_on: date
    published_on: date | None
    effective_on: date | None
    expires_on: date | None
    document_number: str = ""
    index_number: str = ""

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def cited(self) -> str:
        """The title in quotation marks with the number, as another paper cites it."""
        mark = f"（{self.document_number}）" if self.document_number else ""
        inner = self.title.replace("《", "〈").replace("》", "〉")
        return f"《{inner}》{mark}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All placed papers, by key."""

    papers: dict[str, Placed] = field(default_factory=dict)

    def of(self, key: str) -> Placed:
        """Return a paper.

        Raises:
            KeyError: There is no such paper.
        """
        return self.papers[key]

    def __contains__(self, key: str) -> bool:
        return key in self.papers


def place(plans: Iterable[Plan], days: Days) -> Shelf:
    """Give every plan its days and numbers.

    Raises:
        ValueError: Two plans have one key.
    """
    waiting = tuple(plans)
    first = {plan.key: _dated(plan, days) for plan in waiting if not plan.follows}
    later = [_following(plan, first[plan.follows], days) for plan in waiting if plan.follows]
    dated = [*(_dated(plan, days) for plan in waiting if not plan.follows), *later]
    dated.sort(key=lambda paper: (paper.made_on, paper.plan.key))
    counters: Counter[tuple[str, int]] = Counter()
    papers: dict[str, Placed] = {}
    for paper in dated:
        plan = paper.plan
        if plan.key in papers:
            msg = f"two papers are called {plan.key}"
            raise ValueError(msg)
        papers[plan.key] = replace(
            paper,
            document_number=_document_number(paper, counters),
            index_number=_index_number(paper, counters),
        )
    return Shelf(papers)


def _dated(plan: Plan, days: Days) -> Placed:
    made = days.at_or_before(min(plan.made, LAST_DAY))
    published: date | None = None
    if plan.state in {"published", "withdrawn"}:
        lag = plan.lag if plan.lag is not None else between(1, 8, plan.key, "lag")
        published = days.after(made, lag) if plan.published is None else plan.published
        published = days.at_or_before(min(published, LAST_DAY))
        made = min(made, published)
    effective = days.month_after(made) if plan.binding else None
    start = effective or made
    expires = days.years_after(start, plan.years) if plan.years else None
    return Placed(
        plan=plan,
        made_on=made,
        published_on=published,
        effective_on=effective,
        expires_on=expires,
    )


def _following(plan: Plan, leader: Placed, days: Days) -> Placed:
    if leader.published_on is None:
        msg = f"{plan.key} follows {leader.plan.key}, which is not public"
        raise ValueError(msg)
    on = days.at_or_before(min(days.after(leader.published_on, plan.lag or 0), LAST_DAY))
    return _dated(replace(plan, made=on, lag=0), days)


def _document_number(paper: Placed, counters: Counter[tuple[str, int]]) -> str:
    plan = paper.plan
    if plan.numbering is None or plan.state not in ISSUED:
        return ""
    prefix = by_code()[plan.by].number + plan.numbering
    step = (prefix, paper.made_on.year)
    # An office numbers more papers than a demo can hold: leave gaps, as a reader would find them.
    counters[step] += 1 if plan.numbering.endswith("规") else between(1, 4, plan.key, "gap")
    return f"{prefix}〔{paper.made_on.year}〕{counters[step]}号"


def _index_number(paper: Placed, counters: Counter[tuple[str, int]]) -> str:
    if paper.plan.state not in ISSUED:
        return ""
    code = by_code()[paper.plan.owner or paper.plan.by].unified_code
    step = (f"index/{code}", paper.made_on.year)
    counters[step] += 1 + number(paper.plan.key, "index", below=5)
    return f"{code}/{paper.made_on.year}{paper.made_on.month:02d}-{counters[step]:05d}"
