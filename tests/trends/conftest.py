from pathlib import Path

import pytest
from django.core.management import call_command

from .making import classed, table

HEADER = ("主题", "内容", "类别")


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return table(tmp_path_factory.mktemp("lessons") / "l.csv", classed(), HEADER, "utf-8")


@pytest.fixture(scope="session")
def learnt(lessons: Path) -> Path:
    """A model of the invented letters."""
    path = lessons.with_name("letters.model")
    call_command(
        "train_letters", lessons, text=["主题", "内容"], label="类别", out=path, verbosity=0
    )
    return path
