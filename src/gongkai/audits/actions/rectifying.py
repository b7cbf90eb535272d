"""Rectification: each finding becomes a commitment that only the machine's own look closes."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.audits.actions.rules import read, rules_on
from gongkai.audits.gathering import Scope, gather
from gongkai.audits.models import Rectification, Run
from gongkai.audits.rules.check_form.facts import Fact, Gathered, Kind
from gongkai.audits.wording import sentence, title
from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.access import load_workdays
from gongkai.commitments import actions as commitments
from gongkai.commitments.models import Commitment, State

SOURCE = "rectification"
CHECK = "audits"
TITLE_MAX = 200
# Told on the form and in the list, but nobody has to promise anything for it by a day.
NOTED_ONLY = frozenset({Kind.SEARCH_MISS})


def follow(run: Run, scope: Scope, gathered: Gathered, *, at: datetime) -> None:
    """Open what is new, reopen what came back, close what the run looked for and did not find."""
    with override(settings.LANGUAGE_CODE):
        _follow(run, scope, gathered, at)


def _follow(run: Run, scope: Scope, gathered: Gathered, at: datetime) -> None:
    found = {fact.fingerprint: fact for fact in gathered.facts if fact.kind not in NOTED_ONLY}
    known = {
        row.fingerprint: row
        for row in Rectification.objects.filter(fingerprint__in=found).select_related("commitment")
    }
    owners = Owners(scope.as_of)
    today = localdate(at)
    for fingerprint, fact in found.items():
        if fingerprint in known:
            _record(known[fingerprint], passed=False, fact=fact, at=at)
        else:
            _open(run, scope, fact, owners, today, at)
    gone = (
        Rectification.objects.filter(scope__path__startswith=scope.body.path)
        .filter(kind__in=[kind.value for kind in gathered.looked])
        .exclude(fingerprint__in=found)
        .exclude(commitment__state__in=[State.DONE, State.CANCELLED])
        .select_related("commitment")
    )
    for row in gone:
        _record(row, passed=True, fact=None, at=at)


def _open(
    run: Run | None, scope: Scope, fact: Fact, owners: "Owners", today: date, at: datetime
) -> Rectification:
    lead = owners.body(fact.body) or scope.body
    days = scope.rules.mend_days(fact.kind)
    due_on, _provisional = load_workdays().provisional_nth_after(today, days)
    commitment = commitments.promise(
        title=f"{title(fact.kind.value)}: {name_of(fact)}"[:TITLE_MAX],
        promised=sentence(fact.kind.value, dict(fact.words), fact.since),
        source=commitments.Source(
            SOURCE, fact.fingerprint, f"/admin/inspection/findings/{fact.fingerprint}/"
        ),
        lead=lead,
        due_on=due_on,
        by=None,
        at=at,
        owner=owners.person(fact, lead),
        check=f"{CHECK}:{fact.kind.value}",
    )
    return Rectification.objects.create(
        fingerprint=fact.fingerprint,
        kind=fact.kind.value,
        subject=fact.subject[:300],
        scope=scope.body,
        commitment=commitment,
        opened_by=run,
        checked_at=at,
    )


def name_of(fact: Fact) -> str:
    """Return what a fact is about in a few words."""
    words = dict(fact.words)
    for name in ("title", "item", "account", "number", "query", "page", "column"):
        if words.get(name):
            return words[name]
    return fact.subject


def _record(row: Rectification, *, passed: bool, fact: Fact | None, at: datetime) -> None:
    if row.commitment.state == State.CANCELLED:
        return
    words = _("The machine looked again and did not find it any more.")
    if fact is not None:
        words = sentence(fact.kind.value, dict(fact.words), fact.since)
    commitments.record_check(row.commitment, passed, words, at=at)
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
    fact = next((one for one in gathered.facts if one.fingerprint == row.fingerprint), None)
    if fact is None and Kind(row.kind) not in gathered.looked:
        return None
    with override(settings.LANGUAGE_CODE):
        _record(row, passed=fact is None, fact=fact, at=at)
    return fact is None


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
