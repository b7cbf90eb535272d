"""Fill an empty installation with the invented county, for trying things out."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from gongkai.project.demo.load import accounts_table, load

ACCOUNTS = "demo-accounts.txt"  # shown again by `make run`


class Command(BaseCommand):
    help = "Load the invented demo county. Safe to run again: what is there stays as it is."

    def handle(self, **options: object) -> None:
        require_tables()
        for done in load():
            self.stdout.write(
                _("%(label)s: %(new)d new, %(seconds).1f s")
                % {"label": done.label, "new": done.new, "seconds": done.took_seconds}
            )
            self.stdout.flush()
        table = accounts_table()
        Path(settings.GONGKAI_HOME, ACCOUNTS).write_text(f"{table}\n", encoding="utf-8")
        self.stdout.write(f"\n{table}")


def require_tables() -> None:
    """Refuse a database whose tables are older than the code."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise CommandError(
            _("The database is not up to date: %(count)d migrations wait. Run: gongkai migrate")
            % {"count": len(waiting)}
        )
