"""One monthly run: gathered, judged, frozen, and what it sets going."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import rfc8785
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from gongkai.audits.actions import rectifying
from gongkai.audits.actions.rules import read, rules_on
from gongkai.audits.gathering import Scope, gather
from gongkai.audits.models import Finding, Rules, Run
from gongkai.audits.rules.check_form.facts import Fact, Gathered
from gongkai.audits.rules.check_form.judging import CheckForm, judge
from gongkai.audits.rules.check_form.months import compare, last_of, shifted
from gongkai.bodies.models import Body, Tier, User
from gongkai.documents.models import Document, Kind


class FutureMonthError(ValueError):
    """A month that has not begun cannot be inspected."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a run found, before it is frozen."""

    scope: Scope
    rules: Rules
    gathered: Gathered
    form: CheckForm


def inspect(body: Body, month: date, *, today: date, at: datetime) -> Inspection:
    """Gather and judge a month; nothing is written but the preset rules where there are none.

    Raises:
        FutureMonthError: The month has not begun.
    """
    month = month.replace(day=1)
    if month > today:
        raise FutureMonthError(month.isoformat())
    as_of = min(last_of(month), today)
    rules = rules_on(as_of, at)
    scope = Scope(body=body, first=month, as_of=as_of, rules=read(rules))
    gathered = gather(scope)
    return Inspection(
        scope, rules, gathered, judge(gathered, scope.rules, services=offers_services(scope))
    )


def offers_services(scope: Scope) -> bool:
    """Say whether a body offers services; only a department may be without any."""
    if scope.body.tier != Tier.DEPARTMENT:
        return True
    guides = Document.objects.published().filter(kind=Kind.GUIDE, owner__in=scope.bodies)
    return guides.exists()


@transaction.atomic
def freeze(found: Inspection, *, by: User | None, at: datetime, rectify: bool = True) -> Run:
    """Keep a run as it is for ever, and open, reopen and close rectifications by it.

    Args:
        found: What `inspect` returned.
        by: Who asked for it; None for the schedule.
        at: The instant.
        rectify: Whether what was found is to be mended by somebody; off for a trial of new rules.
    """
    body, month = found.scope.body, found.scope.first
    before = previous_run(body, month)
    Body.objects.select_for_update().get(pk=body.pk)  # two runs at once get two numbers
    number: int = Run.objects.filter(body=body, month=month).aggregate(n=Max("number"))["n"] or 0
    content = frozen(found)
    run = Run.objects.create(
        body=body,
        month=month,
        number=number + 1,
        as_of=found.scope.as_of,
        rules=found.rules,
        score=found.form.score,
        passed=found.form.passed,
        vetoed=" ".join(found.form.vetoed),
        found=len(found.gathered.facts),
        content=content,
        digest=digest(content),
        frozen_at=at,
        by=by,
    )
    _list_findings(run, found.gathered, before)
    # What an old month shows says nothing about what has been mended since.
    if rectify and month >= shifted(localdate(at), -1):
        rectifying.follow(run, found.scope, found.gathered, at=at)
    return run


def _list_findings(run: Run, gathered: Gathered, before: Run | None) -> None:
    old = set() if before is None else set(before.findings.values_list("fingerprint", flat=True))
    fresh = compare(old, (fact.fingerprint for fact in gathered.facts)).new
    keys = {code: pk for pk, code in Body.objects.values_list("pk", "code")}
    Finding.objects.bulk_create(
        Finding(
            run=run,
            fingerprint=fact.fingerprint,
            kind=fact.kind.value,
            body_id=keys.get(fact.body),
            fresh=fact.fingerprint in fresh,
            position=place,
        )
        for place, fact in enumerate(gathered.facts)
    )


def previous_run(body: Body, month: date) -> Run | None:
    """Return the run before: the newest of this month, or else of the month before."""
    rows = Run.objects.filter(body=body, month__in=[month, shifted(month, -1)])
    return rows.order_by("-month", "-number").first()


def frozen(found: Inspection) -> dict[str, Any]:
    """Return a run as plain values, the same for the same findings."""
    return {
        "title": found.scope.rules.title,
        "source": found.scope.rules.source,
        "rules": found.rules.number,
        "body": {"code": found.scope.body.code, "name": found.scope.body.name},
        "month": f"{found.scope.first:%Y-%m}",
        "as_of": found.scope.as_of.isoformat(),
        "score": str(found.form.score),
        "passed": found.form.passed,
        "vetoed": list(found.form.vetoed),
        "counts": dict(found.gathered.counts),
        "lines": [
            {
                "code": line.code,
                "part": line.part,
                "heading": line.heading,
                "title": line.title,
                "rule": line.rule,
                "verdict": line.verdict.value,
                "found": line.found,
                "lost": str(line.lost),
                "cap": str(line.cap),
                "findings": list(line.fingerprints),
            }
            for line in found.form.lines
        ],
        "findings": [_fact(fact) for fact in found.gathered.facts],
        # Names as they were, whatever the bodies are called later.
        "bodies": _names(found.gathered),
    }


def _names(gathered: Gathered) -> dict[str, str]:
    codes = {fact.body for fact in gathered.facts if fact.body}
    return {body.code: body.brief for body in Body.objects.filter(code__in=codes)}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "fingerprint": fact.fingerprint,
        "kind": fact.kind.value,
        "subject": fact.subject,
        "body": fact.body,
        "since": fact.since.isoformat() if fact.since else None,
        "words": dict(fact.words),
        "links": [{"sort": sort, "url": url} for sort, url in fact.links],
    }


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a frozen run's canonical form."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def untouched(run: Run) -> bool:
    """Say whether a run still says what it said when it was frozen."""
    return digest(run.content) == run.digest


def inspect_all(at: datetime, *, today: date) -> int:
    """Freeze last month's run of every top body that has none yet; for the schedule."""
    month = shifted(today, -1)
    tops = Body.objects.standing(today).filter(parent=None)
    done = 0
    for body in tops.exclude(inspections__month=month, inspections__as_of=last_of(month)):
        freeze(inspect(body, month, today=today, at=at), by=None, at=at)
        done += 1
    return done
