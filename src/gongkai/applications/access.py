"""Who may see which application, and the calendar that dates are counted with."""

from datetime import date

from django.db.models import ExpressionWrapper, F, IntegerField, Q, Subquery

from gongkai.applications.models import Application, ApplicationQuerySet, Letter
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.explanation import Notices
from gongkai.applications.rules.letters import LETTERS, Kind
from gongkai.applications.rules.road import ROAD, State
from gongkai.bodies.access import REACHING_DOWN, bodies_of, held_by, holds
from gongkai.bodies.models import Body, BodyQuerySet, Role, User
from gongkai.calendars.access import load_workdays
from gongkai.calendars.actions import shipped
from gongkai.calendars.models import SpecialDay
from gongkai.calendars.rules.workdays import Workdays

_laid_out: dict[int, tuple[Workdays, Days, Notices]] = {}

WORKING = (Role.REGISTRAR, Role.HANDLER, Role.OPENNESS, Role.LEADER)


def handled_by(user: User) -> ApplicationQuerySet:
    """Return the applications that a user may see and work on."""
    return Application.objects.filter(body__in=bodies_of(user, *WORKING))


def listed_by(user: User) -> ApplicationQuerySet:
    """Return the same cases for a list in the order of an index.

    One body's cases are found by its own index. For more bodies than one a database would gather
    all their cases and sort them to show the first few; adding nothing to the body's number keeps
    it from that, and it walks down the list's own index instead.
    """
    reach = {path for role, path in held_by(user) if role in WORKING}
    bodies = bodies_of(user, *WORKING).order_by()
    if len(reach) == 1 and not any(role in REACHING_DOWN for role, _path in held_by(user)):
        return Application.objects.filter(body=Subquery(bodies.values("pk")[:1]))
    number = ExpressionWrapper(F("body_id") + 0, output_field=IntegerField())
    return Application.objects.alias(body_number=number).filter(body_number__in=bodies)


def registered_by(user: User) -> BodyQuerySet:
    """Return the bodies whose register a user keeps."""
    return bodies_of(user, Role.REGISTRAR, Role.OPENNESS)


def works_here(user: User) -> bool:
    """Say whether a user works on applications of any body."""
    return any(role in WORKING for role, _path in held_by(user))


def keeps_a_register(user: User) -> bool:
    """Say whether a user registers applications of any body."""
    return any(role in (Role.REGISTRAR, Role.OPENNESS) for role, _path in held_by(user))


def may_extend(user: User, application: Application) -> bool:
    """Say whether a user may approve an extension: the head of the working body (art. 33)."""
    return holds(user, application.body, Role.OPENNESS, Role.LEADER)


def may_approve(user: User, letter: Letter) -> bool:
    """Say whether a user may approve a letter: the head of the working body or a leader."""
    return letter.drafted_by_id != user.pk and holds(
        user, letter.application.body, Role.OPENNESS, Role.LEADER
    )


def may_transfer(user: User, application: Application) -> bool:
    """Say whether a user may pass a case to another body."""
    return holds(user, application.body, Role.REGISTRAR, Role.OPENNESS, Role.LEADER)


def approved_by(user: User) -> ApplicationQuerySet:
    """Return the applications whose letters a user may approve."""
    return Application.objects.filter(body__in=bodies_of(user, Role.OPENNESS, Role.LEADER))


def keeps_practice(user: User, body: Body) -> bool:
    """Say whether a user may settle how an office works: the head of the working body."""
    return holds(user, body, Role.OPENNESS, Role.LEADER)


def letters_for(application: Application) -> tuple[Kind, ...]:
    """Return the letters that may be drafted about a case as it stands.

    What moves the clock must be lawful now; the rest may always be written.
    """
    lawful = ROAD[State(application.state)]
    state = State(application.state)
    return tuple(
        kind
        for kind, letter in LETTERS.items()
        if letter.event is None
        or letter.event in lawful
        or (kind is Kind.CLOSING and state in {State.WITHDRAWN, State.ABANDONED})
    )


def items_before(application: Application) -> int:
    """Return how many items the same applicant brought earlier in the calendar month.

    The fee by items counts an applicant's items of one calendar month (国办函〔2020〕109号).
    """
    if not application.applicant_print:
        return 0
    day = application.received_on or application.arrived_on
    rows = Application.objects.filter(
        body=application.body,
        applicant_print=application.applicant_print,
        arrived_on__range=(day.replace(day=1), day),
    ).exclude(pk=application.pk)
    return rows.filter(Q(arrived_on__lt=day) | Q(number__lt=application.number)).count()


def may_reveal(user: User, application: Application) -> bool:
    """Say whether a user may look at who the applicant is."""
    return holds(user, application.body, Role.REGISTRAR, Role.HANDLER, Role.OPENNESS)


def calendar() -> tuple[Days, Notices]:
    """Return the calendar as this installation knows it, laid out once a process.

    Costs one query when no notice was entered meanwhile.
    """
    workdays = load_workdays()
    kept = _laid_out.get(0)
    if kept is None or kept[0] is not workdays:
        kept = (workdays, Days(workdays), read_notices())
        _laid_out[0] = kept
    return kept[1], kept[2]


def shipped_calendar() -> tuple[Days, Notices]:
    """Return the calendar that came with the program, without asking the database."""
    drafts = shipped()
    worked = {day.date: day.worked for draft in drafts for day in draft.days}
    workdays = Workdays(
        years=frozenset(draft.year for draft in drafts),
        holidays=frozenset(day for day, is_worked in worked.items() if not is_worked),
        worked=frozenset(day for day, is_worked in worked.items() if is_worked),
    )
    holidays = {
        day.date: (day.name, draft.source.amendment_number or draft.source.number)
        for draft in drafts
        for day in draft.days
        if not day.worked
    }
    return Days(workdays), Notices(holidays)


def read_notices() -> Notices:
    """Return which notice took which day off."""
    rows = SpecialDay.objects.filter(worked=False).order_by("notice__year")
    holidays: dict[date, tuple[str, str]] = {}
    for day, name, number, amended in rows.values_list(
        "date", "name", "notice__number", "notice__amendment_number"
    ):
        holidays[day] = (name, amended or number)
    return Notices(holidays)
