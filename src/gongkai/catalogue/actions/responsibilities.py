"""Who answers for which item: drawn up from the directory, signed with a date, handed on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.catalogue.models import Directory, Filing, Power, Responsibility
from gongkai.catalogue.rules.publishers import Named, match

COUNTY_ENDING = "人民政府"


class AlreadyEndedError(ValueError):
    """A responsibility that has ended is not signed again."""


class SignedLaterError(ValueError):
    """A responsibility is handed on from a day after it was signed."""


@transaction.atomic
def draw_up(directory: Directory, *, today: date) -> tuple[int, list[tuple[str, str]]]:
    """Enter a row, unsigned, for each item and body that the column 公开主体 names.

    Rows that stand already stay; a power of the body whose name stands in the item is linked.

    Returns:
        How many rows are new, and (code of the item, words) of each part that names no body.
    """
    bodies = list(Body.objects.standing(today).under(directory.body))
    named = [Named(body.code, (body.name, body.short_name), body.tier) for body in bodies]
    county = directory.body.name.removesuffix(COUNTY_ENDING)
    by_code = {body.code: body for body in bodies}
    powers = _powers(bodies)
    rows: list[Responsibility] = []
    unknown: list[tuple[str, str]] = []
    for item in directory.items.all():
        found = match(item.publisher, named, county=county)
        unknown += [(item.code, part) for part in found.unknown]
        for code in found.codes:
            body = by_code[code]
            power = _power(powers.get(body.pk, ()), f"{item} {item.content}")
            rows.append(
                Responsibility(
                    keeper=directory.body, tier=directory.tier, item_code=item.code,
                    body=body, power=power,
                )
            )  # fmt: skip
    standing = set(
        Responsibility.objects.filter(
            keeper=directory.body, tier=directory.tier, until_on=None
        ).values_list("item_code", "body")
    )
    new = [row for row in rows if (row.item_code, row.body_id) not in standing]
    Responsibility.objects.bulk_create(new)
    return len(new), unknown


def _powers(bodies: list[Body]) -> dict[int, list[Power]]:
    found: dict[int, list[Power]] = {}
    for power in Power.objects.filter(body__in=bodies):
        found.setdefault(power.body_id, []).append(power)
    return found


def _power(powers: Iterable[Power], text: str) -> Power | None:
    """Return the power of the longest name that stands in an item's text."""
    named = [power for power in powers if len(power.name) > 3 and power.name in text]
    return max(named, key=lambda power: len(power.name), default=None)


@transaction.atomic
def sign(row: Responsibility, *, person: User, signed_on: date, by: User | None) -> Responsibility:
    """Sign that a person answers for an item from a day on; an earlier person's row ends.

    Raises:
        AlreadyEndedError: The row has ended.
        SignedLaterError: The row was signed on that day or later for another person.
    """
    row = Responsibility.objects.select_for_update().get(pk=row.pk)
    if row.until_on is not None:
        raise AlreadyEndedError(str(row))
    if row.signed_on is None:
        row.person, row.signed_on, row.signed_by = person, signed_on, by
        row.save(update_fields=["person", "signed_on", "signed_by"])
        return row
    if row.person_id == person.pk:
        return row
    if signed_on <= row.signed_on:
        raise SignedLaterError(row.signed_on.isoformat())
    row.until_on = signed_on - timedelta(days=1)
    row.save(update_fields=["until_on"])
    return Responsibility.objects.create(
        keeper=row.keeper, tier=row.tier, item_code=row.item_code, body=row.body,
        power=row.power, person=person, signed_on=signed_on, signed_by=by,
    )  # fmt: skip


@transaction.atomic
def import_powers(body: Body, rows: Iterable[tuple[str, str, str, str]]) -> tuple[int, int]:
    """Enter a body's list of powers: (code, name, kind, basis); return how many new and changed.

    Powers that the list no longer names stay, since responsibilities may rest on them.
    """
    stood = {power.code: power for power in body.powers.all()}
    new = changed = 0
    for code, name, kind, basis in rows:
        values = {"name": name, "kind": kind, "basis": basis}
        power = stood.get(code)
        if power is None:
            stood[code] = Power.objects.create(body=body, code=code, **values)
            new += 1
        elif any(getattr(power, field) != value for field, value in values.items()):
            Power.objects.filter(pk=power.pk).update(**values)
            changed += 1
    return new, changed


@transaction.atomic
def file_under(
    keys: Iterable[str],
    *,
    keeper: Body,
    tier: str,
    item_code: str,
    body: Body,
    by: User | None,
    at: datetime,
) -> int:
    """Say which public documents open what an item wants; return how many are new."""
    before = Filing.objects.filter(keeper=keeper, tier=tier, item_code=item_code, body=body)
    known = set(before.values_list("document_key", flat=True))
    new = [key for key in dict.fromkeys(keys) if key not in known]
    Filing.objects.bulk_create(
        Filing(
            keeper=keeper, tier=tier, item_code=item_code, body=body, document_key=key,
            filed_by=by, filed_at=at,
        )
        for key in new
    )  # fmt: skip
    return len(new)


@transaction.atomic
def take_out(keys: Iterable[str], *, keeper: Body, tier: str, item_code: str, body: Body) -> int:
    """Say that documents do not belong to an item after all; return how many did."""
    where = Q(keeper=keeper, tier=tier, item_code=item_code, body=body)
    count, _each = Filing.objects.filter(where, document_key__in=list(keys)).delete()
    return count
