"""Read the tables of the demo county that lie beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return one table by its path below this package, without the ending."""
    path = files("gongkai.project.demo").joinpath(*f"{name}.toml".split("/"))
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def folder(name: str) -> tuple[dict[str, Any], ...]:
    """Return every table of a folder, in the order of the file names."""
    entries = files("gongkai.project.demo").joinpath(name).iterdir()
    names = sorted(entry.name for entry in entries if entry.name.endswith(".toml"))
    return tuple(table(f"{name}/{entry.removesuffix('.toml')}") for entry in names)
