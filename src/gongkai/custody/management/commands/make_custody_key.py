"""Make a new key; from now on it seals new records."""

from django.core.management.base import BaseCommand

from gongkai.custody import keys


class Command(BaseCommand):
    help = "Make a new key for personal data. Older records keep theirs; keep every key."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        name, _ = keys.make()
        self.stdout.write(f"{keys.folder()}: {name.hex()}")
