"""What many letters are about: hot topics of a table, or of the letters of this platform."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.trends import sources
from gongkai.trends.tables import UnreadableTableError, opened
from gongkai.trends.topics import letters, sheets, terms
from gongkai.trends.topics.letters import Kept, Skipped
from gongkai.trends.topics.table import TOPICS_MAX, Topic, topics

COLUMNS = ("number", "user", "subject", "time", "text", "likes", "dislikes", "solved")


class Command(BaseCommand):
    help = (
        "Find what many letters are about: one matter at one place in one time, the hottest first."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="CSV or xlsx; without it, this platform's letters."
        )
        parser.add_argument("--since", type=date.fromisoformat, help="First day, YYYY-MM-DD.")
        parser.add_argument("--until", type=date.fromisoformat, help="Last day, included.")
        parser.add_argument("--most", type=int, default=TOPICS_MAX, help="Topics wanted.")
        parser.add_argument("--xlsx", type=Path, help="Also write the two tables to a workbook.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        for name in COLUMNS:
            parser.add_argument(f"--column-{name}", help=f"Column of the {name}.")

    def handle(
        self,
        *,
        file: Path | None,
        since: date | None,
        until: date | None,
        most: int,
        xlsx: Path | None,
        json: bool,
        **options: Any,
    ) -> None:
        if since and until and since > until:
            raise CommandError(_("The first day is after the last day."))
        if most < 1:
            raise CommandError(_("--most must be 1 or more."))
        named = {name: options[f"column_{name}"] for name in COLUMNS}
        skipped = Skipped()
        if file is None:
            found = terms.gather(sources.letters(since=since, until=until))
        else:
            found = _gathered(file, {k: v for k, v in named.items() if v}, skipped, since, until)
        hot = topics(found, until=until, most=most)
        if xlsx:
            _write(xlsx, hot, found.kept)
        self.stdout.write(as_json(hot, found.kept, skipped) if json else as_lines(hot))
        left = skipped.undated + skipped.empty
        if left:
            self.stderr.write(
                _("Left out: %(undated)d letters without a date, %(empty)d without text.")
                % {"undated": skipped.undated, "empty": skipped.empty}
            )


def _gathered(
    file: Path, named: dict[str, str], skipped: Skipped, since: date | None, until: date | None
) -> terms.Terms:
    try:
        with opened(file) as table:
            columns = letters.columns_of(table, named)
            rows: Any = letters.read(table, columns, skipped, since=since, until=until)
            rows = tqdm(rows, unit=" letters", disable=None)
            return terms.gather(letters.once(rows))
    except UnreadableTableError as error:
        raise CommandError(str(error)) from error


def _write(path: Path, hot: list[Topic], kept: Kept) -> None:
    try:
        path.write_bytes(sheets.workbook(hot, kept))
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be written: %(reason)s") % {"file": path, "reason": error.strerror}
        ) from error


def as_json(hot: list[Topic], kept: Kept, skipped: Skipped) -> str:
    """Return the topics and their letters as one JSON object."""
    return json.dumps(
        {
            "letters": len(kept),
            "left_out": {
                "undated": skipped.undated,
                "empty": skipped.empty,
                "outside": skipped.outside,
            },
            "topics": [topic_object(topic, kept) for topic in hot],
        },
        ensure_ascii=False,
    )


def topic_object(topic: Topic, kept: Kept) -> dict[str, Any]:
    """Return a topic as it is written in JSON."""
    return {
        "rank": topic.rank,
        "topic": topic.number,
        "heat": topic.heat,
        "since": topic.first_on.isoformat(),
        "until": topic.last_on.isoformat(),
        "place": topic.place,
        "people": topic.people,
        "title": topic.title,
        "letters": topic.counted.letters,
        "writers": topic.counted.people,
        "likes_and_dislikes": topic.counted.marks,
        "last_30_days": topic.counted.new,
        "30_days_before": topic.counted.old,
        "burst": topic.counted.bursting,
        "members": [member_object(kept, at) for at in topic.members],
    }


def member_object(kept: Kept, at: int) -> dict[str, Any]:
    """Return a letter of a topic as it is written in JSON."""
    return {
        "number": kept.numbers[at],
        "user": kept.users[at],
        "subject": kept.subjects[at],
        "time": kept.received[at].isoformat(sep=" "),
        "likes": kept.likes[at],
        "dislikes": kept.dislikes[at],
    }


def as_lines(hot: list[Topic]) -> str:
    """Return the topics for a person."""
    if not hot:
        return _("No matter stands out.")
    return "\n".join(
        f"{topic.rank:3}  {topic.heat:6.1f}  {topic.first_on}…{topic.last_on}"
        f"  {topic.counted.letters:4}  {topic.place_and_people}  {topic.title}"
        for topic in hot
    )
