"""A region's limits become rows that an office may change."""

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.letters.limits import presets
from gongkai.letters.models import Limit
from gongkai.letters.rules.terms import NAMES, terms_from


class UnknownPresetError(LookupError):
    """No preset has this name."""


@transaction.atomic
def load_preset(name: str, body: Body | None) -> int:
    """Replace the rows of a body, or those of every body, by a preset's; return how many.

    Raises:
        UnknownPresetError: There is no such preset; nothing was changed.
    """
    found = presets().get(name)
    if found is None:
        raise UnknownPresetError(name)
    Limit.objects.filter(body=body).delete()
    rows = {kind: numbers for kind, numbers in found.items() if kind != "title"}
    for kind, numbers in rows.items():
        terms_from(numbers)
        kept = dict.fromkeys(NAMES) | numbers
        kind = "" if kind == "all" else kind
        Limit.objects.create(body=body, kind=kind, source=found["title"], **kept)
    return len(rows)
