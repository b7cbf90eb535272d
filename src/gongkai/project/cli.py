"""The one console script, `gongkai`: Django's management commands under our settings."""

import os
import sys

from django.core.management import execute_from_command_line

from gongkai.project.messages import compile_stale


def main() -> None:
    """Run one management command and exit with its status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    compile_stale()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
