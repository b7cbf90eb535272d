"""Migrations are named by hand, import nothing of ours, and say all that the models say."""

import io
import re

import pytest
from django.core.management import call_command
from source import SOURCE, imported, shown

MIGRATIONS = sorted(path for path in SOURCE.glob("*/migrations/0*.py"))
# Named once where a field needs it: a path of ours that a migration must be able to import.
ALLOWED = re.compile(r"^gongkai\.[a-z]+\.(models|fields)(\..+)?$")


@pytest.mark.django_db
def test_the_models_say_nothing_that_no_migration_says():
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.parametrize("path", MIGRATIONS, ids=shown)
def test_a_migration_is_named_by_hand(path):
    assert not re.search(r"_auto_\d|_alter_\w+_and_more|_and_more$", path.stem)


@pytest.mark.parametrize("path", MIGRATIONS, ids=shown)
def test_a_data_migration_imports_nothing_of_ours(path):
    text = path.read_text(encoding="utf-8")
    if "RunPython" in text:
        assert not [name for name in imported(path) if name.startswith("gongkai.")]


@pytest.mark.parametrize("path", MIGRATIONS, ids=shown)
def test_what_a_schema_migration_imports_of_ours_is_a_model_or_a_field(path):
    ours = {name for name in imported(path) if name.startswith("gongkai.")}
    assert not [name for name in ours if not ALLOWED.match(name)]
