"""Inspect a month, freeze the result, print the check form."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai.audits import paper, wording
from gongkai.audits.actions.inspecting import FutureMonthError, freeze, inspect
from gongkai.audits.models import Rectification, Run
from gongkai.audits.rules.check_form.months import first_of
from gongkai.bodies.models import Body
from gongkai.commitments.models import State

FINDINGS_SHOWN = 40
WRITERS = {"docx": paper.docx, "pdf": paper.pdf, "xlsx": paper.xlsx}


class Command(BaseCommand):
    help = "Inspect a month by the official check form, freeze it, and open rectifications."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", required=True, metavar="YYYY-MM")
        parser.add_argument("--body", metavar="CODE", help="This body and those below; else all.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument(
            "--output", metavar="FOLDER", help="Also write the check form there: docx, pdf, xlsx."
        )
        parser.add_argument(
            "--trial", action="store_true", help="Freeze it, but open and close no rectification."
        )

    def handle(
        self,
        *,
        month: str,
        body: str | None,
        json: bool,
        output: str | None,
        trial: bool,
        **options: object,
    ) -> None:
        runs = [self.inspected(one, self.month(month), trial=trial) for one in self.bodies(body)]
        if output:
            self.write(runs, Path(output))
        if json:
            self.print_json(runs)
        else:
            for run in runs:
                self.print_form(run)

    def month(self, text: str) -> date:
        try:
            return first_of(text)
        except ValueError as error:
            raise CommandError(_("“%s” is not a month. Write it as 2026-11.") % text) from error

    def bodies(self, code: str | None) -> list[Body]:
        if code is None:
            found = list(Body.objects.standing(timezone.localdate()).filter(parent=None))
            if not found:
                raise CommandError(_("There is no body yet. Run import_bodies or demo first."))
            return found
        one = Body.objects.filter(code=code).first()
        if one is None:
            raise CommandError(_("No body has the code “%(code)s”.") % {"code": code})
        return [one]

    def inspected(self, body: Body, month: date, *, trial: bool) -> Run:
        now = timezone.now()
        try:
            found = inspect(body, month, today=timezone.localdate(now), at=now)
        except FutureMonthError as error:
            raise CommandError(_("This month has not begun.")) from error
        return freeze(found, by=None, at=now, rectify=not trial)

    def write(self, runs: list[Run], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for run in runs:
            for ending, writer in WRITERS.items():
                path = folder / f"{run.body.code}-{run.month:%Y-%m}-{run.number}.{ending}"
                path.write_bytes(writer(run))
                self.stderr.write(str(path))

    def print_json(self, runs: list[Run]) -> None:
        told = [
            {
                **run.content,
                "run": run.number,
                "digest": run.digest,
                "new": list(run.findings.filter(fresh=True).values_list("fingerprint", flat=True)),
            }
            for run in runs
        ]
        whole = told[0] if len(told) == 1 else {"runs": told}
        self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))

    def print_form(self, run: Run) -> None:
        said = run.content
        passed = pgettext("inspection", "passed"), pgettext("inspection", "failed")
        verdict = passed[0] if run.passed else passed[1]
        self.stdout.write(
            _("%(body)s, %(month)s, run %(number)d: %(verdict)s, score %(score)s")
            % {
                "body": run.body.name,
                "month": said["month"],
                "number": run.number,
                "verdict": verdict,
                "score": run.score,
            }
        )
        for line in said["lines"]:
            lost = f"-{line['lost']}/{line['cap']}" if line["part"] == "deduction" else ""
            self.stdout.write(
                f"{line['code']:<4} {wording.verdict(line['verdict'])} {line['found']:>4} "
                f"{lost:<9} {line['title']}"
            )
        for one in said["findings"][:FINDINGS_SHOWN]:
            told = wording.sentence(one["kind"], one["words"], one["since"])
            self.stdout.write(f"  {wording.title(one['kind'])}: {told}")
        if len(said["findings"]) > FINDINGS_SHOWN:
            more = len(said["findings"]) - FINDINGS_SHOWN
            self.stdout.write(_("  … and %d more; see them at the desk.") % more)
        open_now = Rectification.objects.filter(scope=run.body).exclude(
            commitment__state__in=[State.DONE, State.CANCELLED]
        )
        self.stdout.write(_("Rectifications in hand: %d") % open_now.count())
