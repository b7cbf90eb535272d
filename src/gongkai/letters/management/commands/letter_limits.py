"""Load a region's limits for letters, or show what is there."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.letters.actions.limiting import UnknownPresetError, load_preset
from gongkai.letters.limits import presets


class Command(BaseCommand):
    help = "Load a preset of limits for letters into rows that an office may then change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preset", help="Which preset; without it they are listed.")
        parser.add_argument("--body", help="Code of the body it is for (default: every body).")

    def handle(self, *, preset: str | None, body: str | None, **options: object) -> None:
        if preset is None:
            for name, told in presets().items():
                self.stdout.write(f"{name}  {told['title']}")
            return
        owner = Body.objects.filter(code=body).first() if body else None
        if body and owner is None:
            raise CommandError(_("No body has this code: %(codes)s") % {"codes": body})
        try:
            count = load_preset(preset, owner, by=None, at=now())
        except UnknownPresetError as error:
            names = ", ".join(presets())
            raise CommandError(
                _("There are these presets: %(names)s") % {"names": names}
            ) from error
        self.stdout.write(_("%(count)d rows of limits.") % {"count": count})
