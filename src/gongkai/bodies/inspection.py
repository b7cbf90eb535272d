"""What may be wrong in the stored tree: derived values that differ, and facts that clash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from gongkai.bodies.models import Appointment, Body, Contact, Succession
from gongkai.bodies.rules.checks import check_due
from gongkai.bodies.rules.codes import area_code_fault, unified_code_fault
from gongkai.bodies.rules.tree import Place, paths
from gongkai.bodies.words import area_code_warning, unified_code_warning


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, and the body it is about."""

    code: str
    text: str


def proper_paths() -> dict[int, str]:
    """Return what each body's path should be, from its superiors alone."""
    rows = Body.objects.values_list("pk", "parent")
    return paths({key: Place(parent) for key, parent in rows})


def wrong_paths() -> list[str]:
    """Return the codes of bodies whose stored path differs from what it should be."""
    proper = proper_paths()
    rows = Body.objects.values_list("pk", "code", "path")
    return [code for key, code, path in rows if path != proper[key]]


def wrong_check_dates() -> list[Contact]:
    """Return the contacts whose stored check date differs from what it should be."""
    return [
        contact
        for contact in Contact.objects.select_related("body")
        if contact.check_due_on != check_due(contact.checked_on, contact.check_every_days)
    ]


def findings(today: date) -> Iterator[Finding]:
    """Yield what a clerk should look at; none of it is wrong by itself."""
    yield from _left_behind(today)
    yield from _unlinked(today)
    for body in Body.objects.standing(today).select_related("parent"):
        fault = unified_code_fault(body.unified_code)
        if fault:
            yield Finding(body.code, unified_code_warning(fault))
        superior = body.parent.area_code if body.parent else ""
        fault = area_code_fault(body.area_code, superior)
        if fault:
            yield Finding(body.code, area_code_warning(fault))


def _left_behind(today: date) -> Iterator[Finding]:
    standing = Body.objects.standing(today)
    for body in standing.filter(parent__dissolved_on__lte=today):
        yield Finding(body.code, _("It stands below a body that has ended."))
    held = Appointment.objects.running(today).filter(body__dissolved_on__lte=today)
    for appointment in held.select_related("body"):
        yield Finding(
            appointment.body.code, _("It has ended and somebody still holds a role in it.")
        )


def _unlinked(today: date) -> Iterator[Finding]:
    ended = Body.objects.filter(dissolved_on__lte=today, successions=None)
    for body in ended:
        yield Finding(body.code, _("It has ended and names no successor."))
    late = Succession.objects.filter(
        Q(predecessor__dissolved_on=None) | Q(predecessor__dissolved_on__gt=F("on"))
    )
    for link in late.select_related("predecessor"):
        yield Finding(link.predecessor.code, _("It has a successor and has not ended on that day."))
