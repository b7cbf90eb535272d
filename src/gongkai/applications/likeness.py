"""Cases that look like one: by the same person, for the same thing, in nearly the same words.

The first two are found by their fingerprints, without opening anything. Nearly the same words are
found by opening what others asked for, so that is done when a clerk asks, not at every look.
"""

from dataclasses import dataclass
from uuid import UUID

from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import Application, ApplicationQuerySet
from gongkai.applications.rules.likeness import ALIKE_SHARE, pairs, share
from gongkai.custody.envelope import SealBrokenError

ROWS = 10
COMPARED_MAX = 500  # the latest of a body; opening a seal costs some 20 microseconds


@dataclass(frozen=True, slots=True)
class Alike:
    """A case and why it is shown."""

    key: UUID
    number: str
    same_person: bool
    same_words: bool
    share: float


def same(application: Application, rows: ApplicationQuerySet) -> list[Alike]:
    """Return the latest cases of the same person or for the very same thing: one question.

    Args:
        application: The case.
        rows: Among which to look.
    """
    # Two questions in one, each answered by an index of its own; an "or" would read every case.
    others = rows.filter(body=application.body_id).exclude(pk=application.pk).order_by()
    columns = others.values_list("pk", "number", "applicant_print", "wanted_print", "arrived_on")
    asked = [
        columns.filter(**{name: value})
        for name in ("applicant_print", "wanted_print")
        if (value := getattr(application, name))
    ]
    if not asked:
        return []
    found = asked[0].union(*asked[1:]).order_by("-arrived_on", "number")
    return [
        Alike(
            key,
            number,
            bool(person) and person == application.applicant_print,
            bool(words) and words == application.wanted_print,
            float(bool(words) and words == application.wanted_print),
        )
        for key, number, person, words, _arrived in found[:ROWS]
    ]


def near(application: Application, wanted: str, rows: ApplicationQuerySet) -> list[Alike]:
    """Return the cases in nearly the same words, the most alike first.

    Args:
        application: The case.
        wanted: What it asks for, opened.
        rows: Among which to look: the latest of them.
    """
    own = pairs(wanted)
    others = rows.filter(body=application.body_id, erased_on=None).exclude(pk=application.pk)
    others = others.exclude(wanted_print=application.wanted_print).order_by("-arrived_on")
    found = []
    for row in others.only("number", "sealed_key", "wanted")[:COMPARED_MAX] if own else ():
        part = share(own, pairs(_wanted(row)))
        if part >= ALIKE_SHARE:
            found.append(Alike(row.pk, row.number, False, False, part))
    return sorted(found, key=lambda one: (-one.share, one.number))[:ROWS]


def _wanted(row: Application) -> str:
    try:
        return opened(row, "wanted")
    except SealBrokenError:
        return ""
