"""Issue again the openness guides that no longer say what is so."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.catalogue.actions import guides
from gongkai.catalogue.guide import facts_of
from gongkai.catalogue.models import GuideEdition
from gongkai.catalogue.rules.guide import digest


class Command(BaseCommand):
    help = "Issue each openness guide whose facts have changed. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; exit 1 if any guide is out of date.",
        )

    def handle(self, *, check: bool, **options: object) -> None:
        today = localdate()
        bodies = Body.objects.standing(today)
        if not check:
            issued = guides.issue_all(bodies, today=today)
            self.stdout.write(_("%d guides issued.") % len(issued))
            return
        newest = dict(GuideEdition.objects.order_by("number").values_list("body", "digest"))
        stale = [
            body.code for body in bodies if newest.get(body.pk) != digest(facts_of(body, today))
        ]
        if stale:
            raise CommandError(_("These guides are out of date: %s") % ", ".join(stale))
        self.stdout.write(_("Every guide says what is so."))
