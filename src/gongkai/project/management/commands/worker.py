"""Do the background work only; one process per home folder."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from gongkai.project import background, serving


class Command(BaseCommand):
    help = "Keep the search index and do what is scheduled, until SIGTERM or Ctrl-C."

    def handle(self, **options: object) -> None:
        serving.check_writable(Path(settings.GONGKAI_HOME))
        with serving.hold("worker"):
            serving.check_prepared()
            background.run_worker()
