"""Directories: drafted, filled, published for good, and carried on by a new version."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.catalogue.actions.telling import tell
from gongkai.catalogue.models import Area, Directory, Item
from gongkai.catalogue.rules import codes
from gongkai.catalogue.rules.codes import Names

# What an item says; its directory, code and position are the directory's business.
SAID = (
    "number", "level1", "level2", "level3", "content", "basis", "time_limit", "publisher",
    "channels", "audience_all", "audience_group", "active", "on_request", "city", "county",
    "township", "village",
)  # fmt: skip
LENGTHS = {
    name: Item._meta.get_field(name).max_length  # type: ignore[union-attr]
    for name in SAID
    if getattr(Item._meta.get_field(name), "max_length", None)
}


class PublishedDirectoryError(ValueError):
    """A published version is not changed; what has to change is a new version."""


class EmptyDirectoryError(ValueError):
    """A directory without items is not published."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row of a directory says, under its area."""

    area: Area
    values: dict[str, Any]

    @property
    def names(self) -> Names:
        """What it is known by through all versions."""
        return (self.area.code, *(self.values[name] for name in ("level1", "level2", "level3")))


@dataclass(slots=True)
class Outcome:
    """What filling a directory did, by code of item."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        """Whether nothing was different."""
        return not (self.added or self.changed or self.removed)


def draft(body: Body, tier: str, *, version_on: date, title: str, title_en: str = "") -> Directory:
    """Begin a version of a directory.

    Raises:
        ValidationError: There is one of that day already, or the title is missing.
    """
    directory = Directory(
        body=body, tier=tier, version_on=version_on, title=title, title_en=title_en
    )
    directory.full_clean()
    directory.save()
    tell()
    return directory


@transaction.atomic
def fill(directory: Directory, rows: Sequence[Said]) -> Outcome:
    """Make the items of each area that the rows speak of just these rows, in their order.

    Areas of which no row speaks are left as they are, so a directory can come in many files.

    Raises:
        PublishedDirectoryError: Something would change and the version is public.
    """
    directory = Directory.objects.select_for_update().get(pk=directory.pk)
    stood = {item.code: item for item in directory.items.select_related("area")}
    given = codes.assign([row.names for row in rows], *_codes_so_far(directory))
    areas = {row.area.pk for row in rows}
    outcome = Outcome()
    outcome.removed = [
        code for code, item in stood.items() if item.area_id in areas and code not in set(given)
    ]
    placed = _positions(rows)
    for row, code, position in zip(rows, given, placed, strict=True):
        _place(directory, row, code, position, stood.get(code), outcome)
    if outcome.idle:
        return outcome
    if directory.public:
        raise PublishedDirectoryError(str(directory))
    directory.items.filter(code__in=outcome.removed).delete()
    tell()
    return outcome


def _codes_so_far(directory: Directory) -> tuple[dict[Names, list[str]], list[str]]:
    """Return the codes that names have had in all versions, the newest first, and all codes."""
    items = (
        Item.objects.filter(directory__body=directory.body_id, directory__tier=directory.tier)
        .order_by("-directory__version_on", "position")
        .values_list("directory", "area__code", "level1", "level2", "level3", "code")
    )
    rows = list(items)
    # This version's own codes go before those of others, so that a second run finds its own.
    rows.sort(key=lambda row: row[0] != directory.pk)
    known: defaultdict[Names, list[str]] = defaultdict(list)
    for _, *names, code in rows:
        known[tuple(names)].append(code)
    return known, [row[-1] for row in rows]


def _positions(rows: Sequence[Said]) -> list[int]:
    """Return positions: by area, then in the order of the rows."""
    counts: defaultdict[int, int] = defaultdict(int)
    positions = []
    for row in rows:
        counts[row.area.pk] += 1
        positions.append(row.area.position * 10_000 + counts[row.area.pk])
    return positions


def _place(
    directory: Directory,
    row: Said,
    code: str,
    position: int,
    item: Item | None,
    outcome: Outcome,
) -> None:
    wanted = {**row.values, "position": position, "area_id": row.area.pk}
    if item is None:
        outcome.added.append(code)
        if not directory.public:
            Item.objects.create(directory=directory, code=code, **wanted)
        return
    differing = [name for name, value in wanted.items() if getattr(item, name) != value]
    (outcome.changed if differing else outcome.unchanged).append(code)
    if differing and not directory.public:
        for name in differing:
            setattr(item, name, wanted[name])
        item.save(update_fields=differing)


@transaction.atomic
def publish(directory: Directory, *, at: datetime) -> Directory:
    """Make a version public for good. Publishing again changes nothing.

    Raises:
        EmptyDirectoryError: It has no items.
    """
    directory = Directory.objects.select_for_update().get(pk=directory.pk)
    if directory.public:
        return directory
    if not directory.items.exists():
        raise EmptyDirectoryError(str(directory))
    directory.state = Directory.State.PUBLISHED
    directory.published_at = at
    directory.save(update_fields=["state", "published_at"])
    tell()
    return directory


@transaction.atomic
def renew(directory: Directory, *, version_on: date) -> Directory:
    """Begin a new version with the items of another as they are.

    Raises:
        ValidationError: There is one of that day already.
    """
    new = draft(
        directory.body,
        directory.tier,
        version_on=version_on,
        title=directory.title,
        title_en=directory.title_en,
    )
    items = list(directory.items.all())
    for item in items:
        item.pk, item.directory = None, new
    Item.objects.bulk_create(items)
    return new


@transaction.atomic
def retitle(directory: Directory, *, title: str, title_en: str = "") -> Directory:
    """Change a draft's title.

    Raises:
        PublishedDirectoryError: The version is public.
        ValidationError: The title is missing or too long.
    """
    _refuse_public(directory)
    directory.title, directory.title_en = title, title_en
    directory.full_clean()
    directory.save(update_fields=["title", "title_en"])
    tell()
    return directory


@transaction.atomic
def discard(directory: Directory) -> None:
    """Throw a draft away with its items.

    Raises:
        PublishedDirectoryError: The version is public.
    """
    _refuse_public(directory)
    directory.delete()
    tell()


@transaction.atomic
def change_item(item: Item, **values: Any) -> Item:
    """Correct an item of a draft.

    Raises:
        PublishedDirectoryError: The version is public.
        ValidationError: A value is missing or too long.
    """
    _refuse_public(item.directory)
    for name, value in values.items():
        setattr(item, name, value)
    item.full_clean()
    item.save()
    tell()
    return item


@transaction.atomic
def add_item(directory: Directory, said: Said) -> Item:
    """Add an item to a draft, after the others of its area.

    Raises:
        PublishedDirectoryError: The version is public.
        ValidationError: A value is missing or too long.
    """
    _refuse_public(directory)
    (code,) = codes.assign([said.names], {}, _codes_so_far(directory)[1])
    last = directory.items.filter(area=said.area).order_by("-position").first()
    item = Item(
        directory=directory,
        area=said.area,
        code=code,
        position=(last.position if last else said.area.position * 10_000) + 1,
        **said.values,
    )
    item.full_clean()
    item.save()
    tell()
    return item


@transaction.atomic
def drop_item(item: Item) -> None:
    """Take an item out of a draft.

    Raises:
        PublishedDirectoryError: The version is public.
    """
    _refuse_public(item.directory)
    item.delete()
    tell()


def _refuse_public(directory: Directory) -> None:
    if Directory.objects.select_for_update().get(pk=directory.pk).public:
        raise PublishedDirectoryError(str(directory))
