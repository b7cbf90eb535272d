"""An app stands on the floors below its own: imports, foreign keys, rules, migrations."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from source import APPS, ROOT, SOURCE, floors, imported, modules, shown

IMPURE = frozenset(
    """django wagtail random secrets time os socket subprocess threading urllib http
    httpx requests sqlite3 psycopg""".split()
)
CLOCKS = re.compile(r"\b(date\.today|datetime\.(now|today|utcnow)|localdate|timezone\.now)\(")


UNDER_ALL = {"forked"}  # plain modules that every app may use


def test_every_app_has_a_floor_and_every_floor_its_apps():
    assert set(floors()) - UNDER_ALL == set(APPS)


def test_imports_keep_to_the_floors():
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_foreign_keys_keep_to_the_floors():
    climbing = []
    for label in APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                other = getattr(field.remote_field, "model", None) if field.concrete else None
                target = other._meta.app_label if other else label
                if target != label and target in floors() and floors()[target] >= floors()[label]:
                    climbing.append(f"{model._meta.label}.{field.name} -> {target}")
    assert not climbing


def test_addresses_of_apps_above_are_not_reversed_in_code_below():
    named = re.compile(r"""(?:reverse|redirect)\(\s*["'](\w+):""")
    climbing = [
        f"{shown(path)}: {name}"
        for path in modules()
        for name in named.findall(path.read_text(encoding="utf-8"))
        if name in floors() and floors()[name] > floors()[path.relative_to(SOURCE).parts[0]]
    ]
    assert not climbing


@pytest.mark.parametrize("folder", sorted(SOURCE.glob("*/rules")), ids=shown)
def test_rules_know_no_framework_no_clock_and_no_outside(folder):
    impure = [
        f"{shown(path)} imports {name}"
        for path in modules(folder)
        for name in imported(path)
        if (name.split(".")[0] in IMPURE and not name.startswith("urllib.parse"))
        or name == "pathlib.Path"  # PurePath opens nothing
    ]
    asking = [shown(path) for path in modules(folder) if CLOCKS.search(path.read_text("utf-8"))]
    assert not impure
    assert not asking


@pytest.mark.parametrize("folder", sorted(SOURCE.glob("*/rules")), ids=shown)
def test_rules_use_only_rules_of_other_apps(folder):
    climbing = [
        f"{shown(path)} imports {name}"
        for path in modules(folder)
        for name in imported(path)
        if name.startswith("gongkai.") and len(name.split(".")) > 2 and ".rules" not in name
    ]
    assert not climbing
