"""Areas: the twenty-six that come with the program, and those that a county adds."""

import csv
from importlib.resources import files

from django.db import transaction
from django.db.models import Max

from gongkai.catalogue.actions.telling import tell
from gongkai.catalogue.models import Area

LOCAL_CODE = "local-{}"


def shipped() -> list[dict[str, str]]:
    """Return the rows of the areas that came with the program."""
    text = files("gongkai.catalogue").joinpath("areas.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@transaction.atomic
def load_shipped() -> list[Area]:
    """Enter the areas that are not there yet; return them. What an office changed stays."""
    known = set(Area.objects.values_list("code", flat=True))
    entered = []
    for row in shipped():
        if row["code"] not in known:
            number = int(row.pop("number"))
            entered.append(Area.objects.create(number=number, position=number, **row))
    if entered:
        tell()
    return entered


@transaction.atomic
def add(name: str, *, name_en: str = "") -> Area:
    """Add an area of the county's own after all others.

    Raises:
        ValidationError: The name is taken or too long.
    """
    last = Area.objects.aggregate(position=Max("position"), key=Max("pk"))
    area = Area(
        code=LOCAL_CODE.format((last["key"] or 0) + 1),
        name=name,
        name_en=name_en,
        position=max((last["position"] or 0) + 1, 101),
    )
    area.full_clean()
    area.save()
    tell()
    return area


@transaction.atomic
def change(area: Area, *, name_en: str, ministry: str, ministry_en: str, position: int) -> Area:
    """Correct what is said of an area.

    Raises:
        ValidationError: A value is too long.
    """
    area.name_en, area.ministry, area.ministry_en = name_en, ministry, ministry_en
    area.position = position
    area.full_clean()
    area.save()
    tell()
    return area
