"""Versions of the check form's rules: the preset, and what an office makes of it."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.audits.models import Rules
from gongkai.audits.rules.check_form.ruleset import RuleSet, in_force, parse
from gongkai.bodies.models import User

PRESET = Path(__file__).parents[1] / "presets" / "check-form.toml"
PRESET_FROM = date(2019, 4, 3)  # 国办秘函〔2019〕19号


def preset() -> dict[str, Any]:
    """Return the rules that come with the product, as plain values."""
    return tomllib.loads(PRESET.read_text(encoding="utf-8"))


@transaction.atomic
def draw_up(content: dict[str, Any], *, from_on: date, by: User | None, at: datetime) -> Rules:
    """Keep a new version; older ones stay as they are, with the runs that they judged.

    Raises:
        RuleSetError: It is no rule set.
    """
    read = parse(content)
    last: int = Rules.objects.aggregate(last=Max("number"))["last"] or 0
    return Rules.objects.create(
        number=last + 1,
        title=read.title,
        source=read.source[:300],
        from_on=from_on,
        content=content,
        drawn_by=by,
        drawn_at=at,
    )


def rules_on(day: date, at: datetime) -> Rules:
    """Return the version in force on a day; the preset becomes version 1 where there is none."""
    versions = dict(Rules.objects.values_list("number", "from_on"))
    number = in_force(versions, day)
    if number is None:
        return draw_up(preset(), from_on=min(day, PRESET_FROM), by=None, at=at)
    return Rules.objects.get(number=number)


def read(rules: Rules) -> RuleSet:
    """Return a stored version as the rules see it."""
    return parse(rules.content)
