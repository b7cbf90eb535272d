"""Bring in letters of other systems: hotline exports, message boards, old mailboxes."""

import csv
import gc
import json
import time
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.bodies.models import Body
from gongkai.forked import shared
from gongkai.letters import import_wording as wording
from gongkai.letters import tables
from gongkai.letters.actions.importing import take
from gongkai.letters.actions.preparing import Preparer, Ready, Rejected
from gongkai.letters.models import Channel
from gongkai.letters.rules.importing import MappingError, Plan, plan

Row = tuple[int, list[Any]]
BATCH = 10_000
HANDFUL = 4_000  # three of them are made ready while a batch is stored
THINGS = 200_000


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for cycles seldom: a batch makes half a million small things, none of them a cycle."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(THINGS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


class Rejects:
    """Counts bad rows and writes them, with their reasons, where they can be mended."""

    def __init__(self, path: Path | None) -> None:
        self.reasons: Counter[str] = Counter()
        self.file = path.open("w", encoding="utf-8-sig", newline="") if path else None
        self.rows = csv.writer(self.file) if self.file else None

    def add(self, path: Path, one: Rejected) -> None:
        self.reasons[one.error.fault.value] += 1
        if self.rows is not None:
            cells = (tables.defused(cell) for cell in one.cells)
            self.rows.writerow([path.name, one.row, wording.row_text(one.error), *cells])

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


class Command(BaseCommand):
    help = "Import letters from CSV or xlsx. Safe to run again: what is in is not taken twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--channel", required=True, choices=Channel.values, help="How these letters came."
        )
        parser.add_argument("--mapping", type=Path, help="TOML: which column holds what.")
        parser.add_argument("--body", help="Code of the body that receives them (default: first).")
        parser.add_argument("--rejects", type=Path, help="CSV for rows that are no letters.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *, files: list[Path], channel: str, **options: Any) -> None:
        mapping = self._mapping(options["mapping"])
        preparer = self._preparer(channel, mapping, options["body"])
        rejects, totals = Rejects(options["rejects"]), Counter[str]()
        begun = time.monotonic()
        try:
            with few_collections():
                for path in files:
                    self._one(path, mapping, preparer, rejects, totals)
        finally:
            rejects.close()
        took = max(time.monotonic() - begun, 1e-6)
        found = {
            "rows": totals["rows"],
            "added": totals["added"],
            "updated": totals["updated"],
            "known": totals["known"],
            "rejected": sum(rejects.reasons.values()),
            "reasons": dict(rejects.reasons),
            "seconds": round(took, 3),
            "rows_per_second": round(totals["rows"] / took),
        }
        self._say(found, as_json=options["json"])

    def _say(self, found: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        self.stdout.write(
            _(
                "%(rows)d rows: %(added)d new, %(updated)d brought up to date, %(known)d known, "
                "%(rejected)d rejected."
            )
            % found
        )
        for reason, count in found["reasons"].items():
            self.stdout.write(f"  {count}  {wording.FAULTS[reason]}")

    def _mapping(self, path: Path | None) -> dict[str, Any]:
        if path is None:
            return {}
        try:
            return tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from error
        except ValueError as error:
            told = {"path": path, "why": error}
            raise CommandError(_("%(path)s is not TOML: %(why)s") % told) from error

    def _preparer(self, channel: str, mapping: dict[str, Any], code: str | None) -> Preparer:
        bodies = {body.code: body for body in Body.objects.order_by("path")}
        code = code or str(mapping.get("defaults", {}).get("body", ""))
        if not bodies:
            raise CommandError(_("There is no body yet. Enter one, or run: gongkai demo"))
        unknown = {*mapping.get("units", {}).values(), *([code] if code else [])} - set(bodies)
        if unknown:
            told = {"codes": ", ".join(sorted(map(str, unknown)))}
            raise CommandError(_("No body has this code: %(codes)s") % told)
        intake = bodies[code] if code else next(iter(bodies.values()))
        now = timezone.now()
        return Preparer(intake, channel, bodies, by=None, at=now, today=timezone.localdate(now))

    def _one(
        self,
        path: Path,
        mapping: dict[str, Any],
        preparer: Preparer,
        rejects: Rejects,
        totals: "Counter[str]",
    ) -> None:
        try:
            rows = tables.rows(path)
            how = plan(next(rows, ()), mapping)
            # disable=None: a bar on a terminal, silence under cron.
            counted = enumerate(tqdm(rows, unit=" rows", disable=None), 2)
            read = ((row, list(cells)) for row, cells in counted if any(cells))
            letters = _letters(_made_ready(read, preparer, how), path, rejects, totals)
            while batch := list(islice(letters, BATCH)):
                outcome = take(batch, preparer)
                totals.update(added=outcome.added, updated=outcome.updated, known=outcome.known)
        except tables.TableError as error:
            raise CommandError(wording.table_text(error)) from error
        except MappingError as error:
            raise CommandError(wording.mapping_text(error, path)) from error


def _letters(
    rows: Iterable[Ready | Rejected], path: Path, rejects: Rejects, totals: "Counter[str]"
) -> Iterator[Ready]:
    for row in rows:
        totals["rows"] += 1
        if isinstance(row, Rejected):
            rejects.add(path, row)
        else:
            yield row


def _made_ready(rows: Iterator[Row], preparer: Preparer, how: Plan) -> Iterator[Ready | Rejected]:
    """Make rows ready: a few at once, many in a process beside this one, which stores them."""
    first = list(islice(rows, BATCH))
    if len(first) < BATCH:
        yield from preparer.read(first, how)
        return
    global _beside
    _beside = (preparer, how)
    try:
        for found in shared(_read, _handfuls(chain(first, rows)), helpers=1):
            yield from found
    finally:
        _beside = None


_beside: tuple[Preparer, Plan] | None = None


def _read(rows: list[Row]) -> list[Ready | Rejected]:
    assert _beside is not None
    preparer, how = _beside
    return preparer.read(rows, how)


def _handfuls(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while handful := list(islice(rows, HANDFUL)):
        yield handful
