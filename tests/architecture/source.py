"""What the house rules are checked against: the source as it stands on disk."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gongkai"
APPS = tuple(sorted(path.parent.name for path in SOURCE.glob("*/apps.py")))


@cache
def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def floors() -> dict[str, int]:
    """Return the floor of each app, the lowest is 0, as the contract says."""
    layers = pyproject()["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        app.strip(): number
        for number, layer in enumerate(reversed(layers))
        for app in layer.split("|")
    }


def modules(folder: Path = SOURCE) -> list[Path]:
    """Return our Python files without migrations, which are written by a command."""
    return [path for path in sorted(folder.rglob("*.py")) if path.parent.name != "migrations"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Return the full names of the modules that a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
