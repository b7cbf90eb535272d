"""What one site calls things: a TOML file beside the import (`--mapping`).

[columns]                     # headers of a table
title = "文件名称"
document_number = ["文号", "发文编号"]

[labels]                      # labels on a page that we do not know
"行文日期" = "made_on"

[fixed]                       # the same for every document
issuer = "某县人民政府"

[page]
body = "wz_text"              # id or class of the element that holds the text
"""

import tomllib
from collections.abc import Mapping as Names
from dataclasses import dataclass, field
from typing import Any

from gongkai.documents.rules.importing.found import DATES, Field
from gongkai.documents.rules.importing.labels import LABELS, Label, with_own
from gongkai.documents.rules.importing.spacing import squeeze

SECTIONS = frozenset({"columns", "labels", "fixed", "page"})


class MappingError(ValueError):
    """The mapping file says something that cannot be followed; the message says what."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names that a site uses.

    Attributes:
        columns: Header of a table, squeezed, to field.
        labels: Every label known on pages.
        fixed: Field to the text it has in every document.
        body_name: Id or class of the element that holds the text; empty to find it.
    """

    columns: Names[str, Field] = field(default_factory=dict)
    labels: Names[str, Label] = field(default_factory=lambda: LABELS)
    fixed: Names[Field, str] = field(default_factory=dict)
    body_name: str = ""


def read_mapping(content: bytes) -> Mapping:
    """Read a mapping file.

    Raises:
        MappingError: It is not TOML, or names a section or a field that there is not.
    """
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(str(error)) from error
    if unknown := sorted(told.keys() - SECTIONS):
        raise MappingError(f"[{unknown[0]}]")
    own = {squeeze(name): _field(value) for name, value in _section(told, "labels").items()}
    fixed = {_field(name): str(value) for name, value in _section(told, "fixed").items()}
    if days := sorted(DATES & fixed.keys()):
        raise MappingError(f"fixed.{days[0]}")
    return Mapping(
        columns=_columns(_section(told, "columns")),
        labels=with_own(own.items()),
        fixed=fixed,
        body_name=str(_section(told, "page").get("body", "")),
    )


def _section(told: dict[str, Any], name: str) -> dict[str, Any]:
    section = told.get(name, {})
    if not isinstance(section, dict):
        raise MappingError(f"[{name}]")
    return section


def _columns(section: dict[str, Any]) -> dict[str, Field]:
    columns: dict[str, Field] = {}
    for name, headers in section.items():
        for header in [headers] if isinstance(headers, str) else headers:
            columns[squeeze(str(header))] = _field(name)
    return columns


def _field(name: object) -> Field:
    try:
        return Field(str(name))
    except ValueError:
        raise MappingError(str(name)) from None
