"""The reference pages are complete: each names what exists, and nothing that does not."""

import re

from django.core.management import get_commands
from packaging.requirements import Requirement
from source import ROOT, SOURCE, pyproject

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
KINDS = {"tutorial", "how-to", "reference", "explanation", "decisions"}


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_setting_is_explained():
    code = (SOURCE / "project" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r"`(GONGKAI_\w+)`", page("settings.md"))) == set(
        re.findall(r"\bGONGKAI_\w+", code)
    ) - {"GONGKAI_"}


def test_every_command_of_ours_is_explained():
    ours = {name for name, app in get_commands().items() if app.startswith("gongkai.")}
    written = set(re.findall(r"`gongkai (\w+)", page("commands.md")))
    assert ours - written == set()
    assert written - set(get_commands()) - {"COMMAND"} == set()


def test_every_dependency_has_its_licence_and_its_reason():
    wanted = pyproject()
    asked = [*wanted["project"]["dependencies"], *wanted["dependency-groups"]["dev"]]
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \|$", page("dependencies.md"), re.M)
    names = [name for name, _, _ in rows if name != "package"]
    assert sorted(names) == sorted(Requirement(one).name for one in asked)


def test_the_dependencies_are_sorted_by_name():
    for table in page("dependencies.md").split("\n## "):
        names = re.findall(r"^\| (?!package)([a-z0-9-]+) \|", table, re.M)
        assert names == sorted(names)


def test_every_page_is_of_one_kind_and_reached_from_the_index():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS) for path in DOCS.rglob("*.md") if path.name != "index.md"]
    assert {path.parts[0] for path in pages} <= KINDS
    lost = [str(path) for path in pages if f"({path})" not in index]
    assert not lost


def test_links_between_pages_lead_somewhere():
    broken = []
    for path in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
