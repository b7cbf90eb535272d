"""Serve the whole from one process: web workers and the background worker, kept alive."""

import time
from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from gongkai.project import background, serving
from gongkai.project.supervisor import Child, Supervisor

WARN_SECONDS = 60


class Command(BaseCommand):
    help = "Serve the site and do the background work, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on.")
        parser.add_argument("--workers", type=int, default=2, help="Processes that answer.")
        parser.add_argument("--access-log", action="store_true", help="Print each request.")

    def handle(
        self, *, host: str, port: int, workers: int, access_log: bool, **options: object
    ) -> None:
        self.begun, self.said = time.monotonic(), False
        self.host, self.port = host, port
        serving.check_writable(Path(settings.GONGKAI_HOME))
        # Forked children inherit both locks, so they last as long as any process of ours.
        locks = [serving.hold("serve"), serving.hold("worker")]
        serving.check_port(host, port)
        serving.check_prepared()
        serving.load_site()
        web = partial(serving.run_web, host, port, workers, access_log=access_log)
        Supervisor(
            [Child("web", web), Child("worker", background.run_worker)], watch=self.announce
        ).run()
        for lock in locks:
            lock.close()
        self.stdout.write(_("Stopped."))

    def announce(self) -> None:
        """Say once that the site answers, or that it takes too long."""
        if self.said:
            return
        took = time.monotonic() - self.begun
        if serving.answers(self.host, self.port):
            self.said = True
            address = f"http://{self.host}:{self.port}/"
            self.stdout.write(
                self.style.SUCCESS(
                    _("Ready in %(seconds).1f s: %(address)s   clerks: %(desk)s   stop: Ctrl-C")
                    % {"seconds": took, "address": address, "desk": f"{address}admin/"}
                )
            )
            self.stdout.flush()
        elif took > WARN_SECONDS:
            self.said = True
            self.stderr.write(_("The site does not answer yet; the log above says why."))
