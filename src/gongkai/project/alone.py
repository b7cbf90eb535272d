"""The page scan without the rest of Gongkai: no database, no apps, a fifth of the start."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SPEAKING = ("project", "audits", "screening", "documents")  # whose translations the scan uses


def scan(argv: list[str]) -> None:
    """Run `gongkai scan` with the settings it needs and no others."""
    import django
    from django.conf import settings

    settings.configure(
        LANGUAGE_CODE="zh-hans",
        TIME_ZONE="Asia/Shanghai",
        USE_TZ=True,
        LOCALE_PATHS=[PACKAGE / app / "locale" for app in SPEAKING],
        FORMAT_MODULE_PATH="gongkai.project.formats",
    )
    django.setup()
    from gongkai.audits.management.commands.scan import Command

    try:
        Command().run_from_argv(argv)
    except BrokenPipeError:  # the reader of the report went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
