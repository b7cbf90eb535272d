"""Answer requests only; for set-ups that run the background worker apart."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from gongkai.project import serving


class Command(BaseCommand):
    help = "Answer requests only. One `gongkai worker` per home folder must run beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on.")
        parser.add_argument("--workers", type=int, default=2, help="Processes that answer.")
        parser.add_argument("--access-log", action="store_true", help="Print each request.")

    def handle(
        self, *, host: str, port: int, workers: int, access_log: bool, **options: object
    ) -> None:
        serving.check_writable(Path(settings.GONGKAI_HOME))
        with serving.hold("serve", shared=True):
            serving.check_port(host, port)
            serving.check_prepared()
            serving.load_site()
            serving.run_web(host, port, workers, access_log=access_log)
