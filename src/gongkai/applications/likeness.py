"""Cases that look like one: by the same person, for the same thing, in nearly the same words."""

from dataclasses import dataclass

from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import Application, ApplicationQuerySet
from gongkai.applications.rules.likeness import ALIKE_SHARE, pairs, share
from gongkai.custody.envelope import SealBrokenError

ROWS = 10
COMPARED_MAX = 100  # the latest of a body; opening a seal costs some 20 microseconds


@dataclass(frozen=True, slots=True)
class Alike:
    """A case and why it is shown."""

    application: Application
    same_person: bool
    same_words: bool
    share: float


def alike(application: Application, wanted: str, rows: ApplicationQuerySet) -> list[Alike]:
    """Return the cases like one, the most alike first.

    Args:
        application: The case.
        wanted: What it asks for, opened.
        rows: Among which to look.
    """
    others = rows.filter(body=application.body).exclude(pk=application.pk).order_by("-arrived_on")
    by_person = set(_keys(others, "applicant_print", application.applicant_print))
    by_words = set(_keys(others, "wanted_print", application.wanted_print))
    own, found = pairs(wanted), []
    near = others.filter(erased_on=None)[:COMPARED_MAX] if own else others.none()
    for row in {*near, *others.filter(pk__in=[*by_person, *by_words])}:
        same_words = row.pk in by_words
        part = 1.0 if same_words else share(own, pairs(_wanted(row)))
        if row.pk in by_person or part >= ALIKE_SHARE:
            found.append(Alike(row, row.pk in by_person, same_words, part))
    return sorted(found, key=lambda one: (-one.share, one.application.number))[:ROWS]


def _keys(rows: ApplicationQuerySet, field: str, value: str) -> list[object]:
    return list(rows.filter(**{field: value}).values_list("pk", flat=True)[:ROWS]) if value else []


def _wanted(row: Application) -> str:
    try:
        return opened(row, "wanted")
    except SealBrokenError:
        return ""
