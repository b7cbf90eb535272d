"""How good the replies of a table are, and the words its letters use most."""

import json
from argparse import ArgumentParser
from pathlib import Path
from statistics import fmean
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gongkai.trends.rules import replies, words
from gongkai.trends.rules.moments import read_moment
from gongkai.trends.rules.replies import LIMIT_DAYS, Judged
from gongkai.trends.tables import UnreadableTableError, opened
from gongkai.trends.topics import letters
from gongkai.trends.topics.terms import PLAIN

REPLY_NAMES = ("答复意见", "答复内容", "回复内容", "答复", "回复", "reply")
ANSWERED_NAMES = ("答复时间", "回复时间", "answered", "reply_time")


class Command(BaseCommand):
    help = "Judge the replies to the letters of a table, and count the words of the letters."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or xlsx with letters and replies.")
        parser.add_argument("--limit", type=int, default=LIMIT_DAYS, help="Days allowed.")
        parser.add_argument("--words", type=int, default=20, help="Words of each month.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *, file: Path, limit: int, words: int, json: bool, **options: object) -> None:
        if limit < 1 or words < 1:
            raise CommandError(_("--limit and --words must be 1 or more."))
        try:
            rows = read(file)
        except UnreadableTableError as error:
            raise CommandError(str(error)) from error
        found = judged(rows, limit, words)
        self.stdout.write(as_json(found) if json else as_lines(found))


def read(file: Path) -> list[dict[str, str]]:
    """Return the letters of a table with their replies."""
    with opened(file) as table:
        columns = letters.columns_of(table, {})
        for thing, names in (("reply", REPLY_NAMES), ("answered", ANSWERED_NAMES)):
            columns[thing] = next((name for name in names if name in table.header), names[0])
        things = list(columns)
        wanted = [columns[thing] for thing in things]
        return [dict(zip(things, row, strict=True)) for row in table.columns(wanted)]


def judged(rows: list[dict[str, str]], limit: int, most: int) -> dict[str, Any]:
    """Return the marks of every reply, their means, and the words of each month."""
    boiler = replies.boiler_plate([row["reply"] for row in rows])
    found = []
    written = []
    for place, row in enumerate(rows, 1):
        came, went = read_moment(row["time"]), read_moment(row["answered"])
        days = (went.date() - came.date()).days if came and went else None
        letter = f"{row['subject']}\n{row['text']}"
        verdict = replies.judge(letter, row["reply"], days, boiler, limit=limit)
        found.append((row.get("number") or str(place), verdict))
        if came:
            written.append(words.Written(f"{came:%Y-%m}", "", "", letter))
    return {
        "replies": len(found),
        "means": _means([verdict for _, verdict in found]),
        "boiler_plate": sum(verdict.boiler for _, verdict in found),
        "judged": [_object(number, verdict) for number, verdict in found],
        "words": [
            {"month": one.month, "word": one.word, "letters": one.letters, "rise": one.rise}
            for one in words.frequent(written, PLAIN, most)
        ],
    }


def _means(verdicts: list[Judged]) -> dict[str, float]:
    if not verdicts:
        return {}
    return {
        mark.aspect.value: round(fmean(one.marks[at].share for one in verdicts), 4)
        for at, mark in enumerate(verdicts[0].marks)
    }


def _object(number: str, verdict: Judged) -> dict[str, Any]:
    return {
        "number": number,
        "share": verdict.share,
        "boiler_share": verdict.boiler_share,
        "marks": {
            mark.aspect.value: {"share": mark.share, "signs": list(mark.signs)}
            for mark in verdict.marks
        },
    }


def as_json(found: dict[str, Any]) -> str:
    """Return everything as one JSON object."""
    return json.dumps(found, ensure_ascii=False)


def as_lines(found: dict[str, Any]) -> str:
    """Return the means and the weakest replies for a person."""
    lines = [_("%(count)d replies judged.") % {"count": found["replies"]}]
    lines += [f"  {name}: {share:.2f}" for name, share in found["means"].items()]
    lines.append(_("%(count)d are mostly boiler-plate.") % {"count": found["boiler_plate"]})
    lines.append(_("The weakest:"))
    weakest = sorted(found["judged"], key=lambda one: one["share"])[:10]
    lines += [f"  {one['number']}: {one['share']:.2f}" for one in weakest]
    return "\n".join(lines)
