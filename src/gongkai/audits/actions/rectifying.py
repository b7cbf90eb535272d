"""Rectification: each finding becomes a commitment that only the machine's own look closes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.audits.actions.rules import read, rules_on
from gongkai.audits.gathering import Scope, gather
from gongkai.audits.models import Rectification, Run
from gongkai.audits.rules.check_form.facts import Fact, Gathered, Kind, charge
from gongkai.audits.wording import named, sentence, title
from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.access import load_workdays
from gongkai.commitments import actions as commitments
from gongkai.commitments.models import Commitment, State

SOURCE = "rectification"
CHECK = "audits"
TITLE_MAX = 200
TOLD = 20  # sentences of one piece of work
# Told on the form and in the list, but nobody has to promise anything for it by a day.
NOTED_ONLY = frozenset({Kind.SEARCH_MISS})


def follow(run: Run, scope: Scope, gathered: Gathered, *, at: datetime) -> None:
    """Open what is new, reopen what came back, close what the run looked for and did not find."""
    with override(settings.LANGUAGE_CODE):
        _follow(run, scope, gathered, at)


def _follow(run: Run, scope: Scope, gathered: Gathered, at: datetime) -> None:
    found = charged(gathered)
    known = {
        row.fingerprint: row
        for row in Rectification.objects.filter(fingerprint__in=found).select_related("commitment")
    }
    owners = Owners(scope.as_of)
    today = localdate(at)
    for fingerprint, facts in found.items():
        if fingerprint in known:
            _record(known[fingerprint], facts, at=at)
        else:
            _open(run, scope, facts, owners, today, at)
    gone = (
        Rectification.objects.filter(scope__path__startswith=scope.body.path)
        .filter(kind__in=[kind.value for kind in gathered.looked])
        .exclude(fingerprint__in=found)
        .exclude(commitment__state__in=[State.DONE, State.CANCELLED])
        .select_related("commitment")
    )
    for row in gone:
        _record(row, [], at=at)


def charged(gathered: Gathered) -> dict[str, list[Fact]]:
    """Return what is to be mended, by the fingerprint of the piece of work that it belongs to."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in gathered.facts:
        if fact.kind not in NOTED_ONLY:
            found[charge(fact.kind, fact.subject, fact.body).fingerprint].append(fact)
    return found


def told_of(facts: Sequence[Fact]) -> str:
    """Say what is wrong: each fault in a sentence, the first few of many."""
    lines = [sentence(one.kind.value, dict(one.words), one.since) for one in facts[:TOLD]]
    if len(facts) > TOLD:
        lines.append(_("And %d more of this sort.") % (len(facts) - TOLD))
    return "\n".join(lines)


def _open(
    run: Run | None,
    scope: Scope,
    facts: Sequence[Fact],
    owners: "Owners",
    today: date,
    at: datetime,
) -> Rectification:
    fact = facts[0]
    work = charge(fact.kind, fact.subject, fact.body)
    lead = owners.body(fact.body) or scope.body
    days = scope.rules.mend_days(fact.kind)
    due_on, _provisional = load_workdays().provisional_nth_after(today, days)
    commitment = commitments.promise(
        title=f"{title(fact.kind.value)}：{name_of(facts)}"[:TITLE_MAX],
        promised=told_of(facts),
        source=commitments.Source(
            SOURCE, work.fingerprint, f"/admin/inspection/findings/{work.fingerprint}/"
        ),
        lead=lead,
        due_on=due_on,
        by=None,
        at=at,
        owner=owners.person(fact, lead),
        check=f"{CHECK}:{fact.kind.value}",
    )
    return Rectification.objects.create(
        fingerprint=work.fingerprint,
        kind=fact.kind.value,
        subject=work.subject[:300],
        scope=scope.body,
        commitment=commitment,
        opened_by=run,
        checked_at=at,
    )


def name_of(facts: Sequence[Fact]) -> str:
    """Return what faults are about in a few words."""
    if len(facts) > 1:
        return _("%d items") % len(facts)
    words = named(dict(facts[0].words))
    for name in ("title", "item", "account", "number", "query", "page", "column"):
        if words.get(name):
            return words[name]
    return facts[0].subject


def _record(row: Rectification, facts: Sequence[Fact], *, at: datetime) -> None:
    if row.commitment.state == State.CANCELLED:
        return
    words = _("The machine looked again and did not find it any more.")
    if facts:
        words = told_of(facts)
    commitments.record_check(row.commitment, not facts, words, at=at)
    row.checked_at = at
    row.save(update_fields=["checked_at"])


@transaction.atomic
def recheck(row: Rectification, *, at: datetime) -> bool | None:
    """Look again for one fault and record what the machine saw; say whether it is gone.

    None when it cannot be looked for at present, which neither closes nor reopens.
    """
    today = localdate(at)
    rules = read(rules_on(today, at))
    scope = Scope(body=row.scope, first=today.replace(day=1), as_of=today, rules=rules)
    gathered = gather(scope, kinds=[Kind(row.kind)])
    facts = charged(gathered).get(row.fingerprint, [])
    if not facts and Kind(row.kind) not in gathered.looked:
        return None
    with override(settings.LANGUAGE_CODE):
        _record(row, facts, at=at)
    return not facts


def recheck_reported(commitment: Commitment, at: datetime) -> None:
    """Look at once when somebody reports that a fault is mended."""
    row = Rectification.objects.filter(commitment=commitment).first()
    if row is not None:
        recheck(row, at=at)


class Owners:
    """Who answers for a body's faults, each body asked for once.

    Args:
        on: The day on which somebody must hold the post.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._bodies = {row.code: row for row in Body.objects.select_related("parent")}
        rows = Appointment.objects.running(on).filter(role=Role.OPENNESS).select_related("user")
        self._offices: dict[int, User] = {}
        for row in rows.order_by("-from_on", "-pk"):
            self._offices[row.body_id] = row.user

    def body(self, code: str) -> Body | None:
        """Return a body by its code."""
        return self._bodies.get(code)

    def person(self, fact: Fact, lead: Body) -> User | None:
        """Return who mends it: the person named, or the openness office of the nearest body."""
        if fact.person is not None:
            found = User.objects.filter(pk=fact.person, is_active=True).first()
            if found is not None:
                return found
        place: Body | None = lead
        while place is not None:
            if place.pk in self._offices:
                return self._offices[place.pk]
            place = self._bodies.get(place.parent.code) if place.parent else None
        return None
