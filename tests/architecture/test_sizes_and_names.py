"""Size budgets and plain names: what a reviewer would say, said by a test."""

import ast
import re

import pytest
from source import ROOT, SOURCE, modules, shown, tree

FILE_LINES = 400
FUNCTION_LINES = 40
FORBIDDEN = frozenset(
    """utils util helpers helper common misc base core manager service handler processor data
    info""".split()
)
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>", re.IGNORECASE)
COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}", re.DOTALL)
OURS = [*modules(), *modules(ROOT / "tests"), *modules(ROOT / "bench")]
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


def words(name: str) -> set[str]:
    """Split a module's or class's name: "PageHandler" and "page_handler" both hold "handler"."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


@pytest.mark.parametrize("path", OURS, ids=shown)
def test_a_file_has_at_most_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


def test_a_function_has_at_most_40_lines():
    long = [
        f"{shown(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert not long


def test_modules_have_plain_names():
    folders = {path for path in SOURCE.rglob("*") if path.is_dir()}
    bad = [shown(path) for path in {*modules(), *folders} if words(path.stem) & FORBIDDEN]
    assert not bad


def test_classes_have_plain_names():
    bad = [
        f"{shown(path)}: {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and words(node.name) & FORBIDDEN
    ]
    assert not bad


def test_every_module_and_app_says_what_it_is_for():
    silent = [
        shown(path)
        for path in modules()
        if len(tree(path).body) > 0
        and path.name not in {"__init__.py", "apps.py", "urls.py"}
        and ast.get_docstring(tree(path)) is None
    ]
    assert not silent


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_a_template_has_no_inline_style_or_script(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert not INLINE.search(text)
    for script in SCRIPT.finditer(text):
        assert "src=" in script["attributes"] or "json" in script["attributes"]
