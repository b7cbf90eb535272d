"""Limits become rows that an office may change; each change is kept, with who made it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.letters.limits import presets
from gongkai.letters.models import Limit, LimitChange
from gongkai.letters.rules.terms import NAMES, terms_from

Numbers = Mapping[str, int | None]


class UnknownPresetError(LookupError):
    """No preset has this name."""


@transaction.atomic
def load_preset(name: str, body: Body | None, *, by: User | None, at: datetime) -> int:
    """Replace the rows of a body, or those of every body, by a preset's; return how many.

    Raises:
        UnknownPresetError: There is no such preset; nothing was changed.
    """
    found = presets().get(name)
    if found is None:
        raise UnknownPresetError(name)
    rows = {kind: numbers for kind, numbers in found.items() if kind != "title"}
    wanted = {"" if kind == "all" else kind: numbers for kind, numbers in rows.items()}
    stored = set(Limit.objects.filter(body=body).values_list("kind", flat=True))
    for kind in sorted(stored | wanted.keys()):
        change(body, kind, wanted.get(kind, {}), found["title"], by=by, at=at)
    return len(rows)


@transaction.atomic
def change(
    body: Body | None, kind: str, numbers: Numbers, source: str, *, by: User | None, at: datetime
) -> bool:
    """Set one row of limits; say if it changed.

    A letter keeps the limits of the day it was received, and of the day it was dispatched, so a
    change moves no day that a writer was told.

    Args:
        body: Whose limits; None for every body.
        kind: Of which kind of letter; empty for all kinds.
        numbers: Each limit; None takes the number of the next more general row. A row without
            any number is removed.
        source: Where the numbers come from, in words.
        by: Who changed them; None for a command.
        at: When.

    Raises:
        TermsError: A number is none of 0 to 250; nothing was changed.
    """
    told = {name: numbers.get(name) for name in NAMES}
    after = {name: number for name, number in told.items() if number is not None}
    terms_from(dict(after))
    row = Limit.objects.select_for_update().order_by().filter(body=body, kind=kind).first()
    before = {name: getattr(row, name) for name in NAMES} if row else {}
    before = {name: number for name, number in before.items() if number is not None}
    if before == after and (row.source if row else source) == source:
        return False
    if not after:
        Limit.objects.filter(body=body, kind=kind).delete()
    else:
        Limit.objects.update_or_create(body=body, kind=kind, defaults={**told, "source": source})
    LimitChange.objects.create(
        body=body, kind=kind, before=before, after=after, source=source, by=by, at=at
    )
    return True
