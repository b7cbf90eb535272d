"""The home folder of a command that a test runs as a person would."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def command_environment(home: Path) -> dict[str, str]:
    """Return the environment of a command: the product's settings, nothing of the tests'."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    return own | {"GONGKAI_HOME": str(home)}
